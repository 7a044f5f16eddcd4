package io.sealstream.functions.signals;

import io.sealstream.serde.flat.FlatInput;
import io.sealstream.serde.flat.FlatOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The copies of one signature: from which infrastructures and to which recipients, as hashes, each with the day of the first.
 * Immutable. Above the limits nothing is added: they lie above the thresholds.
 */
final class Copies {
    static final int MAX_INFRASTRUCTURES = 8;
    static final int MAX_RECIPIENTS = 32;

    private static final long[] NONE = {};
    private static final int DAY = 1;
    private static final int ROW = 2;

    private final long signature;
    private final long until;
    private final long[] infrastructures;
    private final long[] recipients;

    private Copies(long signature, long until, long[] infrastructures, long[] recipients) {
        this.signature = signature;
        this.until = until;
        this.infrastructures = infrastructures;
        this.recipients = recipients;
    }

    /** None yet of a signature that lives until then, in epoch milliseconds. */
    static Copies none(long signature, long until) {
        return new Copies(signature, until, NONE, NONE);
    }

    long signature() {
        return signature;
    }

    /** When the signature's life ends, in epoch milliseconds. */
    long until() {
        return until;
    }

    Copies with(long day, long[] infrastructure, long[] moreRecipients) {
        return new Copies(
                signature,
                until,
                add(infrastructures, infrastructure, day, MAX_INFRASTRUCTURES),
                add(recipients, moreRecipients, day, MAX_RECIPIENTS));
    }

    private static long[] add(long[] rows, long[] hashes, long day, int most) {
        long[] updated = Arrays.copyOf(rows, Math.min(rows.length + hashes.length * ROW, most * ROW));
        int length = rows.length;
        for (long hash : hashes) {
            int row = find(updated, length, hash);
            if (row < length) {
                updated[row + DAY] = Math.min(updated[row + DAY], day);
            } else if (length < updated.length) {
                updated[length] = hash;
                updated[length + DAY] = day;
                length += ROW;
            }
        }
        return length == updated.length ? updated : Arrays.copyOf(updated, length);
    }

    private static int find(long[] rows, int length, long hash) {
        int row = 0;
        while (row < length && rows[row] != hash) {
            row += ROW;
        }
        return row;
    }

    /** From how many, up to that day. */
    int infrastructures(long day) {
        return count(infrastructures, day);
    }

    /** To how many, up to that day. */
    int recipients(long day) {
        return count(recipients, day);
    }

    private static int count(long[] rows, long day) {
        int count = 0;
        for (int row = 0; row < rows.length; row += ROW) {
            count += rows[row + DAY] <= day ? 1 : 0;
        }
        return count;
    }

    void write(FlatOutput out) throws IOException {
        out.hash(signature);
        out.number(until);
        writeRows(out, infrastructures);
        writeRows(out, recipients);
    }

    private static void writeRows(FlatOutput out, long[] rows) throws IOException {
        out.number(rows.length / ROW);
        for (int row = 0; row < rows.length; row += ROW) {
            out.hash(rows[row]);
            out.number(rows[row + DAY]);
        }
    }

    static Copies read(FlatInput in) throws IOException {
        return new Copies(in.hash(), in.number(), readRows(in, MAX_INFRASTRUCTURES), readRows(in, MAX_RECIPIENTS));
    }

    private static long[] readRows(FlatInput in, int most) throws IOException {
        int count = in.integer();
        if (count < 0 || count > most) {
            throw new IOException("no number of copies: " + count);
        }
        long[] rows = new long[count * ROW];
        for (int row = 0; row < rows.length; row += ROW) {
            rows[row] = in.hash();
            rows[row + DAY] = in.number();
        }
        return rows;
    }
}
