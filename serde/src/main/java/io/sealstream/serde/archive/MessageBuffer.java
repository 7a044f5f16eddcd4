package io.sealstream.serde.archive;

import java.util.Arrays;

/** Gathers the octets of one message up to a limit, and counts those beyond it. */
final class MessageBuffer {
    /** What is kept of a message over the limit. */
    static final int KEPT = 65_536;

    private final int limit;
    private byte[] octets = new byte[16_384];
    private int held;
    private long length;

    /** Holds up to {@code limit} octets. */
    MessageBuffer(int limit) {
        this.limit = limit;
    }

    void clear() {
        held = 0;
        length = 0;
    }

    void append(byte[] from, int start, int end) {
        int count = end - start;
        length += count;
        int room = Math.min(count, limit - held);
        if (room > octets.length - held) {
            octets = Arrays.copyOf(octets, (int) Math.min(limit, Math.max(2L * octets.length, (long) held + room)));
        }
        System.arraycopy(from, start, octets, held, room);
        held += room;
    }

    /** Drops the line end of an empty last line: an mbox puts one after each message. */
    void dropLastEmptyLine() {
        if (!isWhole() || !endsWith(1, '\n')) {
            return;
        }
        if (held == 1 || endsWith(2, '\n')) {
            drop(1);
        } else if (endsWith(2, '\r') && (held == 2 || endsWith(3, '\n'))) {
            drop(2);
        }
    }

    private boolean endsWith(int fromEnd, char octet) {
        return held >= fromEnd && octets[held - fromEnd] == octet;
    }

    private void drop(int count) {
        held -= count;
        length -= count;
    }

    /** Of all that was appended. */
    long length() {
        return length;
    }

    /** Whether all that was appended is held. */
    boolean isWhole() {
        return held == length;
    }

    /** What holds the octets, from 0 to {@link #held}; valid until the next change. */
    byte[] octets() {
        return octets;
    }

    int held() {
        return held;
    }

    /** A copy of what is held. */
    byte[] toBytes() {
        return Arrays.copyOf(octets, held);
    }

    /** A copy of the first {@value #KEPT} octets. */
    byte[] toStart() {
        return Arrays.copyOf(octets, Math.min(held, KEPT));
    }
}
