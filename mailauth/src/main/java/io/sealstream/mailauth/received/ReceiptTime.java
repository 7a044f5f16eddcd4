package io.sealstream.mailauth.received;

import io.sealstream.mailauth.received.Traced.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the receiver took the message. Fixed before any key is chosen; {@code Date:} never decides.
 *
 * @param at with its origin; its value is null where the time is not known
 * @param notBefore a proven lower bound, such as {@code t=} of a verified signature; null: none
 * @param notAfter a proven upper bound; null: none
 */
public record ReceiptTime(
        Traced<Instant> at,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter) {
    public static final ReceiptTime UNKNOWN = new ReceiptTime(Traced.unknown(), null, null);

    public static ReceiptTime of(@Nullable Instant at, Origin origin) {
        return new ReceiptTime(Traced.of(at, origin), null, null);
    }

    public @Nullable Instant value() {
        return at.value();
    }
}
