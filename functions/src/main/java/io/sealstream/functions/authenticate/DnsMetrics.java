package io.sealstream.functions.authenticate;

import io.sealstream.functions.dns.DnsCounts;
import io.sealstream.mailauth.dns.Answer.Outcome;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the DNS source of a TaskManager counted, in the metric groups {@code authenticate.dns.cache} and {@code
 * authenticate.dns.live}. It is read when a reporter asks, and costs nothing until then.
 */
final class DnsMetrics {
    private final Supplier<DnsCounts> counts;

    private DnsMetrics(Supplier<DnsCounts> counts) {
        this.counts = counts;
    }

    /** @param authenticate the group of the step, of one subtask in a TaskManager: all of them share the source */
    static void register(MetricGroup authenticate, Supplier<DnsCounts> counts) {
        MetricGroup group = authenticate.addGroup("dns");
        DnsMetrics metrics = new DnsMetrics(counts);
        metrics.registerCache(group.addGroup("cache"));
        metrics.registerLive(group.addGroup("live"));
    }

    private void registerCache(MetricGroup group) {
        gauge(group, "misses", now -> now.cache().misses());
        gauge(group, "coalesced", now -> now.cache().coalesced());
        gauge(group, "stale", now -> now.cache().stale());
        gauge(group, "inFlight", now -> now.cache().inFlight());
        gauge(group, "entries", now -> now.cache().entries());
        for (Outcome outcome : Outcome.values()) {
            gauge(of(group, outcome), "hits", now -> now.cache().hits().getOrDefault(outcome, 0L));
        }
    }

    private void registerLive(MetricGroup group) {
        gauge(group, "sent", now -> now.live().sent());
        gauge(group, "retried", now -> now.live().retried());
        gauge(group, "timeouts", now -> now.live().timeouts());
        gauge(group, "overTcp", now -> now.live().overTcp());
        gauge(group, "throttled", now -> now.live().throttled());
        gauge(group, "inFlight", now -> now.live().inFlight());
        gauge(group, "waiting", now -> now.live().waiting());
        gauge(group, "zonesThrottled", now -> now.live().zonesThrottled());
        for (Outcome outcome : Outcome.values()) {
            of(group, outcome)
                    .histogram(
                            "latencyMicros",
                            new LatencyHistogram(() -> counts.get().live().of(outcome)));
        }
    }

    private static MetricGroup of(MetricGroup group, Outcome outcome) {
        return group.addGroup("outcome", outcome.name().toLowerCase(Locale.ROOT));
    }

    private void gauge(MetricGroup group, String name, ToLongFunction<DnsCounts> value) {
        group.<Long, Gauge<Long>>gauge(name, () -> value.applyAsLong(counts.get()));
    }
}
