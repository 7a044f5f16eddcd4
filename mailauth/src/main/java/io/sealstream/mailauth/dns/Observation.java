package io.sealstream.mailauth.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When an answer was seen: the same value at {@code firstSeen} and at {@code lastSeen}, and so in between. Both null: the
 * answer speaks for all times.
 *
 * @param compromisedFrom from when on a signature by this key proves nothing, for the private key is public; the earliest, where
 *     there are several keys; null: never
 * @param compromised the same by the text of the record, for those that are, where not all records are alike; in the order of
 *     the texts; else empty
 */
public record Observation(
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        @Nullable Instant compromisedFrom,
        Map<String, Instant> compromised) {
    public static final Observation ALWAYS = new Observation(null, null, null);

    /** How long before or after a sighting its value still counts as that of the time, where nothing else is said. */
    public static final Duration DEFAULT_FRESHNESS = Duration.ofDays(7);

    /** How a sighting lies to a time. */
    public enum Timing {
        /** Seen then, or near enough. */
        INSIDE,
        /** Seen only before that time. */
        EARLIER,
        /** Seen only after that time. */
        LATER,
        /** The time is not known, and the sighting does not speak for all times. */
        UNKNOWN
    }

    public Observation {
        compromised = compromised.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(compromised));
    }

    /** All records alike. */
    public Observation(@Nullable Instant firstSeen, @Nullable Instant lastSeen, @Nullable Instant compromisedFrom) {
        this(firstSeen, lastSeen, compromisedFrom, Map.of());
    }

    /** From when on a signature by the key of that record proves nothing; null: never. */
    public @Nullable Instant compromisedFrom(String record) {
        return compromised.isEmpty() ? compromisedFrom : compromised.get(record);
    }

    public static Observation at(Instant time) {
        return new Observation(time, time, null);
    }

    public static Observation between(Instant first, Instant last) {
        return new Observation(first, last, null);
    }

    public boolean isForAllTimes() {
        return firstSeen == null || lastSeen == null;
    }

    /** How this sighting lies to {@code time} (null: unknown), give or take {@code freshness}. */
    public Timing timingOf(@Nullable Instant time, Duration freshness) {
        if (firstSeen == null || lastSeen == null) {
            return Timing.INSIDE;
        }
        if (time == null) {
            return Timing.UNKNOWN;
        }
        if (firstSeen.minus(freshness).isAfter(time)) {
            return Timing.LATER;
        }
        return lastSeen.plus(freshness).isBefore(time) ? Timing.EARLIER : Timing.INSIDE;
    }

    /** The time between {@code time} and the nearest sighting; zero inside, or where either is unknown. */
    public Duration gapTo(@Nullable Instant time) {
        if (firstSeen == null || lastSeen == null || time == null) {
            return Duration.ZERO;
        }
        if (time.isBefore(firstSeen)) {
            return Duration.between(time, firstSeen);
        }
        return time.isAfter(lastSeen) ? Duration.between(lastSeen, time) : Duration.ZERO;
    }
}
