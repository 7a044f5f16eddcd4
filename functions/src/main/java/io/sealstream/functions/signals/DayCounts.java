package io.sealstream.functions.signals;

import io.sealstream.functions.signals.Sighting.Outcome;
import io.sealstream.serde.flat.FlatInput;
import io.sealstream.serde.flat.FlatOutput;
import io.sealstream.serde.flat.FlatSerializer;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Counts by day: messages, those of them that are authenticated, those that failed to be, and those that analysts called
 * legitimate and malicious. What could not be judged is neither authenticated nor failed. Immutable, in the order of days. A correction may be negative in its day; sums never are.
 */
final class DayCounts {
    static final DayCounts EMPTY = new DayCounts(new long[0]);

    /** Days that are held at most. Above, the oldest is dropped: dates far ahead cost no more than that. */
    static final int MAX_DAYS = 2 * SignalSettings.MOST_DAYS;

    private static final int DAY = 0;
    private static final int MESSAGES = 1;
    private static final int AUTHENTICATED = 2;
    private static final int FAILED = 3;
    private static final int LEGITIMATE = 4;
    private static final int MALICIOUS = 5;
    private static final int ROW = 6;

    private final long[] rows;

    private DayCounts(long[] rows) {
        this.rows = rows;
    }

    /**
     * The sums of some days, up to the message's own.
     *
     * @param firstDay the first with messages; {@link Days#NONE}: there is none
     * @param firstAuthenticatedDay the first with authenticated messages, likewise
     * @param earlierDays how many days before the last have messages
     * @param earlierAuthenticatedDays how many of these have authenticated ones
     * @param today messages of the last day
     * @param todayFailed those of the last day that failed
     */
    record Sum(
            long firstDay,
            long firstAuthenticatedDay,
            int earlierDays,
            int earlierAuthenticatedDays,
            long messages,
            long authenticated,
            long failed,
            long today,
            long todayFailed,
            long legitimate,
            long malicious) {
        boolean isEmpty() {
            return messages == 0 && legitimate == 0 && malicious == 0;
        }
    }

    /** The sum of {@code window} days before a day and of what is in that day so far. */
    Sum asOf(long day, int window) {
        long first = Days.NONE;
        long firstAuthenticated = Days.NONE;
        int earlier = 0;
        int earlierAuthenticated = 0;
        long[] sums = new long[ROW];
        int row = from(day - window);
        int today = -1;
        for (; row < rows.length && rows[row + DAY] <= day; row += ROW) {
            boolean before = rows[row + DAY] < day;
            if (rows[row + MESSAGES] > 0) {
                first = first == Days.NONE ? rows[row + DAY] : first;
                earlier += before ? 1 : 0;
            }
            if (rows[row + AUTHENTICATED] > 0) {
                firstAuthenticated = firstAuthenticated == Days.NONE ? rows[row + DAY] : firstAuthenticated;
                earlierAuthenticated += before ? 1 : 0;
            }
            today = before ? -1 : row;
            for (int column = MESSAGES; column < ROW; column++) {
                sums[column] += rows[row + column];
            }
        }
        return new Sum(
                first,
                firstAuthenticated,
                earlier,
                earlierAuthenticated,
                sums[MESSAGES],
                sums[AUTHENTICATED],
                sums[FAILED],
                today < 0 ? 0 : rows[today + MESSAGES],
                today < 0 ? 0 : rows[today + FAILED],
                Math.max(0, sums[LEGITIMATE]),
                Math.max(0, sums[MALICIOUS]));
    }

    boolean isEmpty() {
        return rows.length == 0;
    }

    boolean has(long day) {
        int row = from(day);
        return row < rows.length && rows[row + DAY] == day;
    }

    /** Whether any day has authenticated messages, or was spoken of by analysts. */
    boolean isVouchedFor() {
        for (int row = 0; row < rows.length; row += ROW) {
            if (rows[row + AUTHENTICATED] > 0 || rows[row + LEGITIMATE] != 0 || rows[row + MALICIOUS] != 0) {
                return true;
            }
        }
        return false;
    }

