package io.sealstream.serde.archive;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream, in chunks of at most {@value #MAX_CHUNK} octets, so that a line of any length costs no memory. A
 * line ends with LF. A stream that breaks off ends, and the cause is kept.
 */
final class Chunks {
    /** Of a line, in octets; what is looked for in a line must lie in its first chunk. */
    static final int MAX_CHUNK = 8_192;

    private static final int BUFFER = 65_536;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int limit;
    private int start;
    private int end;
    private long base;
    private boolean startsLine;
    private boolean endsLine = true;
    private boolean ended;
    private @Nullable String failure;

    Chunks(InputStream in) {
        this.in = in;
    }

    /** Goes to the next chunk; false: there is none. */
    boolean next() {
        startsLine = endsLine;
        start = end;
        int scanned = start;
        while (true) {
            int stop = Math.min(limit, start + MAX_CHUNK);
            for (int i = scanned; i < stop; i++) {
                if (buffer[i] == '\n') {
                    return chunk(i + 1, true);
                }
            }
            if (stop - start == MAX_CHUNK) {
                return chunk(stop, false);
            }
            scanned = stop - start;
            if (!fill()) {
                return limit > start && chunk(limit, false);
            }
            scanned += start;
        }
    }

    private boolean chunk(int to, boolean lineEnds) {
        end = to;
        endsLine = lineEnds;
        return true;
    }

    private boolean fill() {
        if (ended) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            base += start;
            limit -= start;
            start = 0;
            end = 0;
        }
        int read = read();
        ended = read < 0;
        limit += Math.max(0, read);
        return !ended;
    }

    private int read() {
        try {
            return in.read(buffer, limit, buffer.length - limit);
        } catch (IOException broken) {
            failure = Opened.describe(broken);
            return -1;
        }
    }

    /** The buffer that holds the chunk from {@link #start} to {@link #end}; valid until the next one. */
    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int length() {
        return end - start;
    }

    /** Of the chunk's first octet in the stream. */
    long offset() {
        return base + start;
    }

    boolean startsLine() {
        return startsLine;
    }

    boolean endsLine() {
        return endsLine;
    }

    /** Whether the chunk is a whole line, if the last one without its line end. */
    boolean isWholeLine() {
        return startsLine && (endsLine || length() < MAX_CHUNK);
    }

    /** Whether the chunk is a whole line of nothing. */
    boolean isBlankLine() {
        return startsLine && endsLine && (length() == 1 || (length() == 2 && buffer[start] == '\r'));
    }

    boolean startsWith(byte[] prefix) {
        return startsWith(prefix, 0);
    }

    /** Whether {@code prefix} stands {@code skip} octets after the chunk's start. */
    boolean startsWith(byte[] prefix, int skip) {
        if (length() < skip + prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (buffer[start + skip + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Why the stream broke off; null: it did not. */
    @Nullable
    String failure() {
        return failure;
    }
}
