package io.sealstream.functions.policy;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.serde.TenantEvidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policies of several tenants, told apart by the domains of recipients, and that for recipients of no tenant. Immutable. */
public final class Policies {
    private final String version;
    private final List<Tenant> tenants;
    private final CompositePolicy otherwise;
    private final Map<DomainName, Tenant> byRecipient = new HashMap<>();
    private final Map<String, Tenant> byName = new HashMap<>();

    /**
     * An organisation.
     *
     * @param name in verdicts, ids and the keys of state: 1 to 64 of letters, digits, dot, hyphen, underscore
     * @param recipients exactly these domains, not those below them
     */
    public record Tenant(String name, List<DomainName> recipients, CompositePolicy policy) {}

    /**
     * The policies.
     *
     * @param tenants no two with the same name, in any case, or a common recipient domain
     * @param otherwise for recipients of none of them, and for messages whose recipients are not known
     */
    public Policies(String version, List<Tenant> tenants, CompositePolicy otherwise) {
        this.version = version;
        this.tenants = List.copyOf(tenants);
        this.otherwise = otherwise;
        for (Tenant tenant : tenants) {
            byName.put(tenant.name(), tenant);
            tenant.recipients().forEach(domain -> byRecipient.put(domain, tenant));
        }
    }

    /** One policy for all: no tenants are told apart. */
    public static Policies of(CompositePolicy policy) {
        return new Policies(policy.version(), List.of(), policy);
    }

    public String version() {
        return version;
    }

    public List<Tenant> tenants() {
        return tenants;
    }

    public CompositePolicy otherwise() {
        return otherwise;
    }

    /** The policy of that tenant; of a tenant that is not there, and of none, that for the others. */
    public CompositePolicy policyOf(@Nullable String tenant) {
        Tenant known = tenant == null ? null : byName.get(tenant);
        return known == null ? otherwise : known.policy();
    }

    /**
     * The evidence as it is judged: once for each tenant among the recipients, and once for the recipients of none. A tenant's
     * has the id {@code id/tenant} and that tenant's recipients only. The others' keeps the id, and so does that of a message whose
     * recipients are not known.
     */
    public List<TenantEvidence> address(Evidence evidence) {
        if (tenants.isEmpty() || evidence.rcptTo().isEmpty()) {
            return List.of(new TenantEvidence(null, evidence, Signals.NONE));
        }
        Map<String, List<String>> recipients = new LinkedHashMap<>();
        for (String recipient : evidence.rcptTo()) {
            recipients
                    .computeIfAbsent(tenantOf(recipient), tenant -> new ArrayList<>())
                    .add(recipient);
        }
        List<TenantEvidence> addressed = new ArrayList<>(recipients.size());
        recipients.forEach((tenant, theirs) -> {
            String id = tenant.isEmpty() ? evidence.id() : evidence.id() + "/" + tenant;
            addressed.add(new TenantEvidence(
                    tenant.isEmpty() ? null : tenant, evidence.addressed(id, List.copyOf(theirs)), Signals.NONE));
        });
        return addressed;
    }

    /** The name of the recipient's tenant; empty: of none. */
    private String tenantOf(String recipient) {
        Tenant tenant = DomainName.parse(recipient.substring(recipient.lastIndexOf('@') + 1))
                .map(byRecipient::get)
                .orElse(null);
        return tenant == null ? "" : tenant.name();
    }
}
