package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stamps of a message, each told whether the receiver wrote it. */
public final class Stamps {
    /** Stamps beyond this number, from the top, are passed over. */
    public static final int MAX_STAMPS = 30;

    private static final AuthenticationResults UNREADABLE =
            new AuthenticationResults(Dialect.RFC8601, null, 0, List.of());

    private Stamps() {}

    /**
     * The Authentication-Results fields from the top: so the trusted come first. One that cannot be read has no results, and one
     * that is too long is cut.
     *
     * @param trustedFields the number of header fields, from the top, that the receiver wrote
     */
    public static List<Stamp> of(Message message, int trustedFields) {
        List<Stamp> stamps = new ArrayList<>(2);
        for (int i = 0; i < message.fieldCount() && stamps.size() < MAX_STAMPS; i++) {
            if (message.nameIs(i, "authentication-results")) {
                stamps.add(stamp(message.field(i), i < trustedFields));
            }
        }
        return stamps;
    }

    /** The topmost ARC-Authentication-Results field (RFC 8617 §4.1.1) that the receiver wrote; empty: none. */
    public static Optional<Stamp> sealed(Message message, int trustedFields) {
        for (int i = 0; i < trustedFields; i++) {
            if (message.nameIs(i, "arc-authentication-results")) {
                return Optional.of(stamp(message.field(i), true));
            }
        }
        return Optional.empty();
    }

    private static Stamp stamp(HeaderField field, boolean trusted) {
        int end = Math.min(field.end(), field.valueStart() + AuthenticationResultsReader.MAX_LENGTH);
        HeaderField shown =
                new HeaderField(field.bytes(), field.index(), field.start(), field.nameEnd(), field.valueStart(), end);
        return new Stamp(
                field.index(),
                trusted,
                AuthenticationResultsReader.text(shown),
                AuthenticationResultsReader.read(field).orElse(UNREADABLE));
    }
}
