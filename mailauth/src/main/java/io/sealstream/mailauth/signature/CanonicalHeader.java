package io.sealstream.mailauth.signature;

import io.sealstream.mailauth.message.HeaderField;
import java.util.Arrays;

/**
 * The canonical form of the header fields that one signature signs (RFC 6376 §3.4.1, §3.4.2), put together octet by octet in
 * an array that serves one signature after the other. A bare LF in a header is always a line end, and comes out as CRLF.
 */
final class CanonicalHeader {
    private byte[] octets = new byte[2048];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] octets() {
        return octets;
    }

    int length() {
        return length;
    }

    /** Adds a field with its CRLF. */
    void add(Canonicalization canonicalization, HeaderField field) {
        addWithout(canonicalization, field, field.end(), field.end());
        octets[length++] = '\r';
        octets[length++] = '\n';
    }

    /** Adds a field without its octets from {@code cutStart} to before {@code cutEnd}, and without CRLF. */
    void addWithout(Canonicalization canonicalization, HeaderField field, int cutStart, int cutEnd) {
        reserve(field);
        switch (canonicalization) {
            case SIMPLE -> {
                addLines(field.bytes(), field.start(), cutStart);
                addLines(field.bytes(), cutEnd, field.end());
            }
            case RELAXED -> addRelaxed(field, cutStart, cutEnd);
        }
    }

    /** No canonical field has more than two octets for one, and its CRLF. */
    private void reserve(HeaderField field) {
        int most = length + 2 * (field.end() - field.start()) + 2;
        if (most > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(most, 2 * octets.length));
        }
    }

    private void addLines(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n' && (i == from || bytes[i - 1] != '\r')) {
                octets[length++] = '\r';
            }
            octets[length++] = bytes[i];
        }
    }

    private void addRelaxed(HeaderField field, int cutStart, int cutEnd) {
        byte[] bytes = field.bytes();
        for (int i = field.start(); i < field.nameEnd(); i++) {
            octets[length++] = FieldNames.lowerCase(bytes[i]);
        }
        octets[length++] = ':';
        int valueStart = length;
        addUnfolded(bytes, field.valueStart(), cutStart, valueStart);
        addUnfolded(bytes, cutEnd, field.end(), valueStart);
        if (length > valueStart && octets[length - 1] == ' ') {
            length--;
        }
    }

    /** Each run of white space becomes one space, a fold is white space, and the value begins with none. */
    private void addUnfolded(byte[] bytes, int from, int to, int valueStart) {
        for (int i = from; i < to; i++) {
            byte octet = bytes[i];
            if (octet == ' ' || octet == '\t') {
                if (length > valueStart && octets[length - 1] != ' ') {
                    octets[length++] = ' ';
                }
            } else if (octet != '\n' && !(octet == '\r' && i + 1 < to && bytes[i + 1] == '\n')) {
                octets[length++] = octet;
            }
        }
    }
}
