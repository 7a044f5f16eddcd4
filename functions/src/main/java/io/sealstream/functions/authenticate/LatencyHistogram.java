package io.sealstream.functions.authenticate;

import io.sealstream.functions.dns.Latencies;
import java.util.function.Supplier;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/** Latencies as Flink's reporters read them, in microseconds; they are counted elsewhere. */
final class LatencyHistogram implements Histogram {
    private final Supplier<Latencies> latencies;

    LatencyHistogram(Supplier<Latencies> latencies) {
        this.latencies = latencies;
    }

    @Override
    public void update(long value) {
        throw new UnsupportedOperationException("it is counted where the questions are asked");
    }

    @Override
    public long getCount() {
        return latencies.get().count();
    }

    @Override
    public HistogramStatistics getStatistics() {
        return new Statistics(latencies.get());
    }

    private static final class Statistics extends HistogramStatistics {
        private final Latencies latencies;

        Statistics(Latencies latencies) {
            this.latencies = latencies;
        }

        @Override
        public double getQuantile(double quantile) {
            return latencies.quantileMicros(quantile);
        }

        /** None: what was counted by range is single values no longer. */
        @Override
        public long[] getValues() {
            return new long[0];
        }

        @Override
        public int size() {
            return (int) Math.min(Integer.MAX_VALUE, latencies.count());
        }

        @Override
        public double getMean() {
            return latencies.meanMicros();
        }

        @Override
        public double getStdDev() {
            return latencies.standardDeviationMicros();
        }

        @Override
        public long getMax() {
            return latencies.quantileMicros(1);
        }

        @Override
        public long getMin() {
            return latencies.quantileMicros(0);
        }
    }
}
