package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a domain's SPF record and all that it includes amount to, for whoever may send. Terms after an {@code all}, and a
 * {@code redirect} beside one, are never evaluated and count for nothing here.
 *
 * @param records the domain's SPF records as published: one, where it is well configured
 * @param lookups terms that query DNS in all: what an evaluation uses in which nothing matches. Ten are allowed
 * @param longestPath such terms on the longest chain of includes and redirects, with the last term in the last record
 * @param voidLookups such terms whose names have no records; an {@code a} counts where it has neither A nor AAAA. Two are allowed
 * @param all what the record, or what it redirects to, says of everybody else
 * @param ptrUsed {@code ptr} stands somewhere: slow, unreliable, and not to be used (RFC 7208 §5.5)
 * @param parked the record authorises nobody: {@code v=spf1 -all}
 * @param ipv4Addresses how many are in a network that passes, through includes too; exclusions before it are not taken off
 * @param ipv6Addresses likewise
 * @param microsoft365 the clouds whose include stands in a record
 * @param domains whose records were read, in the order of evaluation
 * @param defects what is wrong, in the order of evaluation, here and in included records
 * @param messageDependent terms whose macros only a message fills in, and whose look-ups are counted but not made
 * @param loop a record includes itself, or redirects to itself, over others or at once: an evaluation ends in permerror
 * @param truncated there are more than {@link #MAX_TERMS} terms that query DNS, and the rest was not read
 */
public record SpfPosture(
        DomainName domain,
        List<String> records,
        int lookups,
        int longestPath,
        int voidLookups,
        All all,
        boolean ptrUsed,
        boolean parked,
        BigInteger ipv4Addresses,
        BigInteger ipv6Addresses,
        Set<Microsoft365Cloud> microsoft365,
        List<DomainName> domains,
        List<Defect> defects,
        List<String> messageDependent,
        boolean loop,
        boolean truncated) {

    /** Terms that query DNS which are read of one domain's tree of records; ten times what an evaluation may use. */
    public static final int MAX_TERMS = 100;

    /** What the record says of whoever is not named. */
    public enum All {
        PASS,
        NEUTRAL,
        SOFTFAIL,
        FAIL,
        /** No {@code all}: neutral by default (RFC 7208 §4.7), by neglect or in error. */
        MISSING,
        /** There is no record to say it, or it could not be read. */
        UNKNOWN
    }

    /**
     * Something wrong with a domain's record, or with what it names.
     *
     * @param domain where it is wrong
     * @param problem the term, or the question that was not answered; null: none
     */
    public record Defect(
            DomainName domain, SpfReason reason, @Nullable String problem) {}

    /** The posture of a domain, in at most some {@link #MAX_TERMS} × 22 questions. */
    public static SpfPosture of(DomainName domain, Dns dns) {
        return new PostureSurvey(domain, dns).posture();
    }

    /** Whether the domain has one record, whose syntax is right; what its terms lead to is another matter. */
    public boolean hasUsableRecord() {
        return lookups > 0
                || defects.stream()
                        .noneMatch(defect -> defect.domain().equals(domain) && isWithoutRecord(defect.reason()));
    }

    private static boolean isWithoutRecord(SpfReason reason) {
        return switch (reason) {
            case NO_RECORD, NO_SUCH_DOMAIN, MULTIPLE_RECORDS, SYNTAX_ERROR, DNS_FAILURE, NOT_OBSERVED -> true;
            default -> false;
        };
    }

    /** Whether a message that nothing matches ends in permerror for the number of look-ups (RFC 7208 §4.6.4). */
    public boolean exceedsLimits() {
        return loop || lookups > Queries.MAX_LOOKUPS || voidLookups > Queries.MAX_VOID_LOOKUPS;
    }

    /** The targets of {@code include} and {@code redirect} that have no SPF record, or do not exist. */
    public List<DomainName> missingIncludes() {
        return defects.stream()
                .filter(defect -> defect.reason() == SpfReason.INCLUDE_WITHOUT_RECORD
                        || defect.reason() == SpfReason.REDIRECT_WITHOUT_RECORD)
                .map(Defect::domain)
                .distinct()
                .toList();
    }
}
