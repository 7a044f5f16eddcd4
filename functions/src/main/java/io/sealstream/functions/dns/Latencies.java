package io.sealstream.functions.dns;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How long things took, counted in ranges, each a quarter of a power of two wide: a quantile is at most 25% too high. From one
 * microsecond to about half a minute; what is outside counts as the nearest.
 */
public final class Latencies implements Serializable {
    private static final long serialVersionUID = 1L;

    static final int RANGES = 100;
    static final Latencies NONE = new Latencies(new long[RANGES], 0);

    private final long[] counts;
    private final long nanos;

    /** @param counts of each range; the caller keeps no reference */
    Latencies(long[] counts, long nanos) {
        this.counts = counts;
        this.nanos = nanos;
    }

    /** The range of a time: its power of two of microseconds, and the two bits that follow. */
    static int range(long nanos) {
        long micros = Math.max(1, nanos / 1000);
        int power = 63 - Long.numberOfLeadingZeros(micros);
        int quarter = (int) (power < 2 ? (micros << (2 - power)) & 3 : (micros >>> (power - 2)) & 3);
        return Math.min(RANGES - 1, 4 * power + quarter);
    }

    /** Microseconds below which the times of a range are. */
    static long limit(int range) {
        long quarters = ((4L + range % 4 + 1) << (range / 4)) + 3;
        return quarters / 4;
    }

    public long count() {
        return Arrays.stream(counts).sum();
    }

    /** The mean in microseconds; 0 where there is none. */
    public double meanMicros() {
        long count = count();
        return count == 0 ? 0 : nanos / 1e3 / count;
    }

    /** In microseconds, by the limits of the ranges; 0 where there is none. */
    public double standardDeviationMicros() {
        long count = count();
        double sum = 0;
        double squares = 0;
        for (int range = 0; range < RANGES; range++) {
            sum += (double) counts[range] * limit(range);
            squares += (double) counts[range] * limit(range) * limit(range);
        }
        return count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
    }

    /**
     * The time that so many do not exceed, in microseconds; 0 where there is none.
     *
     * @param share from 0 to 1
     */
    public long quantileMicros(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count()));
        long seen = 0;
        for (int range = 0; range < RANGES; range++) {
            seen += counts[range];
            if (seen >= wanted) {
                return limit(range);
            }
        }
        return 0;
    }

    Latencies and(Latencies more) {
        long[] sum = counts.clone();
        for (int range = 0; range < RANGES; range++) {
            sum[range] += more.counts[range];
        }
        return new Latencies(sum, nanos + more.nanos);
    }
}
