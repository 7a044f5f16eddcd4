package io.sealstream.serde.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream whose first octets were looked at. If it breaks off among them, it still gives all that stand before the break. */
final class Peeked extends FilterInputStream {
    private final byte[] start;
    private int at;
    private final @Nullable IOException broken;

    /** Looks at up to {@code count} octets. */
    Peeked(InputStream in, int count) {
        super(in);
        byte[] octets = new byte[count];
        int held = 0;
        IOException cause = null;
        try {
            for (int read = 0; read >= 0 && held < count; ) {
                read = in.read(octets, held, count - held);
                held += Math.max(0, read);
            }
        } catch (IOException early) {
            cause = early;
        }
        start = Arrays.copyOf(octets, held);
        broken = cause;
    }

    /** The first octets; read-only. */
    byte[] start() {
        return start;
    }

    /** Why the stream broke off among them; null: it did not. */
    @Nullable
    IOException broken() {
        return broken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (at < start.length) {
            int given = Math.min(length, start.length - at);
            System.arraycopy(start, at, to, offset, given);
            at += given;
            return given;
        }
        if (broken != null) {
            throw broken;
        }
        return in.read(to, offset, length);
    }
}
