package io.sealstream.mailauth.diagnosis;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/** The content transfer encodings (RFC 2045 §6.7, §6.8) of one part, as far as a diagnosis needs them. */
final class TransferEncoding {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private TransferEncoding() {}

    /** What is not quoted-printable stays as it is. */
    static byte[] decodeQuotedPrintable(byte[] encoded) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        int i = 0;
        while (i < encoded.length) {
            int high = encoded[i] == '=' && i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded[i + 2], 16);
            if (low >= 0) {
                decoded.write((high << 4) | low);
                i += 3;
            } else if (encoded[i] == '=' && i + 1 < encoded.length && encoded[i + 1] == '\n') {
                i += 2;
            } else if (encoded[i] == '='
                    && i + 2 < encoded.length
                    && encoded[i + 1] == '\r'
                    && encoded[i + 2] == '\n') {
                i += 3;
            } else {
                decoded.write(encoded[i++]);
            }
        }
        return decoded.toByteArray();
    }

    /** The octets unchanged where they are not base64. */
    static byte[] decodeBase64(byte[] encoded) {
        try {
            return Base64.getMimeDecoder().decode(encoded);
        } catch (IllegalArgumentException none) {
            return encoded;
        }
    }

    /** In lines of that length, the last one without a line end. */
    static byte[] encodeBase64(byte[] octets, int line) {
        return Base64.getMimeEncoder(line, CRLF).encode(octets);
    }

    /**
     * Text in lines of at most {@code line} octets with the {@code =} of a soft break, which come as late as may be.
     *
     * @param text with CRLF
     * @param atWords whether a soft break comes after a space where the line has one
     */
    static byte[] encodeQuotedPrintable(byte[] text, int line, boolean atWords) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(text.length + text.length / 4);
        int start = 0;
        while (start < text.length) {
            int end = start;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            boolean crlf = end < text.length && end > start && text[end - 1] == '\r';
            encodeLine(text, start, crlf ? end - 1 : end, line, atWords, encoded);
            if (end < text.length) {
                encoded.writeBytes(CRLF);
            }
            start = end + 1;
        }
        return encoded.toByteArray();
    }

    private static void encodeLine(
            byte[] text, int from, int to, int line, boolean atWords, ByteArrayOutputStream encoded) {
        byte[] octets = new byte[3 * (to - from)];
        int length = 0;
        for (int i = from; i < to; i++) {
            boolean space = (text[i] == ' ' || text[i] == '\t') && i + 1 < to;
            if (space || (text[i] > ' ' && text[i] < 127 && text[i] != '=')) {
                octets[length++] = text[i];
            } else {
                octets[length++] = '=';
                octets[length++] = HEX[(text[i] >> 4) & 15];
                octets[length++] = HEX[text[i] & 15];
            }
        }
        int done = 0;
        while (length - done > line) {
            int next = breakBefore(octets, done, done + line - 1, atWords);
            encoded.write(octets, done, next - done);
            encoded.write('=');
            encoded.writeBytes(CRLF);
            done = next;
        }
        encoded.write(octets, done, length - done);
    }

    /** The last place up to {@code limit} that is not within an escape, or after a space. */
    private static int breakBefore(byte[] octets, int start, int limit, boolean atWords) {
        for (int i = limit; atWords && i > start + 1; i--) {
            if (octets[i - 1] == ' ') {
                return i;
            }
        }
        if (limit - 1 > start && octets[limit - 1] == '=') {
            return limit - 1;
        }
        return limit - 2 > start && octets[limit - 2] == '=' ? limit - 2 : limit;
    }

    /** The octets with CRLF for each line end, whichever it is. */
    static byte[] withCrlf(byte[] text) {
        byte[] all = new byte[2 * text.length];
        int length = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) {
                all[length++] = '\r';
            }
            all[length++] = text[i];
        }
        return Arrays.copyOf(all, length);
    }

    /** The octets with LF for each CRLF. */
    static byte[] withLf(byte[] text) {
        byte[] all = new byte[text.length];
        int length = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '\r' || i + 1 == text.length || text[i + 1] != '\n') {
                all[length++] = text[i];
            }
        }
        return Arrays.copyOf(all, length);
    }

    /** The octets without the line ends at their end. */
    static byte[] withoutLastLineEnds(byte[] text) {
        int length = text.length;
        while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r')) {
            length--;
        }
        return Arrays.copyOf(text, length);
    }
}
