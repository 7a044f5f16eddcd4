package io.sealstream.mailauth.diagnosis;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a message after it was signed, found by undoing it, and proven by a hash or a signature that then
 * matches. A finding about the way, and never a pass.
 *
 * @param proof which of the two proofs matches once this, and all else of the same proof, is undone
 * @param field the name of the header field that it was done to; null: the body, or the header as a whole
 * @param octets the size of the text that came in or went; 0 where the change is none of size
 * @param before what was there: the lost text, the former value, encoding or charset; null where it tells nothing
 * @param after what is there now: the text that came in, the value, the encoding; null where it tells nothing
 */
public record Repair(
        Kind kind,
        Proof proof,
        @Nullable String field,
        int octets,
        @Nullable String before,
        @Nullable String after) {
    /** Characters of each text; what was longer is cut at white space, and ends with an ellipsis. */
    public static final int MAX_TEXT = 120;

    /** Repairs of one signature; beyond, they are left out of its result. */
    public static final int MAX_REPAIRS = 20;

    /** What was found to match. */
    public enum Proof {
        BODY_HASH,
        SIGNATURE
    }

    /** What intermediaries do. */
    public enum Kind {
        LINE_ENDINGS_CHANGED,
        /** {@code From } at the start of lines became {@code >From }. */
        FROM_QUOTED,
        /** {@code >From } became {@code From }. */
        FROM_UNQUOTED,
        /** {@code From } got a space before it. */
        FROM_INDENTED,
        /** {@code From } became {@code =46rom }, which is quoted-printable. */
        FROM_ESCAPED,
        /** {@code =46rom } became {@code From }. */
        FROM_UNESCAPED,
        DOTS_DOUBLED,
        DOTS_LOST,
        /** {@code "-- "} above a signature became {@code "--"}. */
        SIGNATURE_SEPARATOR_CHANGED,
        TRAILING_SPACE_ADDED,
        TRAILING_SPACE_REMOVED,
        TABS_EXPANDED,
        SPACES_MADE_TABS,
        LINES_BROKEN,
        EMPTY_LINES_DOUBLED,
        STRAY_CR_ADDED,
        FOOTER_APPENDED,
        BANNER_INSERTED,
        LINES_INSERTED,
        HTML_BANNER_INSERTED,
        HTML_FOOTER_APPENDED,
        /** The body became one part of a multipart. */
        BODY_WRAPPED,
        PREAMBLE_LOST,
        /** Of a body, a part of it, or the field that tells it. */
        TRANSFER_ENCODING_CHANGED,
        /** The same encoding, with other line lengths or other choices. */
        ENCODED_ANEW,
        CHARSET_CHANGED,
        HEADER_REFOLDED,
        SUBJECT_PREFIX_ADDED,
        FIELD_ADDED,
        FIELD_REMOVED,
        FIELD_REWRITTEN,
        RECIPIENT_REDACTED
    }

    public Repair {
        before = cut(before);
        after = cut(after);
        field = cut(field);
    }

    /** At white space: whoever masks addresses later does not know one that was cut apart. */
    private static @Nullable String cut(@Nullable String text) {
        if (text == null || text.length() <= MAX_TEXT) {
            return text;
        }
        int end = MAX_TEXT - 1;
        while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        return text.substring(0, end) + '\u2026';
    }

    static Repair ofBody(Kind kind) {
        return new Repair(kind, Proof.BODY_HASH, null, 0, null, null);
    }

    /** Another encoding or charset of a body. */
    static Repair ofBody(Kind kind, @Nullable String before, @Nullable String after) {
        return new Repair(kind, Proof.BODY_HASH, null, 0, before, after);
    }

    /** Octets that came into a body. */
    static Repair inserted(Kind kind, byte[] text, int from, int to) {
        int shown = Math.min(to, from + 8 * MAX_TEXT);
        return new Repair(
                kind,
                Proof.BODY_HASH,
                null,
                to - from,
                null,
                new String(text, from, shown - from, StandardCharsets.UTF_8)
                        .strip()
                        .replace("\r\n", "\n"));
    }

    /** A text that a body lost. */
    static Repair lost(Kind kind, String text) {
        return new Repair(kind, Proof.BODY_HASH, null, text.length(), text.strip(), null);
    }

    static Repair ofHeader(Kind kind) {
        return new Repair(kind, Proof.SIGNATURE, null, 0, null, null);
    }

    /** A field that has another value. Values are as in the message, one char an octet. */
    static Repair ofField(Kind kind, String field, @Nullable String before, @Nullable String after) {
        return new Repair(kind, Proof.SIGNATURE, field, 0, shown(before), shown(after));
    }

    /** A field, or a part of its value, that came in or went: the one text that is not null. */
    static Repair sized(Kind kind, String field, @Nullable String lost, @Nullable String added) {
        String text = lost == null ? added : lost;
        return new Repair(kind, Proof.SIGNATURE, field, text == null ? 0 : text.length(), shown(lost), shown(added));
    }

    private static @Nullable String shown(@Nullable String octets) {
        return octets == null
                ? null
                : new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                        .replace("\r\n", "")
                        .strip();
    }
}
