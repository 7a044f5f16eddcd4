package io.sealstream.serde.verdict;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.serde.EnvelopeFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of one verdict. Every text passes here: recipients are masked, what is no Unicode is replaced, and what
 * is too long is cut and noted.
 */
final class JsonFields {
    /** Of a list, however short they are. */
    static final int MAX_ELEMENTS = 1_000;

    /** Of the document before it is cut to its limit: lists that begin or go on beyond are not worth writing. */
    private static final int MAX_OCTETS = 4 << 20;

    /** Of a text within a list, in characters. */
    private static final int MAX_ELEMENT_TEXT = 8_192;

    /** Of a text of any kind: what lies beyond is not even searched for recipients. */
    private static final int MAX_MASKED = 65_536;

    private static final char CUT = '\u2026';

    private final JsonGenerator json;
    private final ByteArrayOutputStream out;
    private final RecipientMask mask;
    private final Fit fit;
    private final Set<String> truncated = new LinkedHashSet<>();
    private int depthOfLists;

    JsonFields(JsonGenerator json, ByteArrayOutputStream out, RecipientMask mask, Fit fit) {
        this.json = json;
        this.out = out;
        this.mask = mask;
        this.fit = fit;
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    interface Content {
        void write() throws IOException;
    }

    /** Writes one element of a list. */
    @FunctionalInterface
    interface Element<T> {
        void write(T value) throws IOException;
    }

    void object(String name, Content content) throws IOException {
        json.writeFieldName(name);
        object(content);
    }

    void object(Content content) throws IOException {
        json.writeStartObject();
        content.write();
        json.writeEndObject();
    }

    /** Null where {@code value} is: it is not known. */
    void text(String name, @Nullable String value) throws IOException {
        json.writeFieldName(name);
        write(value);
    }

    /** A text that names the message or where it was read: recipients stay, for it has to be found again. */
    void plain(String name, String value) throws IOException {
        json.writeFieldName(name);
        boolean whole = value.length() <= MAX_ELEMENT_TEXT;
        if (!whole) {
            truncated.add(path());
        }
        json.writeString(unicode(whole ? value : value.substring(0, MAX_ELEMENT_TEXT)));
    }

    /** Nothing where {@code value} is null: it does not apply. */
    void optional(String name, @Nullable Object value) throws IOException {
        if (value instanceof Enum<?> constant) {
            constant(name, constant);
        } else if (value != null) {
            text(name, value.toString());
        }
    }

    void domain(String name, @Nullable DomainName value) throws IOException {
        text(name, value == null ? null : value.toString());
    }

    void instant(String name, @Nullable Instant value) throws IOException {
        json.writeStringField(name, value == null ? null : value.toString());
    }

    void constant(String name, @Nullable Enum<?> value) throws IOException {
        json.writeStringField(name, value == null ? null : word(value));
    }

    /** {@code body_hash_mismatch} */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    void number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    void flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    void none(String name) throws IOException {
        json.writeNullField(name);
    }

    /** In the order of their declaration, so that the same verdict is the same text. */
    <E extends Enum<E>> void constants(String name, Set<E> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (E value : values.isEmpty() ? Set.<E>of() : EnumSet.copyOf(values)) {
            json.writeString(word(value));
        }
        json.writeEndArray();
    }

    /** Texts, or what has a text. */
    void texts(String list, Collection<?> values) throws IOException {
        list(list, values, value -> write(value.toString()));
    }

    /** The recipients, by their rule. */
    void recipients(String list, List<String> addresses) throws IOException {
        list(list, addresses, address -> write(mask.address(address)));
    }

    /**
     * A list that may be cut.
     *
     * @param list its path from the top, as {@code truncated} names it; what stands after the last dot is the field's name
     */
    <T> void list(String list, Collection<? extends T> values, Element<? super T> element) throws IOException {
        json.writeArrayFieldStart(list.substring(list.lastIndexOf('.') + 1));
        depthOfLists++;
        int left = depthOfLists == 1 ? fit.elements(list) : MAX_ELEMENTS;
        for (T value : values) {
            int before = octets();
            if (left-- == 0 || before > MAX_OCTETS) {
                truncated.add(list);
                break;
            }
            element.write(value);
            if (fit.measuring() && depthOfLists == 1) {
                fit.measured(list, octets() - before);
            }
        }
        depthOfLists--;
        json.writeEndArray();
    }

    private int octets() {
        return out.size() + json.getOutputBuffered();
    }

    /** Closes the document with the names of what was cut. */
    void truncated() throws IOException {
        json.writeArrayFieldStart("truncated");
        for (String name : truncated) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private void write(@Nullable String value) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        json.writeString(bounded(value, depthOfLists > 0 ? MAX_ELEMENT_TEXT : fit.text()));
    }

    private String bounded(String value, int limit) {
        boolean whole = value.length() <= MAX_MASKED;
        String text = mask.apply(whole ? value : value.substring(0, MAX_MASKED));
        if (whole && text.length() <= limit) {
            return unicode(text);
        }
        truncated.add(path());
        // what is left of an address that was cut apart at the end was not masked
        int known = whole ? text.length() : Math.max(0, text.length() - EnvelopeFields.MAX_LENGTH);
        return unicode(text.substring(0, Math.min(known, limit - 1)) + CUT);
    }

    /** Where the generator stands, as {@code dns.records}. */
    private String path() {
        return json.getOutputContext()
                .pathAsPointer()
                .toString()
                .substring(1)
                .replaceAll("/[0-9]+", "")
                .replace('/', '.');
    }

    /** A surrogate without its other half is no character: JSON cannot carry it. */
    static String unicode(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    repaired = repaired == null ? new StringBuilder(text) : repaired;
                    repaired.setCharAt(i, '\ufffd');
                }
            }
        }
        return repaired == null ? text : repaired.toString();
    }
}
