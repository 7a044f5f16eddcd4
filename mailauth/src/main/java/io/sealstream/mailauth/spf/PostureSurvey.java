package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import io.sealstream.mailauth.spf.SpfPosture.All;
import io.sealstream.mailauth.spf.SpfPosture.Defect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks a domain's record and the records it leads to, in the order of an evaluation in which nothing matches. One use. */
final class PostureSurvey {
    private final DomainName origin;
    private final Dns dns;

    private final AddressSet ipv4 = new AddressSet(32);
    private final AddressSet ipv6 = new AddressSet(128);
    private final Set<Microsoft365Cloud> clouds = EnumSet.noneOf(Microsoft365Cloud.class);
    private final Set<DomainName> domains = new LinkedHashSet<>();
    private final List<Defect> defects = new ArrayList<>();
    private final List<String> messageDependent = new ArrayList<>();
    /** The domains whose records are being read, the innermost last. */
    private final Deque<DomainName> chain = new ArrayDeque<>();

    private int lookups;
    private int longestPath;
    private int voidLookups;
    private boolean ptrUsed;
    private boolean loop;
    private boolean truncated;

    PostureSurvey(DomainName origin, Dns dns) {
        this.origin = origin;
        this.dns = dns;
    }

    SpfPosture posture() {
        Answer answer = dns.lookup(Question.txt(origin));
        RecordSelection selection = RecordSelection.of(answer);
        SpfRecord record = selection.record();
        domains.add(origin);
        All all = All.UNKNOWN;
        if (record == null) {
            defects.add(new Defect(origin, withoutRecord(answer, selection), selection.problem()));
        } else {
            all = survey(record, origin, true);
        }
        return new SpfPosture(
                origin,
                selection.texts(),
                lookups,
                longestPath,
                voidLookups,
                all,
                ptrUsed,
                record != null && isParked(record),
                ipv4.count(),
                ipv6.count(),
                Collections.unmodifiableSet(clouds),
                List.copyOf(domains),
                List.copyOf(defects),
                List.copyOf(messageDependent),
                loop,
                truncated);
    }

    private static SpfReason withoutRecord(Answer answer, RecordSelection selection) {
        return switch (answer.outcome()) {
            case FAILED -> SpfReason.DNS_FAILURE;
            case NOT_OBSERVED -> SpfReason.NOT_OBSERVED;
            case NO_SUCH_DOMAIN -> SpfReason.NO_SUCH_DOMAIN;
            case FOUND, NO_DATA -> selection.defect() == null ? SpfReason.NO_RECORD : selection.defect();
        };
    }

    private static boolean isParked(SpfRecord record) {
        return record.redirect() == null
                && record.directives().size() == 1
                && record.directives().get(0).mechanism() instanceof Mechanism.All
                && record.directives().get(0).qualifier() == Qualifier.FAIL;
    }

    /** @param authorises whether a pass of this record is a pass of the origin's */
    private All survey(SpfRecord record, DomainName domain, boolean authorises) {
        chain.addLast(domain);
        All all = null;
        for (Directive directive : record.directives()) {
            Mechanism mechanism = directive.mechanism();
            if (mechanism.queriesDns() && !count()) {
                break;
            }
            boolean passes = authorises && directive.qualifier() == Qualifier.PASS;
            mechanism.survey(this, domain, passes);
            if (mechanism instanceof Mechanism.All) {
                all = All.valueOf(directive.qualifier().name());
                break;
            }
        }
        if (all == null) {
            all = withoutAll(record, domain, authorises);
        }
        chain.removeLast();
        return all;
    }

    private All withoutAll(SpfRecord record, DomainName domain, boolean authorises) {
        DomainSpec redirect = record.redirect();
        if (truncated || (redirect != null && !count())) {
            return All.UNKNOWN;
        }
        return redirect == null
                ? All.MISSING
                : descend(redirect, domain, authorises, SpfReason.REDIRECT_WITHOUT_RECORD);
    }

    private boolean count() {
        if (lookups == SpfPosture.MAX_TERMS) {
            truncated = true;
            return false;
        }
        lookups++;
        longestPath = Math.max(longestPath, chain.size());
        return true;
    }

    void include(DomainSpec target, DomainName domain, boolean authorises) {
        descend(target, domain, authorises, SpfReason.INCLUDE_WITHOUT_RECORD);
    }

