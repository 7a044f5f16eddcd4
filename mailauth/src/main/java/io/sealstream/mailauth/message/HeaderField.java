package io.sealstream.mailauth.message;

import java.nio.charset.StandardCharsets;

/**
 * One header field as offsets into the message's bytes, which are shared and read-only.
 *
 * @param index its place from the top, from 0
 * @param start its first octet
 * @param nameEnd after the last octet of the name, white space before the colon excluded
 * @param valueStart after the colon
 * @param end after the last octet of the value, without the line end that closes the field
 */
public record HeaderField(byte[] bytes, int index, int start, int nameEnd, int valueStart, int end) {
    /** Whether the name is {@code lowerCaseName}, compared without case (RFC 5322 §1.2.2). */
    public boolean nameIs(String lowerCaseName) {
        return nameIs(bytes, start, nameEnd, lowerCaseName);
    }

    static boolean nameIs(byte[] bytes, int start, int end, String lowerCaseName) {
        if (end - start != lowerCaseName.length()) {
            return false;
        }
        for (int i = 0; i < lowerCaseName.length(); i++) {
            int octet = bytes[start + i];
            if (octet >= 'A' && octet <= 'Z') {
                octet += 'a' - 'A';
            }
            if (octet != lowerCaseName.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The name as it is written. */
    public String name() {
        return new String(bytes, start, nameEnd - start, StandardCharsets.ISO_8859_1);
    }

    /** The value as it is written, folds included; one char is one octet. */
    public String rawValue() {
        return new String(bytes, valueStart, end - valueStart, StandardCharsets.ISO_8859_1);
    }

    /** The value unfolded (RFC 5322 §2.2.3), trimmed, and decoded as UTF-8 (RFC 6532 §3.2). */
    public String value() {
        int from = valueStart;
        int to = end;
        while (from < to && isWhiteSpace(bytes[from])) {
            from++;
        }
        while (to > from && isWhiteSpace(bytes[to - 1])) {
            to--;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf('\n') < 0) {
            return text.strip();
        }
        StringBuilder unfolded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && !(c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n')) {
                unfolded.append(c);
            }
        }
        return unfolded.toString().strip();
    }

    private static boolean isWhiteSpace(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }
}
