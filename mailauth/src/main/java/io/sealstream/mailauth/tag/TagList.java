package io.sealstream.mailauth.tag;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tag=value list (RFC 6376 §3.2) as offsets into bytes that are shared and read-only. Reading stops at the first
 * {@link Problem}; the tags before it can still be asked for, so that a report can name what a broken list was about.
 *
 * <p>Space, tab, CR and LF count as white space, for a list may come from a folded field whose line ends were changed. Octets
 * above 127 may stand in values (RFC 8616 §3).
 */
public final class TagList {
    /** A list with more tags is not read further. */
    public static final int MAX_TAGS = 100;

    /** What is wrong with a list. */
    public enum Problem {
        NONE,
        /** No tag at all. */
        EMPTY,
        /** A name that is missing, or does not begin with a letter and go on with letters, digits and underscores. */
        BAD_NAME,
        /** A name without a value. */
        NO_EQUALS_SIGN,
        /** A control character in a value. */
        BAD_VALUE,
        /** The same name twice: the whole list is invalid. */
        DUPLICATE_TAG,
        /** More than {@link #MAX_TAGS}. */
        TOO_MANY_TAGS
    }

    private static final int INTS_PER_TAG = 4;

    private final byte[] bytes;
    private int[] offsets = new int[INTS_PER_TAG * 12];
    private int count;
    private Problem problem = Problem.NONE;

    private TagList(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads the octets from {@code start} to before {@code end}. */
    public static TagList parse(byte[] bytes, int start, int end) {
        TagList list = new TagList(bytes);
        list.problem = list.read(start, end);
        return list;
    }

    /** Reads a text in which one char is one octet, as a TXT record's is. */
    public static TagList parse(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return parse(octets, 0, octets.length);
    }

    private Problem read(int start, int end) {
        int at = skipWhiteSpace(start, end);
        if (at == end) {
            return Problem.EMPTY;
        }
        while (at < end) {
            int separator = at;
            while (separator < end && bytes[separator] != ';') {
                separator++;
            }
            Problem found = readTag(at, separator);
            if (found != Problem.NONE) {
                return found;
            }
            at = skipWhiteSpace(Math.min(separator + 1, end), end);
        }
        return Problem.NONE;
    }

    private Problem readTag(int start, int end) {
        int nameEnd = start;
        while (nameEnd < end && isNameOctet(bytes[nameEnd], nameEnd == start)) {
            nameEnd++;
        }
        if (nameEnd == start) {
            return Problem.BAD_NAME;
        }
        int equals = skipWhiteSpace(nameEnd, end);
        if (equals == end) {
            return Problem.NO_EQUALS_SIGN;
        }
        if (bytes[equals] != '=') {
            return Problem.BAD_NAME;
        }
        for (int i = equals + 1; i < end; i++) {
            if ((bytes[i] >= 0 && bytes[i] < ' ' && !isWhiteSpace(bytes[i])) || bytes[i] == 127) {
                return Problem.BAD_VALUE;
            }
        }
        return add(start, nameEnd, equals + 1, end);
    }

    private Problem add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
        for (int tag = 0; tag < count; tag++) {
            int at = tag * INTS_PER_TAG;
            if (Arrays.equals(bytes, offsets[at], offsets[at + 1], bytes, nameStart, nameEnd)) {
                return Problem.DUPLICATE_TAG;
            }
        }
        if (count == MAX_TAGS) {
            return Problem.TOO_MANY_TAGS;
        }
        int at = count++ * INTS_PER_TAG;
        if (at == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[at] = nameStart;
        offsets[at + 1] = nameEnd;
        offsets[at + 2] = valueStart;
        offsets[at + 3] = valueEnd;
        return Problem.NONE;
    }

    private int skipWhiteSpace(int start, int end) {
        int i = start;
        while (i < end && isWhiteSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isWhiteSpace(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }

    private static boolean isNameOctet(byte octet, boolean first) {
        boolean letter = (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
        boolean digit = octet >= '0' && octet <= '9';
        return letter || (!first && (digit || octet == '_'));
    }

    public Problem problem() {
        return problem;
    }

    public boolean isWellFormed() {
        return problem == Problem.NONE;
    }

    /** How many tags were read. */
    public int size() {
        return count;
    }

    /** The octets that the offsets of this list point into; shared, read-only. */
    public byte[] bytes() {
        return bytes;
    }

    /** The place of a tag in the list, its name compared with case; -1: not there. */
    public int indexOf(String name) {
        for (int tag = 0; tag < count; tag++) {
            if (nameIs(tag, name)) {
                return tag;
            }
        }
        return -1;
    }

    private boolean nameIs(int tag, String name) {
        int start = offsets[tag * INTS_PER_TAG];
        if (offsets[tag * INTS_PER_TAG + 1] - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    public String name(int tag) {
        int at = tag * INTS_PER_TAG;
        return new String(bytes, offsets[at], offsets[at + 1] - offsets[at], StandardCharsets.US_ASCII);
    }

    /** After the equals sign, white space included. */
    public int rawStart(int tag) {
        return offsets[tag * INTS_PER_TAG + 2];
    }

    /** Before the semicolon, or the end of the list; white space included. */
    public int rawEnd(int tag) {
        return offsets[tag * INTS_PER_TAG + 3];
    }

    /** The value without the white space around it, decoded as UTF-8; folds inside it are kept. */
    public String value(int tag) {
        int start = skipWhiteSpace(rawStart(tag), rawEnd(tag));
        int end = rawEnd(tag);
        while (end > start && isWhiteSpace(bytes[end - 1])) {
            end--;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** As {@link #value(int)}; null where there is no such tag. */
    public @Nullable String value(String name) {
        int tag = indexOf(name);
        return tag < 0 ? null : value(tag);
    }
}
