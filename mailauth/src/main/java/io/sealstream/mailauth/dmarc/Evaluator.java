package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.Discovery.Policy;
import io.sealstream.mailauth.dmarc.Discovery.Relation;
import io.sealstream.mailauth.dmarc.DmarcRequest.Candidate;
import io.sealstream.mailauth.dmarc.DmarcRequest.Kind;
import io.sealstream.mailauth.dmarc.DmarcRequest.State;
import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dmarc.PolicyRecords.Knowledge;
import io.sealstream.mailauth.dns.DomainName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** One From domain by one edition: its policy, the candidates that align, and what follows. */
final class Evaluator {
    /** How an identifier stands to the author domain under the mode of its kind. */
    private interface Judge {
        Relation relation(Candidate candidate);
    }

    /** What the candidates come to. */
    private record Witnesses(
            @Nullable DomainName spf, @Nullable DomainName dkim, boolean failed, boolean missing, boolean unobserved) {
        boolean aligned() {
            return spf != null || dkim != null;
        }

        DmarcReason reason() {
            if (spf != null && dkim != null) {
                return DmarcReason.ALIGNED_BOTH;
            }
            return spf != null ? DmarcReason.ALIGNED_SPF : DmarcReason.ALIGNED_DKIM;
        }
    }

    private record Outcome(DmarcStatus status, DmarcReason reason, Witnesses witnesses) {}

    private final DmarcRequest request;
    private final DmarcEdition edition;
    private final DomainName author;
    private final boolean asSeen;
    private final Discovery discovery;

    Evaluator(DmarcRequest request, DmarcEdition edition, DomainName author, PolicyRecords records) {
        this.request = request;
        this.edition = edition;
        this.author = author;
        this.asSeen = records.asSeen();
        this.discovery = Discovery.by(edition, author, records, request.suffixes());
    }

    Evaluation evaluate() {
        Policy policy = discovery.policy();
        DmarcRecord record = policy.record();
        Witnesses witnesses = policy.request() == null
                ? witnesses(this::bestGuess)
                : witnesses(candidate -> relation(candidate, policy));
        Outcome outcome = outcome(policy, witnesses);
        int percent = record == null || edition == DmarcEdition.RFC9989 ? 100 : record.percent();
        return new Evaluation(
                outcome.status(),
                outcome.reason(),
                author,
                discovery.organizationalDomain(),
                policy.domain(),
                policy.request(),
                record == null ? Alignment.RELAXED : record.aspf(),
                record == null ? Alignment.RELAXED : record.adkim(),
                percent,
                outcome.status() == DmarcStatus.FAIL && sample(request.messageId()) >= percent,
                outcome.witnesses().spf(),
                outcome.witnesses().dkim(),
                record == null ? null : record.text(),
                null,
                discovery.queried());
    }

    private Outcome outcome(Policy policy, Witnesses witnesses) {
        if (policy.knowledge() == Knowledge.FAILED) {
            return new Outcome(DmarcStatus.TEMPERROR, DmarcReason.DNS_FAILURE, witnesses);
        }
        if (policy.knowledge() == Knowledge.UNOBSERVED) {
            return withUnobservedPolicy(witnesses);
        }
        if (policy.request() == null) {
            return withoutPolicy(policy, witnesses);
        }
        if (witnesses.aligned()) {
            return new Outcome(
                    DmarcStatus.PASS, witnesses.reason(), witnesses); // RFC 9989 §5.3.5, RFC 7489 §6.6.2 step 6
        }
        return shortOfWitness(witnesses, verdictOfFailure(policy, witnesses));
    }

    /** An identifier equal to the author domain aligns by every policy; any other may be held to strict alignment. */
    private Outcome withUnobservedPolicy(Witnesses witnesses) {
        Witnesses equal = witnesses(candidate -> Relation.of(author.equals(candidate.domain())));
        if (equal.aligned()) {
            return new Outcome(DmarcStatus.PASS, equal.reason(), equal);
        }
        return witnesses.failed()
                ? new Outcome(DmarcStatus.TEMPERROR, DmarcReason.DNS_FAILURE, witnesses)
                : new Outcome(DmarcStatus.UNVERIFIABLE, DmarcReason.POLICY_NOT_OBSERVED, witnesses);
    }

