package io.sealstream.functions.dns;

import crawlercommons.domains.EffectiveTldFinder;
import io.sealstream.mailauth.dns.DomainName;

/** Whose servers a name's questions go to, as far as a name tells: its registered domain, by the Public Suffix List. */
final class ZoneOf {
    private static final DomainName V4 = DomainName.of("in-addr.arpa");
    private static final DomainName V6 = DomainName.of("ip6.arpa");

    private ZoneOf() {}

    /** For reverse names the network of 16 (IPv4) or 32 (IPv6) bits; for a public suffix itself, that. */
    static DomainName name(DomainName name) {
        if (name.isAtOrBelow(V4)) {
            return name.suffix(4);
        }
        if (name.isAtOrBelow(V6)) {
            return name.suffix(10);
        }
        String host = withoutUnderscores(name.toString());
        String registered = EffectiveTldFinder.getAssignedDomain(host, true, true);
        return registered == null
                ? name.suffix(2)
                : DomainName.parse(registered).orElse(name.suffix(2));
    }

    /** The labels after the last that is no host name's; the name itself where none is left. */
    private static String withoutUnderscores(String name) {
        for (int i = name.length() - 1; i >= 0; i--) {
            if (!isHostChar(name.charAt(i))) {
                int dot = name.indexOf('.', i);
                return dot < 0 ? name : name.substring(dot + 1);
            }
        }
        return name;
    }

    private static boolean isHostChar(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.';
    }
}
