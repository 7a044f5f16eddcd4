package io.sealstream.functions.signals;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.spf.SpfStatus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the signals read of a message.
 *
 * @param at its event time in epoch milliseconds: the receipt, never later than the record that brought it
 * @param day of {@code at}
 * @param infrastructure that it came from; null: not known
 * @param outcome of its authentication
 * @param list whether it is of a mailing list that is who it says to be
 */
record Sighting(long at, long day, @Nullable String infrastructure, Outcome outcome, boolean list) {
    /** Recipients of a message that are looked at; the others are passed over. */
    static final int MAX_RECIPIENTS = 100;

    /** Signatures of a message that are looked at, from the top. */
    static final int MAX_SIGNATURES = 4;

    /** What became of a message's authentication. */
    enum Outcome {
        /** DMARC passes, or would if there were a record. */
        AUTHENTICATED,
        /** Nothing aligned passes, and every witness was heard. */
        FAILED,
        /** A witness is missing: that is not negative. */
        OPEN;

        static Outcome of(Evidence evidence) {
            return switch (evidence.dmarc().status()) {
                case PASS, BESTGUESSPASS -> AUTHENTICATED;
                case FAIL -> FAILED;
                case NONE -> isOpen(evidence) ? OPEN : FAILED;
                case TEMPERROR, PERMERROR, UNVERIFIABLE -> OPEN;
            };
        }

        private static boolean isOpen(Evidence evidence) {
            return evidence.spf().status() == SpfStatus.NOT_EVALUABLE
                    || evidence.spf().status() == SpfStatus.UNVERIFIABLE
                    || evidence.spf().status() == SpfStatus.TEMPERROR
                    || evidence.dkim().stream().anyMatch(Outcome::isOpen);
        }

        private static boolean isOpen(DkimResult signature) {
            return signature.status() == DkimStatus.UNVERIFIABLE
                    || signature.status() == DkimStatus.SKIPPED
                    || signature.status() == DkimStatus.TEMPERROR;
        }
    }

    static Sighting of(Evidence evidence, long at) {
        return new Sighting(at, Days.of(at), evidence.infrastructure(), Outcome.of(evidence), isList(evidence));
    }

    boolean isAuthenticated() {
        return outcome == Outcome.AUTHENTICATED;
    }

    /** RFC 2919: a List-Id says nothing by itself, so SPF or DKIM has to pass for a domain of the list's. */
    private static boolean isList(Evidence evidence) {
        String listId = evidence.message().listId();
        if (listId == null) {
            return false;
        }
        DomainName list = DomainName.parse(listId).orElse(null);
        return list != null
                && ((evidence.spf().status() == SpfStatus.PASS
                                && isOfList(evidence.spf().domain(), list))
                        || passing(evidence).stream().anyMatch(signature -> isOfList(signature.domain(), list)));
    }

    /** No single label, for below that everybody may have a name. */
    private static boolean isOfList(@Nullable DomainName domain, DomainName list) {
        return domain != null && domain.labelCount() > 1 && (list.isAtOrBelow(domain) || domain.isAtOrBelow(list));
    }

    /** The first signatures that verify. Others may hold anything, even another message's {@code b=}. */
    static List<DkimResult> passing(Evidence evidence) {
        return evidence.dkim().stream()
                .filter(signature -> signature.status() == DkimStatus.PASS)
                .limit(MAX_SIGNATURES)
                .toList();
    }

    /** The recipients by their hashes, each once, without those that {@code settings} name as journals. */
    static long[] recipients(Evidence evidence, SignalSettings settings, KeyedHash hash) {
        return evidence.rcptTo().stream()
                .limit(MAX_RECIPIENTS)
                .filter(recipient -> !settings.isJournal(recipient))
                .mapToLong(recipient -> hash.of(recipient.toLowerCase(Locale.ROOT)))
                .distinct()
                .toArray();
    }
}
