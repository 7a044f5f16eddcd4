package io.sealstream.functions.dns;

import io.sealstream.mailauth.dmarc.PublicSuffixList;
import io.sealstream.mailauth.dns.DomainName;

/** Whose servers a name's questions go to, as far as a name tells: its registered domain, by the Public Suffix List. */
public final class ZoneOf {
    private static final DomainName V4 = DomainName.of("in-addr.arpa");
    private static final DomainName V6 = DomainName.of("ip6.arpa");

    private static final PublicSuffixList SUFFIXES = PublicSuffixList.bundled();

    private ZoneOf() {}

    /** For reverse names the network of 16 (IPv4) or 32 (IPv6) bits; for a public suffix itself, that. */
    public static DomainName name(DomainName name) {
        if (name.isAtOrBelow(V4)) {
            return name.suffix(4);
        }
        if (name.isAtOrBelow(V6)) {
            return name.suffix(10);
        }
        return SUFFIXES.organizationalDomain(name).orElse(name.suffix(2));
    }
}
