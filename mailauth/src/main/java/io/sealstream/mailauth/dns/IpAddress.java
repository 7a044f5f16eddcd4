package io.sealstream.mailauth.dns;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An IPv4 or IPv6 address. An IPv4-mapped IPv6 address ({@code ::ffff:192.0.2.1}) is the IPv4 address (RFC 7208 §5). */
public final class IpAddress {
    private static final int V4 = 4;
    private static final int V6 = 16;

    private final byte[] octets;

    private IpAddress(byte[] octets) {
        this.octets = octets;
    }

    /** From 4 or 16 octets in network order, which are copied. */
    public static IpAddress of(byte[] octets) {
        if (octets.length == V4) {
            return new IpAddress(octets.clone());
        }
        if (octets.length != V6) {
            throw new IllegalArgumentException(octets.length + " octets are no IP address");
        }
        return new IpAddress(isMapped(octets) ? Arrays.copyOfRange(octets, 12, 16) : octets.clone());
    }

    private static boolean isMapped(byte[] octets) {
        for (int i = 0; i < 10; i++) {
            if (octets[i] != 0) {
                return false;
            }
        }
        return octets[10] == -1 && octets[11] == -1;
    }

    /** A dotted quad without leading zeros, or the text forms of RFC 4291 §2.2, without a zone. Empty for anything else. */
    public static Optional<IpAddress> parse(String text) {
        byte[] octets = text.indexOf(':') < 0 ? parseV4(text, 0, text.length()) : parseV6(text);
        return octets == null ? Optional.empty() : Optional.of(of(octets));
    }

    private static byte @Nullable [] parseV4(String text, int from, int to) {
        byte[] octets = new byte[V4];
        int at = from;
        for (int i = 0; i < V4; i++) {
            int value = 0;
            int start = at;
            while (at < to && at - start < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            boolean ended = i == V4 - 1 ? at == to : at < to && text.charAt(at) == '.';
            if (at == start || leadingZero || value > 255 || !ended) {
                return null;
            }
            octets[i] = (byte) value;
            at++;
        }
        return octets;
    }

    private static byte @Nullable [] parseV6(String text) {
        byte[] octets = new byte[V6];
        int filled = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        } else if (text.startsWith(":")) {
            return null;
        }
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != '.') {
                end++;
            }
            if (end < text.length() && text.charAt(end) == '.') {
                byte[] tail = filled <= V6 - V4 ? parseV4(text, at, text.length()) : null;
                if (tail == null) {
                    return null;
                }
                System.arraycopy(tail, 0, octets, filled, V4);
                filled += V4;
                at = text.length();
                break;
            }
            int group = parseGroup(text, at, end);
            if (group < 0 || filled == V6) {
                return null;
            }
            octets[filled++] = (byte) (group >> 8);
            octets[filled++] = (byte) group;
            at = end;
            if (at < text.length()) {
                at++;
                if (at == text.length()) {
                    return null;
                }
                if (text.charAt(at) == ':') {
                    if (gap >= 0) {
                        return null;
                    }
                    gap = filled;
                    at++;
                }
            }
        }
        return expand(octets, filled, gap);
    }

    private static int parseGroup(String text, int from, int to) {
        if (to - from < 1 || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 'f') {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static byte @Nullable [] expand(byte[] octets, int filled, int gap) {
        if (gap < 0) {
            return filled == V6 ? octets : null;
        }
        if (filled == V6) {
            return null;
        }
        byte[] expanded = new byte[V6];
        System.arraycopy(octets, 0, expanded, 0, gap);
        System.arraycopy(octets, gap, expanded, V6 - (filled - gap), filled - gap);
        return expanded;
    }

    public boolean isV4() {
        return octets.length == V4;
    }

    /** 32 or 128. */
    public int bits() {
        return octets.length * 8;
    }

    /** The octet at {@code index} (0 to 3, or 0 to 15), as 0 to 255. */
    public int octet(int index) {
        return octets[index] & 0xff;
    }

    /** A copy of the 4 or 16 octets, in network order. */
    public byte[] octets() {
        return octets.clone();
    }

    /** Whether this address has the same family as {@code network} and agrees with it in the first {@code prefix} bits. */
    public boolean isWithin(IpAddress network, int prefix) {
        if (network.octets.length != octets.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (octets[i] != network.octets[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        return rest == 0 || (octets[whole] & 0xff) >> (8 - rest) == (network.octets[whole] & 0xff) >> (8 - rest);
    }

    /** The name whose PTR records tell this address's hosts: below {@code in-addr.arpa} or {@code ip6.arpa}. */
    public DomainName reverseName() {
        StringBuilder name = new StringBuilder(72);
        for (int i = octets.length - 1; i >= 0; i--) {
            if (isV4()) {
                name.append(octet(i)).append('.');
            } else {
                name.append(Character.forDigit(octet(i) & 15, 16)).append('.');
                name.append(Character.forDigit(octet(i) >> 4, 16)).append('.');
            }
        }
        return DomainName.of(name.append(isV4() ? "in-addr.arpa" : "ip6.arpa").toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** A dotted quad, or the form that RFC 5952 recommends. */
    @Override
    public String toString() {
        return isV4() ? octet(0) + "." + octet(1) + "." + octet(2) + "." + octet(3) : v6Text();
    }

    private String v6Text() {
        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(i + run) == 0) {
                run++;
            }
            if (run > gapLength) {
                gapStart = i;
                gapLength = run;
            }
        }
        StringBuilder text = new StringBuilder(40);
        for (int i = 0; i < 8; i++) {
            if (i == gapStart) {
                text.append("::");
                i += gapLength - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int group(int index) {
        return octet(2 * index) << 8 | octet(2 * index + 1);
    }
}
