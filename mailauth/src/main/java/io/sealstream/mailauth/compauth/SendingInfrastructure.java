package io.sealstream.mailauth.compauth;

import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.iprev.IprevResult;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The infrastructure that a message came from, as history and reputation are kept by it: the organizational domain of the
 * client's confirmed host name, else the client's network.
 */
public final class SendingInfrastructure {
    private SendingInfrastructure() {}

    /** {@code fabrikam.com}, {@code 192.0.2.0/24}, {@code 2001:db8::/48}; null where the client is not known. */
    public static @Nullable String of(IprevResult iprev, @Nullable IpAddress client) {
        if (iprev.organizationalDomain() != null) {
            return iprev.organizationalDomain().toString();
        }
        return client == null ? null : network(client);
    }

    private static String network(IpAddress client) {
        int prefix = client.isV4() ? Infrastructure.PREFIX_V4 : Infrastructure.PREFIX_V6;
        byte[] octets = client.octets();
        Arrays.fill(octets, prefix / 8, octets.length, (byte) 0);
        return IpAddress.of(octets) + "/" + prefix;
    }
}