    long lastDay() {
        return isEmpty() ? Days.NONE : rows[rows.length - ROW + DAY];
    }

    /** The row of that day, or that before which it belongs. */
    private int from(long day) {
        int low = 0;
        int high = rows.length / ROW;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows[middle * ROW + DAY] < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low * ROW;
    }

    DayCounts withMessage(long day, Outcome outcome) {
        return plus(day, 1, outcome == Outcome.AUTHENTICATED ? 1 : 0, outcome == Outcome.FAILED ? 1 : 0, 0, 0);
    }

    DayCounts withFeedback(long day, long legitimate, long malicious) {
        return plus(day, 0, 0, 0, legitimate, malicious);
    }

    private DayCounts plus(long day, long messages, long authenticated, long failed, long legitimate, long malicious) {
        int row = from(day);
        long[] sums;
        if (row < rows.length && rows[row + DAY] == day) {
            sums = rows.clone();
        } else {
            sums = new long[rows.length + ROW];
            System.arraycopy(rows, 0, sums, 0, row);
            System.arraycopy(rows, row, sums, row + ROW, rows.length - row);
            sums[row + DAY] = day;
        }
        sums[row + MESSAGES] += messages;
        sums[row + AUTHENTICATED] += authenticated;
        sums[row + FAILED] += failed;
        sums[row + LEGITIMATE] += legitimate;
        sums[row + MALICIOUS] += malicious;
        int excess = sums.length - MAX_DAYS * ROW;
        return new DayCounts(excess > 0 ? Arrays.copyOfRange(sums, excess, sums.length) : sums);
    }

    /** Without what analysts said up to that day: a later word on the whole overrules it. */
    DayCounts overruled(long day) {
        long[] kept = rows.clone();
        for (int row = 0; row < kept.length && kept[row + DAY] <= day; row += ROW) {
            kept[row + LEGITIMATE] = 0;
            kept[row + MALICIOUS] = 0;
        }
        return new DayCounts(kept);
    }

    /** Without that day and those before it. */
    DayCounts after(long day) {
        int row = from(day + 1);
        return row == 0 ? this : new DayCounts(Arrays.copyOfRange(rows, row, rows.length));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DayCounts that && Arrays.equals(rows, that.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return Arrays.toString(rows);
    }

    void write(FlatOutput out) throws IOException {
        out.number(rows.length / ROW);
        long before = 0;
        for (int row = 0; row < rows.length; row += ROW) {
            out.number(rows[row + DAY] - before);
            before = rows[row + DAY];
            for (int column = MESSAGES; column < ROW; column++) {
                out.number(rows[row + column]);
            }
        }
    }

    static DayCounts read(FlatInput in) throws IOException {
        int days = in.integer();
        if (days < 0 || days > MAX_DAYS) {
            throw new IOException("no number of days: " + days);
        }
        long[] rows = new long[days * ROW];
        long before = 0;
        for (int row = 0; row < rows.length; row += ROW) {
            before += in.number();
            rows[row + DAY] = before;
            rows[row + MESSAGES] = in.number();
            rows[row + AUTHENTICATED] = in.number();
            rows[row + FAILED] = in.since(2, FlatInput::number, 0L);
            rows[row + LEGITIMATE] = in.number();
            rows[row + MALICIOUS] = in.number();
        }
        return new DayCounts(rows);
    }

    /** Serializes them as keyed state. */
    static final class Serializer extends FlatSerializer<DayCounts> {
        private static final long serialVersionUID = 1L;

        @Override
        protected void write(FlatOutput out, DayCounts value) throws IOException {
            value.write(out);
        }

        @Override
        protected DayCounts read(FlatInput in) throws IOException {
            return DayCounts.read(in);
        }

        @Override
        public TypeSerializerSnapshot<DayCounts> snapshotConfiguration() {
            return new Snapshot();
        }

        /** What a checkpoint remembers of this serializer. */
        public static final class Snapshot extends SimpleTypeSerializerSnapshot<DayCounts> {
            public Snapshot() {
                super(Serializer::new);
            }
        }
    }
}
