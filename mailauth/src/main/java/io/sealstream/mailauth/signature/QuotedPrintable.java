package io.sealstream.mailauth.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The dkim-quoted-printable of {@code i=} and {@code z=} (RFC 6376 §2.11). */
public final class QuotedPrintable {
    private QuotedPrintable() {}

    /** White space goes, {@code =XX} is an octet, and the octets are UTF-8. */
    public static String decode(String encoded) {
        byte[] octets = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int high = octets[i] == '=' && i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(octets[i + 2], 16);
            if (low >= 0) {
                decoded.write(high << 4 | low);
                i += 2;
            } else if (octets[i] < 0 || octets[i] > ' ') {
                decoded.write(octets[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
