package io.sealstream.functions.signals;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Days of UTC, counted from 1970-01-01: the buckets of event time. */
final class Days {
    /** No day. */
    static final long NONE = Long.MIN_VALUE;

    private static final long MILLIS = Duration.ofDays(1).toMillis();

    private Days() {}

    static long of(long epochMillis) {
        return Math.floorDiv(epochMillis, MILLIS);
    }

    /** Its first moment, in epoch milliseconds. */
    static long start(long day) {
        return day * MILLIS;
    }

    static @Nullable LocalDate date(long day) {
        return day == NONE ? null : LocalDate.ofEpochDay(day);
    }
}
