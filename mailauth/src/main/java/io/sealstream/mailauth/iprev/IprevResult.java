package io.sealstream.mailauth.iprev;

import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the client's host name. An unconfirmed name is in the hand of whoever holds the address: it is shown, and
 * nothing is judged by it.
 *
 * @param name the first confirmed name, in alphabetical order; null unless {@link IprevStatus#PASS}
 * @param organizationalDomain of {@code name}; null unless {@link IprevStatus#PASS}
 * @param claimed the names that the PTR records give, in alphabetical order, at most {@link Iprev#MAX_NAMES}
 * @param exchangeAligned whether a mail exchanger of the From domain is of the same organization as {@code name}; null: not known
 */
public record IprevResult(
        IprevStatus status,
        @Nullable DomainName name,
        @Nullable DomainName organizationalDomain,
        List<DomainName> claimed,
        @Nullable Boolean exchangeAligned) {
    public static final IprevResult NOT_EVALUABLE = of(IprevStatus.NOT_EVALUABLE, List.of());

    static IprevResult of(IprevStatus status, List<DomainName> claimed) {
        return new IprevResult(status, null, null, claimed, Boolean.FALSE);
    }

    /** Whether a confirmed name could not be ruled out. */
    public boolean isOpen() {
        return status == IprevStatus.TEMPERROR
                || status == IprevStatus.NOT_EVALUABLE
                || status == IprevStatus.UNVERIFIABLE;
    }
}
