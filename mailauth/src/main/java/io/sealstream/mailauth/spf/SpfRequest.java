package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * What SPF checks: a client, and the names that it gave.
 *
 * @param clientIp null: not known, or not to be trusted
 * @param helo as given with HELO or EHLO; null: not known
 * @param mailFrom the reverse-path without angle brackets; empty for the null sender; null: not known
 * @param domainOnly whether {@code mailFrom} is known by its domain only, so that what its local part would say is not known
 * @param receiver the name of the receiving host, for the macro {@code %{r}} and for {@code Received-SPF}; null: not known
 */
public record SpfRequest(
        @Nullable IpAddress clientIp,
        @Nullable String helo,
        @Nullable String mailFrom,
        boolean domainOnly,
        AsOf asOf,
        @Nullable String receiver) {

    public SpfRequest(
            @Nullable IpAddress clientIp,
            @Nullable String helo,
            @Nullable String mailFrom,
            AsOf asOf,
            @Nullable String receiver) {
        this(clientIp, helo, mailFrom, false, asOf, receiver);
    }

    public SpfRequest(@Nullable IpAddress clientIp, @Nullable String helo, @Nullable String mailFrom, AsOf asOf) {
        this(clientIp, helo, mailFrom, asOf, null);
    }
}
