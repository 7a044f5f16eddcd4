package io.sealstream.functions.dns;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a file that are not blank, with their numbers. */
final class Lines {
    /** Octets of a line, at most. */
    static final int MAX = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[1024];
    private int length;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Of the line given last, from 1. */
    long number() {
        return number;
    }

    /**
     * The next line, without its end; null where there is none.
     *
     * @throws MalformedRowException where it is too long; the call after gives the line after
     */
    byte @Nullable [] next() throws IOException, MalformedRowException {
        while (at < end || fill()) {
            number++;
            boolean whole = read();
            if (!whole) {
                throw new MalformedRowException("a line above " + MAX + " octets");
            }
            if (!isBlank()) {
                return Arrays.copyOf(line, length);
            }
        }
        return null;
    }

    /** Reads to the line's end; false where not all of it is held. */
    private boolean read() throws IOException {
        length = 0;
        boolean whole = true;
        do {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            whole &= append(from, at - from);
            if (at < end) {
                at++; // the line end
                return whole;
            }
        } while (fill());
        return whole;
    }

    private boolean append(int from, int count) {
        if (count > MAX - length) {
            return false;
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.min(MAX, 2 * (length + count)));
        }
        System.arraycopy(buffer, from, line, length, count);
        length += count;
        return true;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
