package io.sealstream.mailauth.received;

import io.sealstream.mailauth.dns.IpAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to tell the hosts of one receiver.
 *
 * @param name of the preset, or {@code custom}
 * @param hosts its own, as they stand after {@code by} and, on its internal hops, after {@code from}
 * @param hops what stands after {@code by} on those of its internal hops that name no client
 * @param outbound those of its hosts that also hand over mail of others: mail from there comes from outside
 * @param addresses of its internal hops. A name after {@code from} is what the client gave as HELO, and anybody may give one
 *     of the receiver's: it counts only with such an address, or with the same name in the TCP-info
 * @param tellsAddress whether its servers are known to write the address of every client, so that a hop without one is internal
 *     by whatever protocol
 */
record Receiver(
        String name,
        List<HostPattern> hosts,
        List<HostPattern> hops,
        List<HostPattern> outbound,
        Predicate<IpAddress> addresses,
        boolean tellsAddress) {

    /** The hosts of Exchange Online and of the consumer services, in the forms seen in mail since 2017. */
    static final Receiver MICROSOFT365 = new Receiver(
            "microsoft365",
            patterns(
                    "*.outlook.com",
                    "*.outlook.office365.com",
                    "*.prod.exchangelabs.com",
                    "*.hotmail.com",
                    "*.office365.us",
                    "*.partner.outlook.cn"),
            List.of(),
            patterns("*.outbound.protection.*"),
            Receiver::isMicrosoft,
            true);

    /** Google's mail exchangers. Its internal hops name addresses only. */
    static final Receiver GOOGLE = new Receiver(
            "google",
            patterns("mx.google.com", "*-mx.google.com"),
            patterns("2002:*", "10.*"),
            List.of(),
            Receiver::isPrivate,
            true);

    static Receiver custom(HostPattern hosts) {
        return new Receiver("custom", List.of(hosts), List.of(), List.of(), Receiver::isPrivate, false);
    }

    private static List<HostPattern> patterns(String... globs) {
        return Stream.of(globs).map(HostPattern::new).toList();
    }

    boolean wrote(ReceivedField field) {
        return isOwn(field.by()) || (field.from() == null && matches(hops, field.by()));
    }

    /** Whether the field tells of a hop inside the receiver: without a client, or with one of its own. */
    boolean isInternal(ReceivedField field) {
        String from = field.from();
        IpAddress client = field.clientIp();
        if (from == null && client == null) {
            return !field.ambiguous();
        }
        if (isOnSameHost(field)) {
            return true;
        }
        if (field.ambiguous() || !isOwn(from)) {
            return false;
        }
        return client == null
                ? tellsAddress || isLocalProtocol(field.with())
                : addresses.test(client) || isOwn(field.clientHost());
    }

    /** Whether the message came by another protocol than SMTP, such as LMTP. */
    private static boolean isLocalProtocol(@Nullable String with) {
        return with != null && !with.toUpperCase(Locale.ROOT).contains("SMTP");
    }

    /** Whether the client is on the server's own host, as a content filter is. */
    static boolean isOnSameHost(ReceivedField field) {
        return field.clientIp() != null && isLoopback(field.clientIp());
    }

    /** Whether the field tells of a hop in the network where the message is kept, or from the receiver into it. */
    boolean isLocal(ReceivedField field) {
        IpAddress client = field.clientIp();
        return isInternal(field) || (client != null && isPrivate(client));
    }

    private boolean isOwn(@Nullable String host) {
        return matches(hosts, host) && !matches(outbound, host);
    }

    private static boolean matches(List<HostPattern> patterns, @Nullable String host) {
        return host != null && patterns.stream().anyMatch(pattern -> pattern.matches(host));
    }

    private static boolean isMicrosoft(IpAddress address) {
        if (address.isV4()) {
            return isPrivate(address);
        }
        int first = address.octet(0) << 8 | address.octet(1);
        int second = address.octet(2) << 8 | address.octet(3);
        int third = address.octet(4) << 8 | address.octet(5);
        boolean exchangeOnline = first == 0x2603 && (second & 0xff0f) == 0x1006; // 2603:10?6::/32
        boolean protection = first == 0x2a01 && second == 0x0111 && third == 0xe400; // 2a01:111:e400::/48
        return exchangeOnline || protection || isPrivate(address);
    }

    private static boolean isLoopback(IpAddress address) {
        return address.isV4() ? address.octet(0) == 127 : address.toString().equals("::1");
    }

    /** RFC 1918, loopback, link-local, and unique local IPv6 (RFC 4193). */
    static boolean isPrivate(IpAddress address) {
        int first = address.octet(0);
        int second = address.octet(1);
        if (isLoopback(address)) {
            return true;
        }
        return address.isV4()
                ? first == 10
                        || (first == 172 && (second & 0xf0) == 16)
                        || (first == 192 && second == 168)
                        || (first == 169 && second == 254)
                : (first & 0xfe) == 0xfc || (first == 0xfe && (second & 0xc0) == 0x80);
    }
}
