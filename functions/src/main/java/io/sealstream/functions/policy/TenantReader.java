package io.sealstream.functions.policy;

import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.compauth.Overrides;
import io.sealstream.mailauth.compauth.Overrides.DomainEntry;
import io.sealstream.mailauth.compauth.SpoofPair;
import io.sealstream.mailauth.dns.DomainName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Reads what one tenant tells of itself: the keys that each tenant, and the mapping for recipients of none, may have. */
final class TenantReader {
    /** Of a list without a documented limit. */
    static final int MAX_ENTRIES = 10_000;

    private final String version;
    private final Problems problems;

    TenantReader(String version, Problems problems) {
        this.version = version;
        this.problems = problems;
    }

    CompositePolicy read(Fields tenant) {
        Set<DomainName> accepted =
                Set.copyOf(tenant.list("accepted-domains", MAX_ENTRIES, Entries.DOMAIN, Entries::domain));
        List<SpoofPair> blocked = tenant.list("blocked-pairs", SpoofPair.MAX_PAIRS, Entries.PAIR, Entries::pair);
        CompositePolicy policy = new CompositePolicy(
                version,
                accepted,
                blocked,
                Set.copyOf(tenant.list("trusted-sealers", MAX_ENTRIES, Entries.DOMAIN, Entries::domain)),
                tenant.list("same-organisation", SpoofPair.MAX_PAIRS, Entries.OWN_PAIR, Entries::ownPair),
                Set.copyOf(tenant.list("modifying-hops", MAX_ENTRIES, Entries.HOP, Entries::hop)),
                Boolean.TRUE.equals(tenant.flag("mx-elsewhere")),
                tenant.flag("honour-policy"),
                Boolean.TRUE.equals(tenant.flag("use-signals")),
                overrides(tenant.mapping("overrides"), blocked));
        tenant.end();
        return policy;
    }

    private Overrides overrides(@Nullable Fields overrides, List<SpoofPair> blocked) {
        if (overrides == null) {
            return Overrides.NONE;
        }
        Overrides read = new Overrides(
                domains(overrides, "blocked-domains", "since", Overrides.BLOCKED_FOR),
                allowedPairs(overrides, blocked),
                domains(overrides, "allowed-domains", "last-used", Overrides.ALLOWED_FOR),
                overrides.list("allowed-ips", MAX_ENTRIES, Entries.NETWORK, Entries::network),
                Set.copyOf(overrides.list("safe-senders", MAX_ENTRIES, Entries.SENDER, Entries::sender)));
        overrides.end();
        return read;
    }

    private List<SpoofPair> allowedPairs(Fields overrides, List<SpoofPair> blocked) {
        Set<SpoofPair> known = Set.copyOf(blocked);
        return overrides.nodes("allowed-pairs", SpoofPair.MAX_PAIRS, item -> {
            Optional<SpoofPair> pair = Fields.text(item).flatMap(Entries::pair);
            if (pair.isEmpty()) {
                overrides.wrong(item, "allowed-pairs", Entries.PAIR);
            } else if (known.contains(pair.get())) {
                problems.add(item, "allowed-pairs has " + pair.get() + ", which blocked-pairs has too");
            }
            return pair;
        });
    }

    /**
     * Domains, each alone or with its times.
     *
     * @param from the key of the time from which an entry holds for {@code length}, unless it says when it expires
     */
    private List<DomainEntry> domains(Fields overrides, String key, String from, Duration length) {
        Map<String, DomainEntry> firsts = new HashMap<>();
        return overrides.nodes(key, MAX_ENTRIES, item -> {
            boolean isDated = item instanceof MappingNode;
            Optional<DomainEntry> entry = isDated
                    ? dated(Fields.of(item, key, problems), key, from, length)
                    : Fields.text(item).flatMap(text -> entry(text, null));
            if (entry.isEmpty() && !isDated) {
                overrides.wrong(item, key, Entries.DOMAIN_OR_BELOW);
            }
            entry.ifPresent(domain -> {
                DomainEntry first = firsts.putIfAbsent(domain.toString(), domain);
                if (first != null && !first.equals(domain)) {
                    problems.add(item, key + " has " + domain + " twice, with different times");
                }
            });
            return entry;
        });
    }

    private Optional<DomainEntry> dated(Fields entry, String key, String from, Duration length) {
        String domain = entry.one("domain", Entries.DOMAIN_OR_BELOW, Entries::domainOrBelow);
        Instant begun = entry.one(from, Entries.TIME, Entries::time);
        Instant expires = entry.one("expires", Entries.TIME, Entries::time);
        if (domain == null && entry.take("domain") == null) {
            entry.wrong("an entry of " + key + " without domain");
        }
        if (begun != null && expires != null && !expires.isAfter(begun)) {
            entry.wrong("expires is not after " + from);
        }
        entry.end();
        return domain == null
                ? Optional.empty()
                : entry(domain, expires != null || begun == null ? expires : begun.plus(length));
    }

    private static Optional<DomainEntry> entry(String text, @Nullable Instant expires) {
        return Entries.domainOrBelow(text).flatMap(name -> DomainEntry.parse(name, expires));
    }
}
