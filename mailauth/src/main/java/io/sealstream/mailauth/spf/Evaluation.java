package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of {@code check_host()} (RFC 7208 §4), and how it came to its result. */
final class Evaluation {
    private final SpfRequest request;
    private final IpAddress clientIp;
    private final Sender sender;
    private final DomainName senderDomain;
    private final Queries queries;

    /** Terms from the one that decided outwards. */
    private final List<String> path = new ArrayList<>(4);

    private SpfReason reason = SpfReason.NO_MATCH;
    private @Nullable SpfStatus errorStatus;
    private @Nullable String problem;
    private @Nullable SpfRecord decidingRecord;
    private @Nullable DomainName decidingDomain;

    private Evaluation(SpfRequest request, IpAddress clientIp, Sender sender, DomainName senderDomain, Dns dns) {
        this.request = request;
        this.clientIp = clientIp;
        this.sender = sender;
        this.senderDomain = senderDomain;
        this.queries = new Queries(this, dns, request.asOf());
    }

    /** Null where there is nothing to evaluate: no client IP, or no identity with a domain. */
    static @Nullable Evaluation of(SpfIdentity identity, SpfRequest request, Dns dns) {
        IpAddress clientIp = request.clientIp();
        Sender sender = clientIp == null ? null : Sender.of(identity, request);
        DomainName domain = sender == null ? null : sender.domain();
        return clientIp == null || sender == null || domain == null
                ? null
                : new Evaluation(request, clientIp, sender, domain, dns);
    }

    SpfResult run() {
        SpfStatus status = checkHost(senderDomain);
        Question failed = queries.failedLeniently();
        // Departs from RFC 7208 §5.5: a failed look-up may keep a ptr from matching, but never makes a message fail.
        if (failed != null && (status == SpfStatus.FAIL || status == SpfStatus.SOFTFAIL)) {
            status = SpfStatus.TEMPERROR;
            error(status, SpfReason.DNS_FAILURE, failed.toString());
        }
        if (queries.areAllWitnesses()) {
            return result(status, reason, null);
        }
        SpfStatus ifUnchanged = status == SpfStatus.UNVERIFIABLE ? null : status;
        return result(SpfStatus.UNVERIFIABLE, SpfReason.NOT_OBSERVED, ifUnchanged);
    }

    private SpfResult result(SpfStatus status, SpfReason why, @Nullable SpfStatus ifUnchanged) {
        Collections.reverse(path);
        return new SpfResult(
                status,
                why,
                sender.identity(),
                senderDomain,
                List.copyOf(path),
                problem,
                queries.lookups(),
                queries.voidLookups(),
                ifUnchanged,
                null);
    }

    /** RFC 7208 §4.3 to §4.5: the record of a domain, and its evaluation. */
    SpfStatus checkHost(DomainName domain) {
        Answer answer = queries.record(Question.txt(domain));
        if (answer == null) {
            return errorStatus();
        }
        if (answer == Queries.PENDING) {
            return SpfStatus.NEUTRAL;
        }
        RecordSelection selection = RecordSelection.of(answer);
        SpfRecord record = selection.record();
        return record == null ? withoutRecord(domain, answer, selection) : evaluate(record, domain);
    }

    private SpfStatus withoutRecord(DomainName domain, Answer answer, RecordSelection selection) {
        SpfReason defect = selection.defect();
        if (defect == SpfReason.NO_RECORD || defect == null) {
            // RFC 7208 §4.3, §4.5
            reason = answer.outcome() == Outcome.NO_SUCH_DOMAIN ? SpfReason.NO_SUCH_DOMAIN : SpfReason.NO_RECORD;
            return SpfStatus.NONE;
        }
        // RFC 7208 §4.5, §4.6
        error(SpfStatus.PERMERROR, defect, selection.problem() == null ? domain.toString() : selection.problem());
        return SpfStatus.PERMERROR;
    }

    /** RFC 7208 §4.6.2: mechanisms from left to right; the first that matches decides. */
    private SpfStatus evaluate(SpfRecord record, DomainName domain) {
        List<Directive> directives = record.directives();
        for (int i = 0; i < directives.size(); i++) {
            Directive directive = directives.get(i);
            switch (match(directive, domain)) {
                case MATCH -> {
                    return matched(directive, record, domain);
                }
                case ERROR -> {
                    path.add(cut(directive.text()));
                    return errorStatus();
                }
                case NO_MATCH -> {}
            }
        }
        DomainSpec redirect = record.redirect();
        if (redirect != null) {
            return redirect(redirect, domain);
        }
        // RFC 7208 §4.7
        reason = SpfReason.NO_MATCH;
        return SpfStatus.NEUTRAL;
    }

