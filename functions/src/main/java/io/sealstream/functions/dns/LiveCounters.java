package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a live client counts as it goes, from any thread. */
final class LiveCounters {
    private final Map<Outcome, LatencyCounter> answers = new ConcurrentHashMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder timeouts = new LongAdder();

    void answered(Outcome outcome, long nanos) {
        answers.computeIfAbsent(outcome, o -> new LatencyCounter()).add(nanos);
    }

    void sent(boolean again) {
        sent.increment();
        if (again) {
            retried.increment();
        }
    }

    void timedOut() {
        timeouts.increment();
    }

    LiveCounts sum(Transport transport, Admission admission) {
        Map<Outcome, Latencies> latencies = new EnumMap<>(Outcome.class);
        answers.forEach((outcome, times) -> latencies.put(outcome, times.sum()));
        return new LiveCounts(
                latencies,
                sent.sum(),
                retried.sum(),
                timeouts.sum(),
                transport.queriesOverTcp(),
                admission.throttled(),
                admission.inFlight(),
                admission.waiting(),
                admission.zonesThrottled());
    }
}
