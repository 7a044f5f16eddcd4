package io.sealstream.mailauth;

import io.sealstream.mailauth.dns.IpAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the transport knew of a message (RFC 5321 §2.3.1). What it did not say is null.
 *
 * @param mailFrom the reverse-path without angle brackets; empty for the null sender
 * @param rcptTo the forward-paths without angle brackets; personal data, written by the recipients rule only
 */
public record Envelope(
        @Nullable IpAddress clientIp,
        @Nullable String helo,
        @Nullable String mailFrom,
        List<String> rcptTo,
        @Nullable Instant receivedAt) {
    public static final Envelope EMPTY = new Envelope(null, null, null, List.of(), null);

    public Envelope withRcptTo(List<String> recipients) {
        return new Envelope(clientIp, helo, mailFrom, List.copyOf(recipients), receivedAt);
    }
}
