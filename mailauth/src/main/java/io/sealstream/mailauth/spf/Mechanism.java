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

    /**
     * Tells a survey what it stands for.
     *
     * @param authorises whether a client that matches passes
     */
    void survey(PostureSurvey survey, DomainName domain, boolean authorises);

    /** Null for the mechanisms without a domain-spec, and where it is left out. */
    default @Nullable DomainSpec target() {
        return null;
    }

    /** Whether it is one of the terms of which an evaluation may use ten (RFC 7208 §4.6.4). */
    default boolean queriesDns() {
        return true;
    }

    /** The dual-cidr-length (§5.3): the bits of an address that count, 0 to 32 and 0 to 128. */
    record Prefixes(int ip4, int ip6) {
        int of(IpAddress address) {
            return address.isV4() ? ip4 : ip6;
        }
    }

    /** {@code all} (§5.1). */
    record All() implements Mechanism {
        @Override
        public Match matches(Evaluation evaluation, DomainName domain) {
            return Match.MATCH;
        }

        @Override
        public void survey(PostureSurvey survey, DomainName domain, boolean authorises) {
            if (authorises) {
                survey.authoriseEverybody();
            }
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

        @Override
        public void survey(PostureSurvey survey, DomainName domain, boolean authorises) {
            survey.include(target, domain, authorises);
        }
    }

    /** {@code a} (§5.3). */
    record A(@Nullable DomainSpec target, Prefixes prefixes) implements Mechanism {
        @Override
        public Match matches(Evaluation evaluation, DomainName domain) {
            DomainName name = evaluation.targetName(target, domain);
            return name == null ? evaluation.unmatched() : evaluation.matchAddresses(name, prefixes);
        }

        @Override
        public void survey(PostureSurvey survey, DomainName domain, boolean authorises) {
            survey.addresses(target, domain, prefixes, authorises);
        }
    }

    /** {@code mx} (§5.4). */
    record Mx(@Nullable DomainSpec target, Prefixes prefixes) implements Mechanism {
        @Override
        public Match matches(Evaluation evaluation, DomainName domain) {
            DomainName name = evaluation.targetName(target, domain);
            Answer answer = name == null ? null : evaluation.queries().term(new Question(name, RecordType.MX));
            return answer == null ? evaluation.unmatched() : matchExchanges(evaluation, answer);
        }

        private Match matchExchanges(Evaluation evaluation, Answer answer) {
            int names = 0;
            for (DomainName exchange : Exchanges.of(answer)) {
                // RFC 7208 §4.6.4
                if (++names > Queries.MAX_NAMES) {
                    return evaluation.error(SpfStatus.PERMERROR, SpfReason.TOO_MANY_NAMES, exchange.toString());
                }
                Match match = evaluation.matchAddresses(exchange, prefixes);
                if (match != Match.NO_MATCH) {
                    return match;
                }
            }
            return Match.NO_MATCH;
        }

        @Override
        public void survey(PostureSurvey survey, DomainName domain, boolean authorises) {
            survey.exchanges(target, domain, prefixes, authorises);
        }
    }

    /** {@code ptr} (§5.5). */
    record Ptr(@Nullable DomainSpec target) implements Mechanism {
        @Override
        public Match matches(Evaluation evaluation, DomainName domain) {
            DomainName name = evaluation.targetName(target, domain);
            PointerNames names = name == null ? null : PointerNames.forTerm(evaluation);
            return name == null || names == null ? evaluation.unmatched() : names.matchAtOrBelow(name);
        }

        @Override
        public void survey(PostureSurvey survey, DomainName domain, boolean authorises) {
            survey.pointer();
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
        public void survey(PostureSurvey survey, DomainName domain, boolean authorises) {
            if (authorises && network != null) {
                survey.authorise(network, prefix);
            }
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
            Answer answer = name == null ? null : evaluation.queries().term(new Question(name, RecordType.A));
            return answer == null
                    ? evaluation.unmatched()
                    : Match.when(!answer.records().isEmpty());
        }

        @Override
        public void survey(PostureSurvey survey, DomainName domain, boolean authorises) {
            survey.exists(target, domain, authorises);
        }
    }
}
