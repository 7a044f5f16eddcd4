package io.sealstream.serde;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an analyst says of a message, or of a domain's mail. It names either {@code id} or {@code domain}.
 *
 * @param id of the verdict that it is about, as the verdict writes it; null: it is about a domain
 * @param tenant of the domain's mail, as {@link TenantEvidence} names it; null where no tenants are told apart
 * @param domain the organizational From domain, as the verdict writes it; null: it is about one message
 * @param infrastructure of the domain's mail ({@link io.sealstream.mailauth.compauth.SendingInfrastructure}); null: from anywhere
 * @param at when it was said
 */
public record Feedback(
        Opinion opinion,
        @Nullable String id,
        @Nullable String tenant,
        @Nullable String domain,
        @Nullable String infrastructure,
        Instant at) {

    /** What an analyst makes of mail. */
    public enum Opinion {
        LEGITIMATE,
        MALICIOUS
    }
}
