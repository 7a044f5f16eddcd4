package io.sealstream.mailauth.diagnosis;

import java.util.Arrays;

/** Where the lines of octets start. */
final class TextLines {
    private final byte[] octets;
    private int[] starts = new int[64];
    private int count;

    TextLines(byte[] octets) {
        this.octets = octets;
        add(0);
        for (int i = 0; i + 1 < octets.length; i++) {
            if (octets[i] == '\n') {
                add(i + 1);
            }
        }
    }

    private void add(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = start;
    }

    int count() {
        return count;
    }

    /** Where a line starts; after the last one the length of the octets. */
    int start(int line) {
        return line < count ? starts[line] : octets.length;
    }

    boolean isEmpty(int line) {
        int length = start(line + 1) - start(line);
        return length == 0
                || (length == 1 && octets[start(line)] == '\n')
                || (length == 2 && octets[start(line)] == '\r');
    }
}
