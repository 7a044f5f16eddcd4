package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The sightings of one name in time: which of them speak for a given one. */
final class Timeline {
    /**
     * The sightings that speak for a time, all of one kind.
     *
     * @param gap how far they lie from that time; zero: they were seen then
     */
    record Choice(List<Sighting> sightings, Observation observation, Duration gap) {
        int rank() {
            return sightings.get(0).seen().rank();
        }
    }

    private Timeline() {}

    /**
     * Joins the sightings of each value: those that overlap, and those between which nothing else was seen, for a value seen
     * before and after was there in between. A sighting of another value in between keeps them apart.
     */
    static List<Sighting> merge(List<Sighting> sightings) {
        if (sightings.size() < 2) {
            return List.copyOf(sightings);
        }
        NavigableSet<Instant> endpoints = new TreeSet<>();
        Map<Object, List<Sighting>> byValue = new LinkedHashMap<>();
        for (Sighting sighting : sightings) {
            if (!sighting.when().isForAllTimes()) {
                endpoints.add(first(sighting));
                endpoints.add(last(sighting));
            }
            Object value = List.of(sighting.seen(), String.valueOf(sighting.type()));
            byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(sighting);
        }
        List<Sighting> merged = new ArrayList<>();
        byValue.values().forEach(ofOneValue -> joinInto(merged, ofOneValue, endpoints));
        return List.copyOf(merged);
    }

    private static void joinInto(List<Sighting> merged, List<Sighting> ofOneValue, NavigableSet<Instant> endpoints) {
        for (Sighting sighting : ofOneValue) {
            if (sighting.when().isForAllTimes()) {
                merged.add(sighting);
                return;
            }
        }
        ofOneValue.sort(Comparator.comparing(Timeline::first));
        Sighting open = ofOneValue.get(0);
        for (Sighting next : ofOneValue.subList(1, ofOneValue.size())) {
            Instant seenNext = endpoints.higher(last(open));
            if (seenNext == null || !seenNext.isBefore(first(next))) {
                Instant last = last(next).isAfter(last(open)) ? last(next) : last(open);
                Instant compromised =
                        earlier(open.when().compromisedFrom(), next.when().compromisedFrom());
                open = next.during(new Observation(first(open), last, compromised));
            } else {
                merged.add(open);
                open = next;
            }
        }
        merged.add(open);
    }

    /**
     * The sightings that speak for {@code time} (null: not known): those seen then, all of them; else the nearest.
     *
     * @param alternatives whether several values may stand beside each other, as the keys of one selector do while it rotates:
     *     then the nearest on both sides of the time are given, and all values ever seen where the time is not known
     */
    static @Nullable Choice choose(List<Sighting> sightings, @Nullable Instant time, boolean alternatives) {
        if (sightings.isEmpty()) {
            return null;
        }
        List<Sighting> then = at(sightings, time);
        if (!then.isEmpty()) {
            return choice(then, Duration.ZERO);
        }
        return time == null ? everOrLatest(sightings, alternatives) : nearest(sightings, time, alternatives);
    }

    private static Choice everOrLatest(List<Sighting> sightings, boolean alternatives) {
        if (alternatives) {
            List<Sighting> all = mostCredible(sightings);
            Instant from = all.stream()
                    .map(Timeline::first)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            Instant to = all.stream()
                    .map(Timeline::last)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return new Choice(all, observation(from, to, all), Duration.ZERO);
        }
        Instant latest = sightings.stream()
                .map(Timeline::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return choice(at(sightings, latest), Duration.ZERO);
    }

    private static Choice nearest(List<Sighting> sightings, Instant time, boolean alternatives) {
        Instant before = sightings.stream()
                .map(Timeline::last)
                .filter(time::isAfter)
                .max(Comparator.naturalOrder())
                .orElse(null);
        Instant after = sightings.stream()
                .map(Timeline::first)
                .filter(time::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (before == null || after == null) {
            Instant only = Objects.requireNonNull(before == null ? after : before);
            return choice(at(sightings, only), Duration.between(time, only).abs());
        }
        boolean nearerBefore = Duration.between(before, time).compareTo(Duration.between(time, after)) <= 0;
        Instant near = nearerBefore ? before : after;
        Instant far = nearerBefore ? after : before;
        Choice nearest =
                choice(at(sightings, near), Duration.between(time, near).abs());
        return alternatives ? withFarSide(nearest, at(sightings, far), time, far) : nearest;
    }

    /**
     * Adds the values of the farther side, unless the nearer ones count as of the time and these do not: else a pass by a value
     * of long after would look like one of the time. The observation stays that of the nearer side.
     */
    private static Choice withFarSide(Choice nearest, List<Sighting> far, Instant time, Instant farTime) {
        boolean nearCounts = nearest.gap().compareTo(Observation.DEFAULT_FRESHNESS) <= 0;
        boolean farCounts = Duration.between(time, farTime).abs().compareTo(Observation.DEFAULT_FRESHNESS) <= 0;
        if (nearCounts && !farCounts) {
            return nearest;
        }
        Choice farther = choice(far, Duration.between(time, farTime).abs());
        if (nearest.rank() != farther.rank()) {
            return nearest.rank() < farther.rank() ? nearest : farther;
        }
        List<Sighting> both = new ArrayList<>(nearest.sightings());
        farther.sightings().stream()
                .filter(sighting -> !both.contains(sighting))
                .forEach(both::add);
        Observation when = nearest.observation();
        Observation observation = observation(when.firstSeen(), when.lastSeen(), both);
        return new Choice(both, observation, nearest.gap());
    }

    private static List<Sighting> at(List<Sighting> sightings, @Nullable Instant time) {
        return sightings.stream().filter(sighting -> sighting.isAt(time)).toList();
    }

    private static Choice choice(List<Sighting> overlapping, Duration gap) {
        List<Sighting> credible = mostCredible(overlapping);
        Instant from = null;
        Instant to = null;
        for (Sighting sighting : credible) {
            if (!sighting.when().isForAllTimes()) {
                from = later(from, first(sighting));
                to = earlier(to, last(sighting));
            }
        }
        return new Choice(credible, observation(from, to, credible), gap);
    }

    private static List<Sighting> mostCredible(List<Sighting> sightings) {
        int rank = sightings.stream()
                .mapToInt(sighting -> sighting.seen().rank())
                .min()
                .orElseThrow();
        return sightings.stream()
                .filter(sighting -> sighting.seen().rank() == rank)
                .toList();
    }

    /** With what is known of the keys, each by itself where they differ. */
    private static Observation observation(@Nullable Instant from, @Nullable Instant to, List<Sighting> sightings) {
        Instant earliest = null;
        boolean alike = true;
        Map<String, Instant> byRecord = new TreeMap<>();
        for (Sighting sighting : sightings) {
            Instant compromised = sighting.when().compromisedFrom();
            alike &= Objects.equals(compromised, sightings.get(0).when().compromisedFrom());
            earliest = earlier(earliest, compromised);
            if (compromised != null && sighting.seen() instanceof Seen.Data data) {
                byRecord.merge(data.rdata().text(), compromised, (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        return new Observation(from, to, earliest, alike ? Map.of() : byRecord);
    }

    /** The earlier of the two, or the only one. */
    static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }

    /** The later of the two, or the only one. */
    static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }

    private static Instant first(Sighting sighting) {
        return Objects.requireNonNullElse(sighting.when().firstSeen(), Instant.MIN);
    }

    private static Instant last(Sighting sighting) {
        return Objects.requireNonNullElse(sighting.when().lastSeen(), Instant.MAX);
    }
}
