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

/** One run of {@code check_host()} (RFC 7208 §4) with what it has used of its limits and how it came to its result. */
final class Evaluation {
    /** RFC 7208 §4.6.4: terms that query DNS. */
    static final int MAX_LOOKUPS = 10;

    /** RFC 7208 §4.6.4: queries of terms that find nothing. */
    static final int MAX_VOID_LOOKUPS = 2;

    /** RFC 7208 §4.6.4: names of one {@code mx}, and of the client's PTR. */
    static final int MAX_NAMES = 10;

    /** What a look-ahead says where it knows no answer ({@link Spf#following}): evaluation goes on as if nothing matched there. */
    static final Answer PENDING = Answer.notObserved();

    private final SpfRequest request;
    private final IpAddress clientIp;
    private final Sender sender;
    private final DomainName senderDomain;
    private final Dns dns;

    private int lookups;
    private int voidLookups;
    /** Terms from the one that decided outwards. */
    private final List<String> path = new ArrayList<>(4);

    private SpfReason reason = SpfReason.NO_MATCH;
    private @Nullable SpfStatus errorStatus;
    private @Nullable String problem;
    private @Nullable SpfRecord decidingRecord;
    private @Nullable DomainName decidingDomain;
    private boolean allWitnesses = true;
    private boolean pointerFailed;
    private boolean pending;

    private Evaluation(SpfRequest request, IpAddress clientIp, Sender sender, DomainName senderDomain, Dns dns) {
        this.request = request;
        this.clientIp = clientIp;
        this.sender = sender;
        this.senderDomain = senderDomain;
        this.dns = dns;
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
        // Departs from RFC 7208 §5.5: a look-up that failed may keep a ptr from matching, but never makes a mail fail.
        if (pointerFailed && (status == SpfStatus.FAIL || status == SpfStatus.SOFTFAIL)) {
            status = SpfStatus.TEMPERROR;
            reason = SpfReason.DNS_FAILURE;
        }
        if (allWitnesses) {
            return result(status, reason, null);
        }
        SpfStatus ifUnchanged = status == SpfStatus.UNVERIFIABLE ? null : status;
        return result(SpfStatus.UNVERIFIABLE, SpfReason.NOT_OBSERVED, ifUnchanged);
    }

    private SpfResult result(SpfStatus status, SpfReason why, @Nullable SpfStatus ifUnchanged) {
        Collections.reverse(path);
        List<String> terms = List.copyOf(path);
        return new SpfResult(
                status, why, sender.identity(), senderDomain, terms, problem, lookups, voidLookups, ifUnchanged, null);
    }

    /** RFC 7208 §4.3 to §4.5: the record of a domain, and its evaluation. */
    SpfStatus checkHost(DomainName domain) {
        Question question = Question.txt(domain);
        Answer answer = lookup(question);
        if (answer == PENDING) {
            return SpfStatus.NEUTRAL;
        }
        if (answer.outcome() == Outcome.FAILED || answer.outcome() == Outcome.NOT_OBSERVED) {
            return unanswered(question, answer);
        }
        // The first query of all is no term's.
        if (lookups > 0 && answer.outcome() != Outcome.FOUND) {
            voidLookups++;
        }
        RecordSelection selection = RecordSelection.of(answer);
        SpfRecord record = selection.record();
        return record == null ? withoutRecord(domain, answer, selection) : evaluate(record, domain);
    }

    private SpfStatus unanswered(Question question, Answer answer) {
        // RFC 7208 §4.4
        SpfStatus status = answer.outcome() == Outcome.FAILED ? SpfStatus.TEMPERROR : SpfStatus.UNVERIFIABLE;
        error(
                status,
                status == SpfStatus.TEMPERROR ? SpfReason.DNS_FAILURE : SpfReason.NOT_OBSERVED,
                question.toString());
        return status;
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
            Match match = match(directive, domain);
            if (match != Match.NO_MATCH) {
                path.add(directive.describe(this, domain));
                return match == Match.ERROR ? errorStatus() : matched(directive, record, domain);
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

    private Match match(Directive directive, DomainName domain) {
        Mechanism mechanism = directive.mechanism();
        if (mechanism.queriesDns() && !countLookup(directive.text())) {
            return Match.ERROR;
        }
        return mechanism.matches(this, domain);
    }

    private SpfStatus matched(Directive directive, SpfRecord record, DomainName domain) {
        reason = SpfReason.MATCHED;
        decidingRecord = record;
        decidingDomain = domain;
        return directive.qualifier().status();
    }

    /** RFC 7208 §6.1. */
    private SpfStatus redirect(DomainSpec redirect, DomainName domain) {
        String term = "redirect=" + redirect.text();
        if (!countLookup(term)) {
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
            path.add(Directive.describe(term, redirect, this, domain));
        }
        return status;
    }

    // RFC 7208 §4.6.4
    private boolean countLookup(String term) {
        if (lookups == MAX_LOOKUPS) {
            error(SpfStatus.PERMERROR, SpfReason.TOO_MANY_LOOKUPS, term);
            return false;
        }
        lookups++;
        return true;
    }

    /** Ends the evaluation. */
    Match error(SpfStatus status, SpfReason why, String what) {
        errorStatus = status;
        reason = why;
        problem = what;
        return Match.ERROR;
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
        return hasEnded() || pending;
    }

    /** The answer to the query of a term, counted where it is void; null where it ends the evaluation. */
    @Nullable
    Answer query(Question question) {
        Answer answer = lookup(question);
        return switch (answer.outcome()) {
            case FOUND -> answer;
            case NO_DATA, NO_SUCH_DOMAIN -> countVoid(question) ? answer : null;
            case FAILED, NOT_OBSERVED -> {
                if (answer == PENDING) {
                    yield answer;
                }
                unanswered(question, answer);
                yield null;
            }
        };
    }

    // RFC 7208 §4.6.4
    private boolean countVoid(Question question) {
        if (++voidLookups > MAX_VOID_LOOKUPS) {
            error(SpfStatus.PERMERROR, SpfReason.TOO_MANY_VOID_LOOKUPS, question.toString());
            return false;
        }
        return true;
    }

    /**
     * The answer about the client's names, whose records the sender's domain does not answer for: nothing counts, and a failure
     * finds nothing (RFC 7208 §5.5). Null where it is not known.
     */
    @Nullable
    Answer queryLeniently(Question question) {
        Answer answer = lookup(question);
        pointerFailed |= answer.outcome() == Outcome.FAILED;
        if (answer.outcome() != Outcome.NOT_OBSERVED) {
            return answer;
        }
        if (answer != PENDING) {
            unanswered(question, answer);
        }
        return null;
    }

    private Answer lookup(Question question) {
        Answer answer = dns.lookup(question);
        pending |= answer == PENDING;
        allWitnesses &= request.asOf().isWitness(answer);
        return answer;
    }

    /** Whether the name has an address of the client's network, of the prefix for the client's family (RFC 7208 §5.3). */
    Match matchAddresses(DomainName name, int prefix4, int prefix6) {
        Answer answer = query(addressQuestion(name));
        return answer == null ? unmatched() : Match.when(isClientIn(answer, clientIp.isV4() ? prefix4 : prefix6));
    }

    /** RFC 7208 §5: A for an IPv4 client, AAAA for an IPv6 client. */
    Question addressQuestion(DomainName name) {
        return new Question(name, clientIp.isV4() ? RecordType.A : RecordType.AAAA);
    }

    boolean isClientIn(Answer answer, int prefix) {
        List<Rdata> records = answer.records();
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i) instanceof Rdata.Address network && clientIp.isWithin(network.address(), prefix)) {
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
