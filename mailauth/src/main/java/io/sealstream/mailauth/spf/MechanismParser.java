package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.spf.Mechanism.Prefixes;
import org.jspecify.annotations.Nullable;

/** Reads one mechanism, without its qualifier, by the grammar of RFC 7208 §12. */
final class MechanismParser {
    private static final int IP4_BITS = 32;
    private static final int IP6_BITS = 128;

    /** So many bits of an IPv4-mapped network are those of {@code ::} too. */
    private static final int MAPPED_ZERO_BITS = 80;

    private MechanismParser() {}

    /** Null where the text is no mechanism. */
    static @Nullable Mechanism parse(String text) {
        int nameEnd = SpfRecordParser.nameEnd(text);
        String rest = text.substring(nameEnd);
        return switch (SpfRecordParser.lowerCase(text.substring(0, nameEnd))) {
            case "all" -> rest.isEmpty() ? new Mechanism.All() : null;
            case "include" -> include(rest);
            case "exists" -> exists(rest);
            case "ptr" -> ptr(rest);
            case "a" -> new Addressed(rest).a();
            case "mx" -> new Addressed(rest).mx();
            case "ip4" -> network(rest, IP4_BITS);
            case "ip6" -> network(rest, IP6_BITS);
            default -> null;
        };
    }

    private static @Nullable DomainSpec domainSpec(String rest) {
        return rest.startsWith(":") ? DomainSpec.parse(rest.substring(1)) : null;
    }

    private static @Nullable Mechanism include(String rest) {
        DomainSpec target = domainSpec(rest);
        return target == null ? null : new Mechanism.Include(target);
    }

    private static @Nullable Mechanism exists(String rest) {
        DomainSpec target = domainSpec(rest);
        return target == null ? null : new Mechanism.Exists(target);
    }

    private static @Nullable Mechanism ptr(String rest) {
        DomainSpec target = domainSpec(rest);
        return target != null || rest.isEmpty() ? new Mechanism.Ptr(target) : null;
    }

    // RFC 7208 §5.6
    private static @Nullable Mechanism network(String rest, int bits) {
        int slash = rest.indexOf('/');
        int end = slash < 0 ? rest.length() : slash;
        int prefix = slash < 0 ? bits : prefixLength(rest, slash + 1, rest.length(), bits);
        boolean hasFamilyForm = rest.startsWith(":") && (bits == IP6_BITS) == (rest.indexOf(':', 1) > 0);
        IpAddress address =
                hasFamilyForm ? IpAddress.parse(rest.substring(1, end)).orElse(null) : null;
        if (address == null || prefix < 0) {
            return null;
        }
        return new Mechanism.Ip(address.bits() == bits ? address : unmapped(prefix), prefix);
    }

    private static @Nullable IpAddress unmapped(int prefix) {
        return prefix <= MAPPED_ZERO_BITS ? IpAddress.parse("::").orElse(null) : null;
    }

    /** Digits without a leading zero, at most {@code max}; -1 for anything else. */
    private static int prefixLength(String text, int from, int to, int max) {
        if (to - from < 1 || to - from > 3 || (text.charAt(from) == '0' && to - from > 1)) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(text.charAt(i))) {
                return -1;
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value <= max ? value : -1;
    }

    /**
     * {@code [ ":" domain-spec ] [ dual-cidr-length ]}, read from the right, for a domain-spec may hold slashes. A prefix of -1
     * is a wrong one.
     */
    private static final class Addressed {
        private final Prefixes prefixes;
        private final boolean wellFormed;
        private final @Nullable DomainSpec target;

        Addressed(String rest) {
            int end = rest.length();
            int digits = digitsBefore(rest, end);
            int p6 = IP6_BITS;
            int p4 = IP4_BITS;
            if (digits < end && rest.startsWith("//", digits - 2)) {
                p6 = prefixLength(rest, digits, end, IP6_BITS);
                end = digits - 2;
                digits = digitsBefore(rest, end);
            }
            if (digits < end && rest.startsWith("/", digits - 1)) {
                p4 = prefixLength(rest, digits, end, IP4_BITS);
                end = digits - 1;
            }
            prefixes = new Prefixes(p4, p6);
            target = domainSpec(rest.substring(0, end));
            wellFormed = p4 >= 0 && p6 >= 0 && (target != null || end == 0);
        }

        private static int digitsBefore(String text, int end) {
            int start = end;
            while (start > 0 && Ascii.isDigit(text.charAt(start - 1))) {
                start--;
            }
            return start;
        }

        @Nullable
        Mechanism a() {
            return wellFormed ? new Mechanism.A(target, prefixes) : null;
        }

        @Nullable
        Mechanism mx() {
            return wellFormed ? new Mechanism.Mx(target, prefixes) : null;
        }
    }
}
