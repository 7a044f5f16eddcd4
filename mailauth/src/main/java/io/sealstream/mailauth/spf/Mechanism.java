package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import org.jspecify.annotations.Nullable;

/** A mechanism (RFC 7208 §5), which tells whether the client matches it in the record of a domain. */
sealed interface Mechanism {
    Match matches(Evaluation evaluation, DomainName domain);

    /** Null for the mechanisms without a domain-spec, and where it is left out. */
    default @Nullable DomainSpec target() {
        return null;
    }

    /** Whether it is one of the terms of which an evaluation may use ten (RFC 7208 §4.6.4). */
    default boolean queriesDns() {
        return true;
    }

    /** {@code all} (§5.1). */
    record All() implements Mechanism {
        @Override
        public Match matches(Evaluation evaluation, DomainName domain) {
            return Match.MATCH;
        }

        @Override
        public boolean queriesDns() {
            return false;
        }
    }

    /** {@code include} (§5.2). */
    record Include(DomainSpec target) implements Mechanism {
        @Override
        public Match matches(Evaluation evaluation, DomainName domain) {
            DomainName included = target.expand(evaluation, domain);
            if (included == null && evaluation.isUndecided()) {
                return evaluation.unmatched();
            }
            SpfStatus status = included == null ? SpfStatus.NONE : evaluation.checkHost(included);
            return switch (status) {
                case PASS -> Match.MATCH;
                case FAIL, SOFTFAIL, NEUTRAL -> evaluation.unmatched();
                case NONE -> evaluation.error(SpfStatus.PERMERROR, SpfReason.INCLUDE_WITHOUT_RECORD, target.text());
                case TEMPERROR, PERMERROR, NOT_EVALUABLE, UNVERIFIABLE -> Match.ERROR;
            };
        }
    }

    /** {@code a} (§5.3). */
    record A(@Nullable DomainSpec target, int prefix4, int prefix6) implements Mechanism {
        @Override
        public Match matches(Evaluation evaluation, DomainName domain) {
            DomainName name = evaluation.targetName(target, domain);
            return name == null ? evaluation.unmatched() : evaluation.matchAddresses(name, prefix4, prefix6);
        }
    }

    /** {@code mx} (§5.4). */
    record Mx(@Nullable DomainSpec target, int prefix4, int prefix6) implements Mechanism {
        @Override
        public Match matches(Evaluation evaluation, DomainName domain) {
            DomainName name = evaluation.targetName(target, domain);
            Answer answer = name == null ? null : evaluation.query(new Question(name, RecordType.MX));
            return answer == null ? evaluation.unmatched() : matchExchanges(evaluation, answer);
        }

        private Match matchExchanges(Evaluation evaluation, Answer answer) {
            int names = 0;
            for (DomainName exchange : Exchanges.of(answer)) {
                // RFC 7208 §4.6.4
                if (++names > Evaluation.MAX_NAMES) {
                    return evaluation.error(SpfStatus.PERMERROR, SpfReason.TOO_MANY_NAMES, exchange.toString());
                }
                Match match = evaluation.matchAddresses(exchange, prefix4, prefix6);
                if (match != Match.NO_MATCH) {
                    return match;
                }
            }
            return Match.NO_MATCH;
        }
    }

    /** {@code ptr} (§5.5). */
    record Ptr(@Nullable DomainSpec target) implements Mechanism {
        @Override
        public Match matches(Evaluation evaluation, DomainName domain) {
            DomainName name = evaluation.targetName(target, domain);
            PointerNames names = name == null ? null : PointerNames.ofClient(evaluation);
            return name == null || names == null ? evaluation.unmatched() : names.matchAtOrBelow(name);
        }
    }

    /**
     * {@code ip4} and {@code ip6} (§5.6).
     *
     * @param network null for an IPv4-mapped network, which no client is in: a mapped client is an IPv4 client (§5)
     */
    record Ip(@Nullable IpAddress network, int prefix) implements Mechanism {
        @Override
        public Match matches(Evaluation evaluation, DomainName domain) {
            return Match.when(network != null && evaluation.clientIp().isWithin(network, prefix));
        }

        @Override
        public boolean queriesDns() {
            return false;
        }
    }

    /** {@code exists} (§5.7): A records, whatever the client's family. */
    record Exists(DomainSpec target) implements Mechanism {
        @Override
        public Match matches(Evaluation evaluation, DomainName domain) {
            DomainName name = target.expand(evaluation, domain);
            Answer answer = name == null ? null : evaluation.query(new Question(name, RecordType.A));
            return answer == null
                    ? evaluation.unmatched()
                    : Match.when(!answer.records().isEmpty());
        }
    }
}
