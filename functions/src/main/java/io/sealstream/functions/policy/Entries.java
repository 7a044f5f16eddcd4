package io.sealstream.functions.policy;

import io.sealstream.mailauth.compauth.Infrastructure;
import io.sealstream.mailauth.compauth.SpoofPair;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Network;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** The forms in which a policy names things. Stricter than the core, which takes any octets that DNS may carry as a name. */
final class Entries {
    static final String DOMAIN = "a domain name such as contoso.com";
    static final String DOMAIN_OR_BELOW = "a domain name such as contoso.com, or *.contoso.com for those below";
    static final String PAIR = "a pair such as contoso.com, fabrikam.com: <address, domain or *>, "
            + "<domain, network from /24 or /48 on, or *>, and not * for both";
    static final String OWN_PAIR =
            "a pair such as contoso.com, outlook.com: <address or domain>, <domain or network from /24 or /48 on>";
    static final String HOP = "a domain name such as fabrikam.com, or a network from /24 or /48 on";
    static final String NETWORK = "an address such as 192.0.2.1, or a network such as 192.0.2.0/24";
    static final String SENDER = "an address such as news@fabrikam.com, or a domain name";
    static final String TIME = "a time such as 2026-05-04T10:00:00Z, or a date";
    static final String NAME = "1 to 64 letters, digits, dots, hyphens or underscores";

    private static final int MAX_NAME = 64;
    private static final int MAX_LOCAL_PART = 64;

    private Entries() {}

    /** In A-labels; two labels at least, of letters, digits, hyphens and underscores, and no IP address. */
    static Optional<DomainName> domain(String text) {
        return name(text).filter(name -> name.labelCount() > 1);
    }

    /** A domain, or {@code *.} and a name of any length. */
    static Optional<String> domainOrBelow(String text) {
        return text.startsWith("*.")
                ? name(text.substring(2)).map(name -> "*." + name)
                : domain(text).map(DomainName::toString);
    }

    private static Optional<DomainName> name(String text) {
        return text.chars().allMatch(Entries::isOfLabel) && !isAddress(text)
                ? DomainName.parse(text)
                : Optional.empty();
    }

    private static boolean isAddress(String text) {
        return text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static boolean isOfLabel(int c) {
        return c == '-' || c == '.' || c == '_' || isAsciiLetterOrDigit(c) || c > 0xa0;
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    static Optional<SpoofPair> pair(String text) {
        int comma = text.lastIndexOf(',');
        if (comma < 0) {
            return Optional.empty();
        }
        String user = text.substring(0, comma).strip();
        String sender = text.substring(comma + 1).strip();
        boolean named = user.equals("*") || sender(user).isPresent();
        return named && infrastructure(sender).isPresent() ? SpoofPair.of(user, sender) : Optional.empty();
    }

    /** A pair without {@code *}. */
    static Optional<SpoofPair> ownPair(String text) {
        return pair(text)
                .filter(pair -> !pair.infrastructure().isAny() && (pair.address() != null || pair.domain() != null));
    }

    private static Optional<Infrastructure> infrastructure(String text) {
        boolean named =
                text.equals("*") || text.indexOf('/') >= 0 || domain(text).isPresent();
        return named ? Infrastructure.parse(text) : Optional.empty();
    }

    static Optional<Infrastructure> hop(String text) {
        return infrastructure(text).filter(hop -> !hop.isAny());
    }

    /** Not all addresses at once. */
    static Optional<Network> network(String text) {
        return Network.parse(text).filter(network -> network.prefix() > 0);
    }

    /** An address in lower case, or a domain. */
    static Optional<String> sender(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return domain(text).map(DomainName::toString);
        }
        String local = text.substring(0, at);
        boolean usable = !local.isEmpty()
                && local.length() <= MAX_LOCAL_PART
                && local.chars().allMatch(c -> c > ' ' && c != '@' && c != '<' && c != '>' && c != ',' && c != 0x7f);
        return usable
                ? domain(text.substring(at + 1)).map(domain -> local.toLowerCase(Locale.ROOT) + "@" + domain)
                : Optional.empty();
    }

    /** RFC 3339, or a date, which is its first instant in UTC. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<String> tenantName(String text) {
        boolean usable = !text.isEmpty()
                && text.length() <= MAX_NAME
                && text.chars().allMatch(c -> c == '-' || c == '.' || c == '_' || isAsciiLetterOrDigit(c));
        return usable ? Optional.of(text) : Optional.empty();
    }
}
