package io.sealstream.serde;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.compauth.Signals;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The evidence about a message on its way to be judged for one tenant, and what keyed state knows of its sender so far.
 *
 * @param tenant the organisation that its recipients belong to; null where no tenants are told apart
 */
public record TenantEvidence(@Nullable String tenant, Evidence evidence, Signals signals) {

    /**
     * By whom a sender's history is kept: the tenant and the organizational From domain. Null where the message has no usable From.
     */
    public @Nullable String senderKey() {
        return evidence.organizationalDomain() == null
                ? null
                : senderKey(tenant, evidence.organizationalDomain().toString());
    }

    /** The key of a domain's mail to a tenant. */
    public static String senderKey(@Nullable String tenant, String domain) {
        return (tenant == null ? "" : tenant.toLowerCase(Locale.ROOT)) + '/' + domain;
    }

    /** By whom reputation is kept: the sending infrastructure, for all tenants. Null where it is not known. */
    public @Nullable String infrastructureKey() {
        return evidence.infrastructure();
    }

    public TenantEvidence with(Signals known) {
        return new TenantEvidence(tenant, evidence, known);
    }
}
