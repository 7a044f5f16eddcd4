package io.sealstream.cli;

import io.sealstream.functions.policy.Policies;
import io.sealstream.functions.policy.Policies.Tenant;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.compauth.Overrides;
import io.sealstream.mailauth.compauth.Overrides.DomainEntry;
import io.sealstream.mailauth.compauth.SpoofPair;
import io.sealstream.mailauth.dns.DomainName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A policy in words for a person. */
final class PolicyText {
    private static final int LABEL = 20;
    private static final int MAX_SHOWN = 20;

    private final StringBuilder text = new StringBuilder();
    private final Instant now;

    private PolicyText(Instant now) {
        this.now = now;
    }

    /** {@code policy 7: 2 tenants, 4 recipient domains} */
    static String heading(Policies policies) {
        int domains = policies.tenants().stream()
                .mapToInt(tenant -> tenant.recipients().size())
                .sum();
        return "policy " + Words.clean(policies.version()) + ": "
                + (policies.tenants().isEmpty()
                        ? "one for all recipients, no tenants are told apart"
                        : counted(policies.tenants().size(), "tenant") + " with "
                                + counted(domains, "recipient domain"));
    }

    /**
     * All that it says, lines ending with LF.
     *
     * @param now entries that have expired by then are marked
     */
    static String of(Policies policies, Instant now) {
        PolicyText policy = new PolicyText(now);
        String heading = heading(policies);
        policy.text.append(heading.substring(0, 1).toUpperCase(Locale.ROOT)).append(heading.substring(1));
        policy.text.append('\n');
        for (Tenant tenant : policies.tenants()) {
            policy.text.append('\n').append(tenant.name()).append(": mail to ");
            policy.text.append(cut(tenant.recipients())).append('\n');
            policy.tenant(tenant.policy());
        }
        policy.text.append(policies.tenants().isEmpty() ? "\nfor all mail\n" : "\nmail to all other domains\n");
        policy.tenant(policies.otherwise());
        return policy.text.toString();
    }

    private static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    private void tenant(CompositePolicy policy) {
        int before = text.length();
        line("accepted domains", sorted(policy.acceptedDomains()));
        list("blocked pairs", pairs(policy.blocked(), policy.acceptedDomains()));
        line("trusted sealers", sorted(policy.trustedSealers()));
        list("same organisation", policy.sameOrganisation());
        line("modifying hops", sorted(policy.modifyingHops()));
        if (policy.mxElsewhere()) {
            line("MX elsewhere", List.of("the MX is another receiver's, which hands the mail on"));
        }
        if (policy.honourPolicy() != null) {
            line("p=reject", List.of(policy.honourPolicy() ? "is carried out" : "is handled as quarantine"));
        }
        if (policy.usesSignals()) {
            line("signals", List.of("what is known of the sender may decide"));
        }
        overrides(policy.overrides(), policy.acceptedDomains());
        if (text.length() == before) {
            text.append("  tells nothing of itself\n");
        }
    }

    private void overrides(Overrides overrides, Set<DomainName> accepted) {
        list("domains kept out", dated(overrides.blockedDomains()));
        list("allowed pairs", pairs(overrides.allowedPairs(), accepted));
        list("allowed domains", dated(overrides.allowedDomains()));
        list("allowed IPs", overrides.allowedNetworks());
        list("safe senders", sorted(overrides.safeSenders()));
    }

    private static List<String> pairs(List<SpoofPair> pairs, Set<DomainName> accepted) {
        return pairs.stream()
                .map(pair -> pair + " (" + pair.type(accepted).name().toLowerCase(Locale.ROOT) + ")")
                .toList();
    }

    private List<String> dated(List<DomainEntry> entries) {
        return entries.stream()
                .map(entry -> entry
                        + (entry.expires() == null
                                ? ""
                                : (entry.expires().isAfter(now) ? ", until " : ", expired ") + entry.expires()))
                .toList();
    }

    private static List<String> sorted(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().toList();
    }

    /** On one line. */
    private void line(String label, List<String> values) {
        if (!values.isEmpty()) {
            append(label, cut(values));
        }
    }

    /** A line each. */
    private void list(String label, List<?> values) {
        String name = label;
        for (Object value : values.subList(0, Math.min(values.size(), MAX_SHOWN))) {
            append(name, value.toString());
            name = "";
        }
        if (values.size() > MAX_SHOWN) {
            append("", "and " + (values.size() - MAX_SHOWN) + " more");
        }
    }

    private void append(String label, String value) {
        text.append("  ").append(label).append(" ".repeat(LABEL - label.length()));
        text.append(Words.clean(value, 2_000)).append('\n');
    }

    private static String cut(List<?> values) {
        String shown = values.stream().limit(MAX_SHOWN).map(Object::toString).collect(Collectors.joining(", "));
        return values.size() > MAX_SHOWN ? shown + " and " + (values.size() - MAX_SHOWN) + " more" : shown;
    }
}
