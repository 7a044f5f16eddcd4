package io.sealstream.benchmarks.throughput;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Flink's own counters of the records that operators have taken, looked at from within this JVM: so the real topology is counted,
 * and nothing is added to it.
 */
public final class RecordCounter implements MetricReporterFactory, MetricReporter {
    private static final String RECORDS_IN = "numRecordsIn";
    private static final String OPERATOR = "<operator_name>";
    private static final List<Counted> COUNTED = new CopyOnWriteArrayList<>();

    private record Counted(String operator, Counter counter) {}

    /** What tells Flink to report here. */
    static Configuration settings() {
        Configuration settings = new Configuration();
        settings.setString("metrics.reporters", "counter");
        settings.setString("metrics.reporter.counter.factory.class", RecordCounter.class.getName());
        return settings;
    }

    /** Counts no job that is there: before another is submitted, for one that has ended is told of late. */
    static void forget() {
        COUNTED.clear();
    }

    /** Records that the operator of that name has taken in all its subtasks, in the jobs that run. */
    static long taken(String operator) {
        return COUNTED.stream()
                .filter(counted -> counted.operator.equals(operator))
                .mapToLong(counted -> counted.counter.getCount())
                .sum();
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return this;
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {
        COUNTED.clear();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String operator = group.getAllVariables().get(OPERATOR);
        if (name.equals(RECORDS_IN) && operator != null && metric instanceof Counter counter) {
            COUNTED.add(new Counted(operator, counter));
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        COUNTED.removeIf(counted -> counted.counter == metric);
    }
}
