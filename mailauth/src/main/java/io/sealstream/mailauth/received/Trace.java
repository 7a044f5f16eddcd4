package io.sealstream.mailauth.received;

import io.sealstream.mailauth.dns.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * How the message came to its receiver, as far as it can be trusted.
 *
 * @param helo the name given with HELO or EHLO
 * @param mailFrom the reverse-path without angle brackets; empty for the null sender (RFC 5321 §4.5.5)
 * @param boundary the index among the Received fields, from the top, of the one that took the message over from outside; -1:
 *     none found, and then nothing in the header is the receiver's word
 * @param trustedFields the number of header fields, from the top, that the receiver wrote; 0 without a boundary
 * @param skipped how many hops before the receiver were passed over, because its operator lists them: client IP and HELO are those
 *     of the next
 * @param preset which receiver's rule found the boundary, such as {@code microsoft365}; null: none
 */
public record Trace(
        Traced<IpAddress> clientIp,
        Traced<String> helo,
        Traced<String> mailFrom,
        ReceiptTime receivedAt,
        int boundary,
        int trustedFields,
        int skipped,
        @Nullable String preset) {}
