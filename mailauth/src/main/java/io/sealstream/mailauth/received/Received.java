package io.sealstream.mailauth.received;

import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.received.TraceInput.Arrival;
import io.sealstream.mailauth.received.Traced.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the message came to its receiver (RFC 5321 §4.4). Client IP, HELO and MAIL FROM are, in this order, the operator's, the
 * transport's, or those above the boundary. The receipt time is the transport's, that of the boundary, or the operator's: he
 * knows the time of a collection, they that of the message. Nothing else in a header counts.
 */
public final class Received {
    /** Received fields that are looked at: as many as a relay lets pass (RFC 5321 §6.3). */
    public static final int MAX_FIELDS = 100;

    private static final int MAX_PATH_FIELD = 1_024;

    private Received() {}

    public static Trace trace(Message message, TraceInput input) {
        boolean wanted = input.boundary() != Boundary.NONE || input.skipListing() != SkipListing.NONE;
        List<Optional<ReceivedField>> fields = wanted ? fields(message) : List.of();
        Trace trace = input.boundary()
                .find(fields)
                .map(boundary -> trace(message, input, boundary))
                .orElseGet(() -> trace(input, Arrival.UNKNOWN, -1, 0, null));
        return input.skipListing().apply(trace, fields);
    }

    private static List<Optional<ReceivedField>> fields(Message message) {
        List<Optional<ReceivedField>> fields = new ArrayList<>();
        for (int i = 0; i < message.fieldCount() && fields.size() < MAX_FIELDS; i++) {
            if (message.nameIs(i, "received")) {
                fields.add(value(message.field(i), ReceivedField.MAX_LENGTH).flatMap(ReceivedField::parse));
            }
        }
        return fields;
    }

    private static Trace trace(Message message, TraceInput input, Boundary.Found boundary) {
        int trusted = trustedFields(message, boundary.index());
        ReceivedField field = boundary.field();
        String helo = field.helo();
        Arrival header = new Arrival(field.clientIp(), helo, returnPath(message, trusted), field.at());
        return trace(input, header, boundary.index(), trusted, boundary.preset());
    }

    private static Trace trace(
            TraceInput input, Arrival header, int boundary, int trustedFields, @Nullable String preset) {
        Arrival option = input.option();
        Arrival envelope = input.envelope();
        Traced<Instant> receivedAt = first(
                Traced.of(envelope.receivedAt(), Origin.ENVELOPE),
                at(header.receivedAt(), Origin.RECEIVED, boundary),
                Traced.of(option.receivedAt(), Origin.OPTION));
        return new Trace(
                first(
                        Traced.of(option.clientIp(), Origin.OPTION),
                        Traced.of(envelope.clientIp(), Origin.ENVELOPE),
                        at(header.clientIp(), Origin.RECEIVED, boundary)),
                first(
                        Traced.of(option.helo(), Origin.OPTION),
                        Traced.of(envelope.helo(), Origin.ENVELOPE),
                        at(header.helo(), Origin.RECEIVED, boundary)),
                first(
                        Traced.of(option.mailFrom(), Origin.OPTION),
                        Traced.of(envelope.mailFrom(), Origin.ENVELOPE),
                        at(header.mailFrom(), Origin.RETURN_PATH, 0)),
                new ReceiptTime(receivedAt, null, null),
                boundary,
                trustedFields,
                0,
                preset);
    }

    private static <T> Traced<T> at(@Nullable T value, Origin origin, int field) {
        return value == null ? Traced.unknown() : new Traced<>(value, origin, field);
    }

    private static <T> Traced<T> first(Traced<T> first, Traced<T> second, Traced<T> third) {
        return first.isKnown() ? first : second.isKnown() ? second : third;
    }

    /** The fields down to the Received field with that index, itself included. */
    private static int trustedFields(Message message, int received) {
        int seen = -1;
        int field = 0;
        while (seen < received) {
            if (message.nameIs(field++, "received")) {
                seen++;
            }
        }
        return field;
    }

    private static @Nullable String returnPath(Message message, int trustedFields) {
        for (int i = 0; i < trustedFields; i++) {
            if (message.nameIs(i, "return-path")) {
                return value(message.field(i), MAX_PATH_FIELD)
                        .flatMap(Received::reversePath)
                        .orElse(null);
            }
        }
        return null;
    }

    /** {@code <user@host>}, {@code <>} or, as some write it, {@code user@host}; a source route is dropped (RFC 5321 §4.1.2). */
    private static Optional<String> reversePath(String value) {
        boolean bracketed = value.startsWith("<") && value.endsWith(">") && value.length() >= 2;
        String path = bracketed ? value.substring(1, value.length() - 1) : value;
        if (path.startsWith("@")) {
            path = path.substring(path.indexOf(':') + 1);
        }
        boolean wellFormed = path.chars().allMatch(c -> c > ' ' && c != '<' && c != '>');
        return wellFormed && (bracketed || path.indexOf('@') > 0) ? Optional.of(path) : Optional.empty();
    }

    private static Optional<String> value(HeaderField field, int maxLength) {
        return field.end() - field.valueStart() > maxLength ? Optional.empty() : Optional.of(field.value());
    }
}
