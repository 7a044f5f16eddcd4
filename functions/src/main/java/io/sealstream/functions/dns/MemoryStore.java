package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sightings on the heap. */
final class MemoryStore implements SightingStore {
    private final Map<DomainName, List<Sighting>> sightings;
    private final Set<DomainName> existing;
    private final Map<DomainName, ClosedZone> zones;
    private final Set<DomainName> cuts;
    private final @Nullable Observation closedWorld;

    private MemoryStore(Builder builder) {
        this.sightings = builder.sightings;
        this.existing = builder.existing;
        this.zones = builder.zones;
        this.cuts = builder.cuts;
        this.closedWorld = builder.closedWorld;
        sightings.replaceAll((name, seen) -> Timeline.merge(seen));
    }

    @Override
    public List<Sighting> at(DomainName name) {
        return sightings.getOrDefault(name, List.of());
    }

    @Override
    public boolean mayBeDenied(DomainName name) {
        return sightings.containsKey(name);
    }

    @Override
    public boolean exists(DomainName name) {
        return existing.contains(name);
    }

    @Override
    public @Nullable ClosedZone zoneAt(DomainName origin) {
        return zones.get(origin);
    }

    @Override
    public boolean isCut(DomainName name) {
        return cuts.contains(name);
    }

    @Override
    public @Nullable Observation closedWorld() {
        return closedWorld;
    }

    /** Collects sightings; not safe from several threads. */
    static final class Builder implements SightingSink {
        /** Above it, an archive on disk is the place. */
        static final int MAX_SIGHTINGS = 5_000_000;

        private final Map<DomainName, List<Sighting>> sightings = new HashMap<>();
        private final Set<DomainName> existing = new HashSet<>();
        private final Map<DomainName, ClosedZone> zones = new HashMap<>();
        private final Set<DomainName> cuts = new HashSet<>();
        private final @Nullable Observation closedWorld;
        private int size;

        Builder(@Nullable Observation closedWorld) {
            this.closedWorld = closedWorld;
        }

        @Override
        public void add(DomainName name, Sighting sighting) throws MalformedRowException {
            if (++size > MAX_SIGHTINGS) {
                throw new MalformedRowException(
                        "more than " + MAX_SIGHTINGS + " records for memory; import them into an archive");
            }
            sightings.computeIfAbsent(name, n -> new ArrayList<>(2)).add(sighting);
            if (sighting.seen().rank() <= 1) {
                exists(name);
            }
        }

        @Override
        public void exists(DomainName name) {
            DomainName at = name;
            while (existing.add(at) && !at.equals(DomainName.ROOT)) {
                at = at.parent();
            }
        }

        @Override
        public void zone(ClosedZone zone) {
            zones.put(zone.origin(), zone);
        }

        @Override
        public void cut(DomainName name) {
            cuts.add(name);
        }

        MemoryStore build() {
            return new MemoryStore(this);
        }
    }
}