    private All descend(DomainSpec target, DomainName domain, boolean authorises, SpfReason missing) {
        DomainName name = targetName(target, domain);
        if (name == null) {
            return All.UNKNOWN;
        }
        Microsoft365Cloud cloud = Microsoft365Cloud.of(name);
        if (cloud != null) {
            clouds.add(cloud);
        }
        if (chain.contains(name)) {
            loop = true;
            return All.UNKNOWN;
        }
        Answer answer = query(Question.txt(name));
        countVoid(isVoid(answer));
        if (!isAnswer(answer)) {
            return All.UNKNOWN;
        }
        domains.add(name);
        RecordSelection selection = RecordSelection.of(answer);
        SpfRecord record = selection.record();
        if (record != null) {
            return survey(record, name, authorises);
        }
        SpfReason defect = selection.defect();
        SpfReason why = defect == null || defect == SpfReason.NO_RECORD ? missing : defect;
        defects.add(new Defect(name, why, selection.problem()));
        return All.UNKNOWN;
    }

    /** The record's own domain where there is no domain-spec; null, and noted, where a message has to fill it in. */
    private @Nullable DomainName targetName(@Nullable DomainSpec target, DomainName domain) {
        DomainName name = target == null ? domain : target.expandWithoutMessage(domain, origin);
        if (name == null && target != null) {
            messageDependent.add(target.text());
        }
        return name;
    }

    void addresses(@Nullable DomainSpec target, DomainName domain, Mechanism.Prefixes prefixes, boolean authorises) {
        DomainName name = targetName(target, domain);
        if (name != null) {
            countVoid(!addAddresses(name, prefixes, authorises));
        }
    }

    /** Whether there may be any: an answer that failed is no proof that there are none. */
    private boolean addAddresses(DomainName name, Mechanism.Prefixes prefixes, boolean authorises) {
        boolean some = false;
        for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
            Answer answer = query(new Question(name, type));
            some |= !isVoid(answer);
            for (Rdata record : answer.records()) {
                if (authorises && record instanceof Rdata.Address address) {
                    authorise(address.address(), prefixes.of(address.address()));
                }
            }
        }
        return some;
    }

    void exchanges(@Nullable DomainSpec target, DomainName domain, Mechanism.Prefixes prefixes, boolean authorises) {
        DomainName name = targetName(target, domain);
        if (name == null) {
            return;
        }
        Answer answer = query(new Question(name, RecordType.MX));
        countVoid(isVoid(answer));
        List<DomainName> exchanges = Exchanges.of(answer);
        if (exchanges.size() > Queries.MAX_NAMES) {
            defects.add(new Defect(name, SpfReason.TOO_MANY_NAMES, null));
        }
        for (DomainName exchange : exchanges.subList(0, Math.min(Queries.MAX_NAMES, exchanges.size()))) {
            countVoid(!addAddresses(exchange, prefixes, authorises));
        }
    }

    /** One that says the same of every message matches everybody or nobody. */
    void exists(DomainSpec target, DomainName domain, boolean authorises) {
        DomainName name = targetName(target, domain);
        if (name == null) {
            return;
        }
        Answer answer = query(new Question(name, RecordType.A));
        countVoid(isVoid(answer));
        if (authorises && answer.outcome() == Outcome.FOUND) {
            authoriseEverybody();
        }
    }

    void pointer() {
        ptrUsed = true;
    }

    void authorise(IpAddress network, int prefix) {
        (network.isV4() ? ipv4 : ipv6).add(network, prefix);
    }

    void authoriseEverybody() {
        ipv4.addAll();
        ipv6.addAll();
    }

    private Answer query(Question question) {
        Answer answer = dns.lookup(question);
        if (!isAnswer(answer)) {
            boolean failed = answer.outcome() == Outcome.FAILED;
            SpfReason reason = failed ? SpfReason.DNS_FAILURE : SpfReason.NOT_OBSERVED;
            defects.add(new Defect(question.name(), reason, question.toString()));
        }
        return answer;
    }

    private static boolean isAnswer(Answer answer) {
        return answer.outcome() != Outcome.FAILED && answer.outcome() != Outcome.NOT_OBSERVED;
    }

    private static boolean isVoid(Answer answer) {
        return answer.outcome() == Outcome.NO_DATA || answer.outcome() == Outcome.NO_SUCH_DOMAIN;
    }

    private void countVoid(boolean isVoid) {
        if (isVoid) {
            voidLookups++;
        }
    }
}