    // RFC 7208 §4.6.4
    private Match match(Directive directive, DomainName domain) {
        Mechanism mechanism = directive.mechanism();
        return !mechanism.queriesDns() || queries.countTerm(directive.text())
                ? mechanism.matches(this, domain)
                : Match.ERROR;
    }

    private SpfStatus matched(Directive directive, SpfRecord record, DomainName domain) {
        path.add(cut(directive.describe(this, domain)));
        reason = SpfReason.MATCHED;
        decidingRecord = record;
        decidingDomain = domain;
        return directive.qualifier().status();
    }

    /** RFC 7208 §6.1. */
    private SpfStatus redirect(DomainSpec redirect, DomainName domain) {
        if (!queries.countTerm("redirect=" + redirect.text())) {
            return errorStatus();
        }
        DomainName target = redirect.expand(this, domain);
        if (target == null && isUndecided()) {
            return hasEnded() ? errorStatus() : SpfStatus.NEUTRAL;
        }
        SpfStatus status = target == null ? SpfStatus.NONE : checkHost(target);
        if (status == SpfStatus.NONE) {
            error(SpfStatus.PERMERROR, SpfReason.REDIRECT_WITHOUT_RECORD, redirect.text());
            status = SpfStatus.PERMERROR;
        }
        if (reason != SpfReason.NO_MATCH) {
            path.add(cut("redirect=" + (target == null ? redirect.text() : target)));
        }
        return status;
    }

    /** Ends the evaluation. */
    Match error(SpfStatus status, SpfReason why, String what) {
        errorStatus = status;
        reason = why;
        problem = cut(what);
        return Match.ERROR;
    }

    private static String cut(String term) {
        return term.length() <= SpfResult.MAX_TERM ? term : term.substring(0, SpfResult.MAX_TERM);
    }

    private SpfStatus errorStatus() {
        return errorStatus == null ? SpfStatus.PERMERROR : errorStatus;
    }

    private boolean hasEnded() {
        return errorStatus != null;
    }

    /** What a mechanism returns that does not match: nothing, unless an error has ended the evaluation meanwhile. */
    Match unmatched() {
        if (hasEnded()) {
            return Match.ERROR;
        }
        path.clear();
        return Match.NO_MATCH;
    }

    /** Whether an answer was wanted that is not known. */
    boolean isUndecided() {
        return hasEnded() || queries.isPending();
    }

    /** Whether the name has an address of the client's network, of the prefix for the client's family (RFC 7208 §5.3). */
    Match matchAddresses(DomainName name, Mechanism.Prefixes prefixes) {
        Answer answer = queries.term(addressQuestion(name));
        return answer == null ? unmatched() : Match.when(isClientIn(answer, prefixes.of(clientIp)));
    }

    /** RFC 7208 §5: A for an IPv4 client, AAAA for an IPv6 client. */
    Question addressQuestion(DomainName name) {
        return new Question(name, clientIp.isV4() ? RecordType.A : RecordType.AAAA);
    }

    boolean isClientIn(Answer answer, int prefix) {
        for (Rdata record : answer.records()) {
            if (record instanceof Rdata.Address network && clientIp.isWithin(network.address(), prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The target-name (RFC 7208 §4.8): the record's own domain where there is no domain-spec; null as in {@link DomainSpec}. */
    @Nullable
    DomainName targetName(@Nullable DomainSpec target, DomainName domain) {
        return target == null ? domain : target.expand(this, domain);
    }

    SpfRequest request() {
        return request;
    }

    IpAddress clientIp() {
        return clientIp;
    }

    Sender sender() {
        return sender;
    }

    Queries queries() {
        return queries;
    }

    /** The record whose directive decided, not counting included ones; null: none did. */
    @Nullable
    SpfRecord decidingRecord() {
        return decidingRecord;
    }

    /** The domain of {@link #decidingRecord}. */
    @Nullable
    DomainName decidingDomain() {
        return decidingDomain;
    }
}
