package io.sealstream.functions.signals;

import io.sealstream.serde.flat.FlatInput;
import io.sealstream.serde.flat.FlatOutput;
import io.sealstream.serde.flat.FlatSerializer;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One of the {@link #SETS} sets that the recipients of a sender's authenticated mail fall into by their hash, each with the
 * first, the last but one and the last day of such mail: so that one date far ahead does not hide the days before it. Immutable. Above {@link #MAX_CONTACTS} the one that had mail longest ago is dropped.
 */
final class ContactSet {
    static final ContactSet EMPTY = new ContactSet(new long[0]);

    /** A message reads and writes one set a recipient, not all that are known. */
    static final int SETS = 1_024;

    static final int MAX_CONTACTS = 16;

    private static final int FIRST = 1;
    private static final int BEFORE = 2;
    private static final int LAST = 3;
    private static final int ROW = 4;

    private final long[] rows;

    private ContactSet(long[] rows) {
        this.rows = rows;
    }

    /** The set that a recipient falls into. */
    static int of(long recipient) {
        return (int) Math.floorMod(recipient, (long) SETS);
    }

    /** The last day up to that one on which the recipient is known to have had mail; {@link Days#NONE}: none is known. */
    long lastContact(long recipient, long day, int window) {
        int row = find(recipient);
        if (row < 0 || rows[row + FIRST] > day) {
            return Days.NONE;
        }
        int column = rows[row + LAST] <= day ? LAST : rows[row + BEFORE] <= day ? BEFORE : FIRST;
        long last = rows[row + column];
        return last < day - window ? Days.NONE : last;
    }

    /** Whether a recipient may have been dropped. */
    boolean isFull() {
        return rows.length == MAX_CONTACTS * ROW;
    }

    boolean isEmpty() {
        return rows.length == 0;
    }

    private int find(long recipient) {
        for (int row = 0; row < rows.length; row += ROW) {
            if (rows[row] == recipient) {
                return row;
            }
        }
        return -1;
    }

    /** With mail to the recipient on that day; this set itself where that tells nothing new. */
    ContactSet with(long recipient, long day) {
        int row = find(recipient);
        if (row < 0) {
            return added(recipient, day);
        }
        long first = Math.min(rows[row + FIRST], day);
        long last = Math.max(rows[row + LAST], day);
        long before = first;
        for (long candidate : new long[] {rows[row + BEFORE], rows[row + LAST], day}) {
            before = candidate < last ? Math.max(before, candidate) : before;
        }
        if (first == rows[row + FIRST] && before == rows[row + BEFORE] && last == rows[row + LAST]) {
            return this;
        }
        return put(rows.clone(), row, recipient, first, before, last);
    }

    private ContactSet added(long recipient, long day) {
        return isFull()
                ? put(rows.clone(), longestAgo(), recipient, day, day, day)
                : put(Arrays.copyOf(rows, rows.length + ROW), rows.length, recipient, day, day, day);
    }

    private static ContactSet put(long[] rows, int row, long recipient, long first, long before, long last) {
        rows[row] = recipient;
        rows[row + FIRST] = first;
        rows[row + BEFORE] = before;
        rows[row + LAST] = last;
        return new ContactSet(rows);
    }

    private int longestAgo() {
        int oldest = 0;
        for (int row = ROW; row < rows.length; row += ROW) {
            oldest = rows[row + LAST] < rows[oldest + LAST] ? row : oldest;
        }
        return oldest;
    }

    /** Without those whose last mail came on that day or before. */
    ContactSet after(long day) {
        long[] kept = new long[rows.length];
        int length = 0;
        for (int row = 0; row < rows.length; row += ROW) {
            if (rows[row + LAST] > day) {
                System.arraycopy(rows, row, kept, length, ROW);
                length += ROW;
            }
        }
        return length == rows.length ? this : new ContactSet(Arrays.copyOf(kept, length));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactSet that && Arrays.equals(rows, that.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return Arrays.toString(rows);
    }

    /** Serializes it as keyed state. */
    static final class Serializer extends FlatSerializer<ContactSet> {
        private static final long serialVersionUID = 1L;

        @Override
        protected void write(FlatOutput out, ContactSet value) throws IOException {
            out.number(value.rows.length / ROW);
            for (int row = 0; row < value.rows.length; row += ROW) {
                out.hash(value.rows[row]);
                out.number(value.rows[row + FIRST]);
                out.number(value.rows[row + BEFORE] - value.rows[row + FIRST]);
                out.number(value.rows[row + LAST] - value.rows[row + BEFORE]);
            }
        }

        @Override
        protected ContactSet read(FlatInput in) throws IOException {
            int contacts = in.integer();
            if (contacts < 0 || contacts > MAX_CONTACTS) {
                throw new IOException("no number of contacts: " + contacts);
            }
            long[] rows = new long[contacts * ROW];
            for (int row = 0; row < rows.length; row += ROW) {
                rows[row] = in.hash();
                rows[row + FIRST] = in.number();
                rows[row + BEFORE] = rows[row + FIRST] + in.number();
                rows[row + LAST] = rows[row + BEFORE] + in.number();
            }
            return new ContactSet(rows);
        }

        @Override
        public TypeSerializerSnapshot<ContactSet> snapshotConfiguration() {
            return new Snapshot();
        }

        /** What a checkpoint remembers of this serializer. */
        public static final class Snapshot extends SimpleTypeSerializerSnapshot<ContactSet> {
            public Snapshot() {
                super(Serializer::new);
            }
        }
    }
}
