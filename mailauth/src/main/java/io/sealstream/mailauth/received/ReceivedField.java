package io.sealstream.mailauth.received;

import io.sealstream.mailauth.dns.IpAddress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Received field says (RFC 5321 §4.4), in the forms in which servers write it. What it does not say is null.
 *
 * @param from the word after {@code from}, without a trailing dot: with most servers what the client gave as HELO
 * @param helo what a comment gives as HELO ({@code helo=}, {@code HELO}, {@code EHLO}), else {@code from} as it is written
 * @param clientHost the name in the TCP-info, which the server looked up by the address itself
 * @param clientIp the address in the TCP-info, else the one after {@code from} where a comment gives the HELO
 * @param ambiguous the TCP-info holds several addresses, so that none is taken
 * @param by without a trailing dot
 * @param with the protocol, all its words
 * @param forPath the forward-path without angle brackets
 * @param at the date
 */
public record ReceivedField(
        @Nullable String from,
        @Nullable String helo,
        @Nullable String clientHost,
        @Nullable IpAddress clientIp,
        boolean ambiguous,
        @Nullable String by,
        @Nullable String with,
        @Nullable String id,
        @Nullable String forPath,
        @Nullable Instant at) {
    /** Octets of a value that are read; a longer one is not. */
    public static final int MAX_LENGTH = 8_192;

    /**
     * Reads an unfolded value. Empty where it cannot be read in one way only: parentheses or quotes that do not close, comments
     * nested too deeply, {@code from} or {@code by} given twice, or one that is too long.
     */
    public static Optional<ReceivedField> parse(String value) {
        return value.length() > MAX_LENGTH ? Optional.empty() : ReceivedReader.read(value);
    }
}
