package io.sealstream.mailauth.received;

import io.sealstream.mailauth.dns.IpAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message's arrival beside its header.
 *
 * @param envelope what the transport said
 * @param option what the operator gives for every message
 * @param skipListing which hops before the receiver are passed over
 */
public record TraceInput(Arrival envelope, Arrival option, Boundary boundary, SkipListing skipListing) {

    /**
     * The facts of an arrival. What was not said is null.
     *
     * @param mailFrom the reverse-path without angle brackets; empty for the null sender
     */
    public record Arrival(
            @Nullable IpAddress clientIp,
            @Nullable String helo,
            @Nullable String mailFrom,
            @Nullable Instant receivedAt) {
        public static final Arrival UNKNOWN = new Arrival(null, null, null, null);
    }
}
