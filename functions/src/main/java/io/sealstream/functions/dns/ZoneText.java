package io.sealstream.functions.dns;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text of a zone file, made fit for the parser: a quoted string above 255 octets is cut into several, as people write the
 * keys of DKIM in one piece, and an octet above ASCII becomes an escape, for the parser would read it in the platform's charset.
 */
final class ZoneText extends FilterInputStream {
    private static final int MAX_STRING = 255;

    private enum Place {
        PLAIN,
        QUOTED,
        COMMENT
    }

    private Place place = Place.PLAIN;
    private int stringOctets;
    /** Chars of the octet begun that are still to come: 1 after a backslash, up to 3 before {@code DDD}. */
    private int escapeLeft;

    private byte[] pending = new byte[0];
    private int pendingAt;

    ZoneText(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        if (pendingAt == pending.length) {
            int octet = in.read();
            if (octet < 0) {
                return -1;
            }
            pending = next(octet);
            pendingAt = 0;
        }
        return pending[pendingAt++] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int octet = read();
            if (octet < 0) {
                return done == 0 ? -1 : done;
            }
            into[from + done++] = (byte) octet;
        }
        return done;
    }

    private byte[] next(int octet) {
        if (place == Place.COMMENT) {
            place = octet == '\n' || octet == '\r' ? Place.PLAIN : Place.COMMENT;
            return new byte[] {(byte) octet};
        }
        if (escapeLeft > 0) {
            escapeLeft = escapeLeft == 3 && (octet < '0' || octet > '9') ? 0 : escapeLeft - 1;
            return new byte[] {(byte) octet};
        }
        boolean cut = place == Place.QUOTED && octet != '"' && ++stringOctets > MAX_STRING;
        if (cut) {
            stringOctets = 1;
        }
        String text = octet < 0x80 ? String.valueOf((char) octet) : "\\" + octet;
        switch (octet) {
            case '\\' -> escapeLeft = 3;
            case '"' -> {
                place = place == Place.QUOTED ? Place.PLAIN : Place.QUOTED;
                stringOctets = 0;
            }
            case ';' -> place = place == Place.PLAIN ? Place.COMMENT : place;
            default -> {}
        }
        return (cut ? "\" \"" + text : text).getBytes(StandardCharsets.US_ASCII);
    }
}
