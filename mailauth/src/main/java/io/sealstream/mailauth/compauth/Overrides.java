package io.sealstream.mailauth.compauth;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator or user lets pass, or keeps out, whatever composite authentication says. In the order of precedence: the
 * first that matches is applied, and the others are listed.
 *
 * @param allowedPairs who may be spoofed by whom
 * @param safeSenders addresses in lower case, and domains, of From
 */
public record Overrides(
        List<DomainEntry> blockedDomains,
        List<SpoofPair> allowedPairs,
        List<DomainEntry> allowedDomains,
        List<Network> allowedNetworks,
        Set<String> safeSenders) {
    public static final Overrides NONE = new Overrides(List.of(), List.of(), List.of(), List.of(), Set.of());

    /** After the last use of an entry that allows. */
    public static final Duration ALLOWED_FOR = Duration.ofDays(45);

    /** After the making of an entry that blocks. */
    public static final Duration BLOCKED_FOR = Duration.ofDays(30);

    /**
     * A domain of From. Those below it are covered only where {@code below} says so, and then the domain itself is not.
     *
     * @param expires the first instant at which it no longer holds; null: never. An entry that expires does not apply to a message
     *     of an unknown receipt time
     */
    public record DomainEntry(
            DomainName domain, boolean below, @Nullable Instant expires) {

        /** {@code example.org}, or {@code *.example.org} for those below. */
        public static Optional<DomainEntry> parse(String text, @Nullable Instant expires) {
            String name = text.strip();
            boolean below = name.startsWith("*.");
            return DomainName.parse(below ? name.substring(2) : name)
                    .filter(domain -> domain.labelCount() > 0)
                    .map(domain -> new DomainEntry(domain, below, expires));
        }

        boolean matches(CompositeInput message) {
            return isInForce(message.receivedAt())
                    && message.from().domains().stream().anyMatch(this::covers);
        }

        private boolean isInForce(@Nullable Instant receivedAt) {
            return expires == null || (receivedAt != null && receivedAt.isBefore(expires));
        }

        private boolean covers(DomainName from) {
            return below ? !from.equals(domain) && from.isAtOrBelow(domain) : from.equals(domain);
        }

        @Override
        public String toString() {
            return (below ? "*." : "") + domain;
        }
    }

    /** The override of that message; null: none. */
    public @Nullable AppliedOverride of(CompositeInput message) {
        List<AppliedOverride.Entry> matched = new ArrayList<>();
        match(matched, AppliedOverride.Kind.DOMAIN_BLOCK, blockedDomains, entry -> entry.matches(message));
        match(matched, AppliedOverride.Kind.ALLOW_PAIR, allowedPairs, pair -> pair.matches(message));
        match(matched, AppliedOverride.Kind.DOMAIN_ALLOW, allowedDomains, entry -> entry.matches(message));
        match(matched, AppliedOverride.Kind.IP_ALLOW, allowedNetworks, network -> network.contains(message.clientIp()));
        match(matched, AppliedOverride.Kind.SAFE_SENDER, safeSenders, sender -> isOf(sender, message));
        return matched.isEmpty()
                ? null
                : new AppliedOverride(matched.get(0), List.copyOf(matched.subList(1, matched.size())));
    }

    private static <T> void match(
            List<AppliedOverride.Entry> matched, AppliedOverride.Kind kind, Iterable<T> entries, Predicate<T> matches) {
        for (T entry : entries) {
            if (matches.test(entry)) {
                matched.add(new AppliedOverride.Entry(kind, entry.toString()));
                return;
            }
        }
    }

    private static boolean isOf(String sender, CompositeInput message) {
        return sender.indexOf('@') >= 0
                ? message.from().addresses().stream()
                        .anyMatch(address -> address.toLowerCase(Locale.ROOT).equals(sender))
                : message.from().domains().stream()
                        .anyMatch(domain -> domain.toString().equals(sender));
    }
}
