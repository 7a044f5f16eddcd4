package io.sealstream.functions.dns;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts times by their range, from any thread. */
final class LatencyCounter {
    private final AtomicLongArray counts = new AtomicLongArray(Latencies.RANGES);
    private final LongAdder nanos = new LongAdder();

    void add(long took) {
        counts.incrementAndGet(Latencies.range(took));
        nanos.add(took);
    }

    Latencies sum() {
        long[] now = new long[Latencies.RANGES];
        for (int range = 0; range < now.length; range++) {
            now[range] = counts.get(range);
        }
        return new Latencies(now, nanos.sum());
    }
}
