package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts answers by their outcome, from any thread, at the price of one {@link LongAdder}. */
final class OutcomeCounter {
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final LongAdder[] counts = new LongAdder[OUTCOMES.length];

    OutcomeCounter() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void increment(Outcome outcome) {
        counts[outcome.ordinal()].increment();
    }

    /** Those that are not zero. */
    Map<Outcome, Long> sums() {
        EnumMap<Outcome, Long> sums = new EnumMap<>(Outcome.class);
        for (Outcome outcome : OUTCOMES) {
            long sum = counts[outcome.ordinal()].sum();
            if (sum > 0) {
                sums.put(outcome, sum);
            }
        }
        return Collections.unmodifiableMap(sums);
    }
}
