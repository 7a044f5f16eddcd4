package io.sealstream.functions.authenticate;

import io.sealstream.functions.dns.DnsCounts;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/** What the authenticate step counts, in the metric group {@code authenticate}; from any thread. */
final class AuthenticateMetrics {
    /** Messages whose questions were all foreseen: one run of the core. */
    final Counter firstRuns;

    /** Messages for which the core ran again. */
    final Counter reruns;

    /** Messages judged without the answers that were still out at the time-out. */
    final Counter timeouts;

    /** Defects of ours. */
    final Counter internalErrors;

    private final MetricGroup group;

    AuthenticateMetrics(MetricGroup operator, ByteBudget budget) {
        group = operator.addGroup("authenticate");
        firstRuns = group.counter("firstRuns", new ThreadSafeSimpleCounter());
        reruns = group.counter("reruns", new ThreadSafeSimpleCounter());
        timeouts = group.counter("timeouts", new ThreadSafeSimpleCounter());
        internalErrors = group.counter("internalErrors", new ThreadSafeSimpleCounter());
        group.gauge("bytesInFlight", budget::held);
    }

    /** Of one subtask in a TaskManager. */
    void registerDns(Supplier<DnsCounts> counts) {
        DnsMetrics.register(group, counts);
    }
}
