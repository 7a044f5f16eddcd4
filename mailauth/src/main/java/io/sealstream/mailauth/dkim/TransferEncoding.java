package io.sealstream.mailauth.dkim;

import java.io.ByteArrayOutputStream;
import java.util.Base64;

/** The content transfer encodings (RFC 2045 §6.7, §6.8) of a body of one part, as far as a diagnosis needs them. */
final class TransferEncoding {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final int LINE = 76;

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

    /** In lines of 76, as mail writes it. */
    static byte[] encodeBase64(byte[] octets) {
        return Base64.getMimeEncoder(LINE, CRLF).encode(octets);
    }
}
