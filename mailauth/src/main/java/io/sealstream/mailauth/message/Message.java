package io.sealstream.mailauth.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The index of a raw message (RFC 5322 §2.1): its header fields from the top, and where the body starts. Any octets are a
 * message; what is odd about them is told, never thrown. A line ends with LF, a CR before it belongs to the line end.
 *
 * <p>The header ends at the first empty line, or before the first line that is neither a field nor its continuation: there
 * the body starts, as receivers in the field take it. A {@code From } line of an mbox at the very top is passed over.
 */
public final class Message {
    /** Fields beyond this number are not indexed, and are no part of any verdict. */
    public static final int MAX_FIELDS = 20_000;

    private static final int INTS_PER_FIELD = 4;

    private final byte[] bytes;
    private int[] offsets = new int[INTS_PER_FIELD * 48];
    private int fieldCount;
    private int bodyStart;
    private boolean headerEnded;
    private boolean truncated;
    private boolean crlfSeen;
    private boolean bareLfSeen;

    private Message(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Indexes the message. The bytes are shared: they must not change. */
    public static Message of(byte[] bytes) {
        Message message = new Message(bytes);
        message.index();
        return message;
    }

    private void index() {
        int line = startsWithMboxLine() ? afterLine(0) : 0;
        while (line < bytes.length) {
            int next = afterLine(line);
            int end = lineEnd(line, next);
            if (end == line) {
                headerEnded = true;
                bodyStart = next;
                return;
            }
            if (isWhiteSpace(bytes[line]) && fieldCount > 0) {
                if (!truncated) {
                    offsets[(fieldCount - 1) * INTS_PER_FIELD + 3] = end;
                }
            } else if (!addField(line, end)) {
                bodyStart = line;
                return;
            }
            line = next;
        }
        bodyStart = bytes.length;
    }

    private boolean addField(int start, int end) {
        int colon = start;
        while (colon < end && bytes[colon] > ' ' && bytes[colon] < 127 && bytes[colon] != ':') {
            colon++;
        }
        int nameEnd = colon;
        while (colon < end && isWhiteSpace(bytes[colon])) {
            colon++; // obsolete syntax: RFC 5322 §4.5
        }
        if (nameEnd == start || colon == end || bytes[colon] != ':') {
            return false;
        }
        if (fieldCount == MAX_FIELDS) {
            truncated = true;
            return true;
        }
        int at = fieldCount++ * INTS_PER_FIELD;
        if (at == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[at] = start;
        offsets[at + 1] = nameEnd;
        offsets[at + 2] = colon + 1;
        offsets[at + 3] = end;
        return true;
    }

    private boolean startsWithMboxLine() {
        return bytes.length > 5
                && bytes[0] == 'F'
                && bytes[1] == 'r'
                && bytes[2] == 'o'
                && bytes[3] == 'm'
                && bytes[4] == ' ';
    }

    private int afterLine(int from) {
        int i = from;
        while (i < bytes.length && bytes[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, bytes.length);
    }

    private int lineEnd(int start, int next) {
        if (next == start || bytes[next - 1] != '\n') {
            return next;
        }
        if (next - 2 >= start && bytes[next - 2] == '\r') {
            crlfSeen = true;
            return next - 2;
        }
        bareLfSeen = true;
        return next - 1;
    }

    private static boolean isWhiteSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /** The whole message; shared, read-only. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    public int fieldCount() {
        return fieldCount;
    }

    /** The field at {@code index} from the top. */
    public HeaderField field(int index) {
        int at = index * INTS_PER_FIELD;
        return new HeaderField(bytes, index, offsets[at], offsets[at + 1], offsets[at + 2], offsets[at + 3]);
    }

    /** Whether the field at {@code index} has that name, compared without case. */
    public boolean nameIs(int index, String lowerCaseName) {
        int at = index * INTS_PER_FIELD;
        return HeaderField.nameIs(bytes, offsets[at], offsets[at + 1], lowerCaseName);
    }

    /** The fields of that name from the top. */
    public List<HeaderField> fields(String lowerCaseName) {
        List<HeaderField> fields = new ArrayList<>(2);
        for (int i = 0; i < fieldCount; i++) {
            if (nameIs(i, lowerCaseName)) {
                fields.add(field(i));
            }
        }
        return fields;
    }

    /** The topmost field of that name. */
    public Optional<HeaderField> first(String lowerCaseName) {
        for (int i = 0; i < fieldCount; i++) {
            if (nameIs(i, lowerCaseName)) {
                return Optional.of(field(i));
            }
        }
        return Optional.empty();
    }

    /** The first octet of the body; the length of the message where it has none. */
    public int bodyStart() {
        return bodyStart;
    }

    /** Whether an empty line ends the header. */
    public boolean headerEnded() {
        return headerEnded;
    }

    /** Whether fields beyond {@link #MAX_FIELDS} were left out. */
    public boolean truncated() {
        return truncated;
    }

    /** How the lines of the header end; CRLF where there is none. */
    public LineEndings lineEndings() {
        if (bareLfSeen) {
            return crlfSeen ? LineEndings.MIXED : LineEndings.LF;
        }
        return LineEndings.CRLF;
    }
}
