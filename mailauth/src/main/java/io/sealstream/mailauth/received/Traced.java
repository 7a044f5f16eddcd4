package io.sealstream.mailauth.received;

import org.jspecify.annotations.Nullable;

/**
 * A fact of the message's arrival and where it was learned. What has no trustworthy origin is not known: its value is null.
 *
 * @param value null: not known
 * @param field the index from the top, among the fields of its name, where {@code origin} is a header field; the number of hops
 *     passed over where it is {@link Origin#SKIP_LISTED}; else -1
 */
public record Traced<T>(@Nullable T value, Origin origin, int field) {

    /** Where a fact of arrival was learned. */
    public enum Origin {
        ENVELOPE("envelope"),
        /** Given by whoever runs the verification, for every message. */
        OPTION("option"),
        /** The Received field of the boundary. */
        RECEIVED("received"),
        /** A Return-Path field above the boundary. */
        RETURN_PATH("returnPath"),
        /** {@code X-Forefront-Antispam-Report} or {@code Received-SPF} above the boundary. */
        STAMP("stamp"),
        /** A Received field below hops that skip listing passed over; {@code field} is their number. */
        SKIP_LISTED("skip-listed"),
        UNKNOWN("unknown");

        private final String word;

        Origin(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public static <T> Traced<T> unknown() {
        return new Traced<>(null, Origin.UNKNOWN, -1);
    }

    public static <T> Traced<T> of(@Nullable T value, Origin origin) {
        return value == null ? unknown() : new Traced<>(value, origin, -1);
    }

    public boolean isKnown() {
        return value != null;
    }

    /** As a verdict writes it: {@code envelope}, {@code received[3]}, {@code skip-listed:1}. */
    public String originText() {
        if (origin == Origin.SKIP_LISTED) {
            return origin.word() + ":" + field;
        }
        return field < 0 ? origin.word() : origin.word() + "[" + field + "]";
    }
}