    private Outcome withoutPolicy(Policy policy, Witnesses witnesses) {
        boolean invalid = policy.record() != null;
        if (invalid && edition == DmarcEdition.RFC7489) {
            return new Outcome(DmarcStatus.PERMERROR, DmarcReason.INVALID_RECORD, witnesses); // RFC 7489 §11.2
        }
        if (witnesses.aligned()) {
            return new Outcome(DmarcStatus.BESTGUESSPASS, witnesses.reason(), witnesses);
        }
        DmarcReason reason = invalid ? DmarcReason.INVALID_RECORD : DmarcReason.NO_RECORD;
        return shortOfWitness(witnesses, new Outcome(DmarcStatus.NONE, reason, witnesses)); // RFC 9989 §5.3.2
    }

    /** A fail needs every witness that could have passed to be usable, and negative. */
    private static Outcome shortOfWitness(Witnesses witnesses, Outcome negative) {
        if (witnesses.failed()) {
            return new Outcome(DmarcStatus.TEMPERROR, DmarcReason.DNS_FAILURE, witnesses);
        }
        if (witnesses.missing()) {
            return new Outcome(DmarcStatus.UNVERIFIABLE, DmarcReason.WITNESS_MISSING, witnesses);
        }
        return witnesses.unobserved()
                ? new Outcome(DmarcStatus.UNVERIFIABLE, DmarcReason.POLICY_NOT_OBSERVED, witnesses)
                : negative;
    }

    private static Outcome verdictOfFailure(Policy policy, Witnesses witnesses) {
        return switch (policy.requestKnowledge()) {
            case KNOWN -> new Outcome(DmarcStatus.FAIL, DmarcReason.NOT_ALIGNED, witnesses);
            case FAILED -> new Outcome(DmarcStatus.TEMPERROR, DmarcReason.DNS_FAILURE, witnesses);
            case UNOBSERVED -> new Outcome(DmarcStatus.UNVERIFIABLE, DmarcReason.POLICY_NOT_OBSERVED, witnesses);
        };
    }

    private Witnesses witnesses(Judge judge) {
        Witnesses passes = witnesses(judge, state -> state == State.PASS);
        return passes.aligned() ? passes : witnesses(judge, state -> state != State.NOT_PASS);
    }

    private Witnesses witnesses(Judge judge, Predicate<State> counts) {
        DomainName spf = null;
        DomainName dkim = null;
        boolean failed = false;
        boolean missing = false;
        boolean unobserved = false;
        List<Candidate> candidates = request.candidates();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = asSeen ? candidates.get(i).asSeen() : candidates.get(i);
            if (!counts.test(candidate.state())) {
                continue;
            }
            Relation relation = i < Dmarc.MAX_CANDIDATES ? judge.relation(candidate) : Relation.UNOBSERVED;
            if (relation == Relation.NOT_ALIGNED) {
                continue;
            }
            boolean pass = candidate.state() == State.PASS;
            boolean aligned = pass && relation == Relation.ALIGNED;
            if (aligned && candidate.kind() == Kind.SPF && spf == null) {
                spf = candidate.domain();
            } else if (aligned && candidate.kind() == Kind.DKIM && dkim == null) {
                dkim = candidate.domain();
            }
            failed |= candidate.state() == State.TEMPERROR || (pass && relation == Relation.FAILED);
            missing |= candidate.state() == State.MISSING;
            unobserved |= pass && relation == Relation.UNOBSERVED;
        }
        return new Witnesses(spf, dkim, failed, missing, unobserved);
    }

    /** RFC 9989 §4.4, RFC 7489 §3.1. */
    private Relation relation(Candidate candidate, Policy policy) {
        DomainName domain = candidate.domain();
        DmarcRecord record = policy.record();
        if (domain == null) {
            return Relation.UNOBSERVED;
        }
        if (domain.equals(author)) {
            return Relation.ALIGNED;
        }
        boolean strict =
                record != null && (candidate.kind() == Kind.SPF ? record.aspf() : record.adkim()) == Alignment.STRICT;
        return strict ? Relation.NOT_ALIGNED : discovery.organization(domain);
    }

    /** Where no policy says how to align: relaxed, by the Public Suffix List. Microsoft's rule, and so the same for both editions. */
    private Relation bestGuess(Candidate candidate) {
        DomainName domain = candidate.domain();
        if (domain == null) {
            return Relation.UNOBSERVED;
        }
        return Relation.of(SuffixListDiscovery.organizationalDomain(domain, request.suffixes())
                .equals(SuffixListDiscovery.organizationalDomain(author, request.suffixes())));
    }

    /** A number from 0 to 99 that only the message id decides (RFC 7489 §6.6.4 leaves the choice of the sample open). */
    private static long sample(@Nullable String messageId) {
        CRC32 crc = new CRC32();
        crc.update((messageId == null ? "" : messageId).getBytes(StandardCharsets.UTF_8));
        return crc.getValue() % 100;
    }
}
