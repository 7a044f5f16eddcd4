package io.sealstream.functions.dns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sightings on disk; those of the names asked for last are held on the heap. */
final class RocksStore implements SightingStore {
    private static final long HOT_BYTES = 32L << 20;
    private static final int NAME_BYTES = 200;

    private final RocksFolder folder;
    private final Cache<DomainName, Held> hot = Caffeine.newBuilder()
            .maximumWeight(HOT_BYTES)
            .weigher((DomainName name, Held held) -> NAME_BYTES + 4 * held.octets())
            .executor(Runnable::run)
            .build();

    private record Held(List<Sighting> sightings, int octets) {}

    RocksStore(RocksFolder folder) {
        this.folder = folder;
    }

    @Override
    public List<Sighting> at(DomainName name) {
        return hot.get(name, this::read).sightings();
    }

    private Held read(DomainName name) {
        byte[] data = folder.get(RocksFolder.DATA, name);
        byte[] negative = folder.get(RocksFolder.NEGATIVE, name);
        List<Sighting> sightings = new ArrayList<>(decoded(data));
        sightings.addAll(decoded(negative));
        return new Held(Timeline.merge(sightings), length(data) + length(negative));
    }

    private static int length(byte @Nullable [] value) {
        return value == null ? 0 : value.length;
    }

    private static List<Sighting> decoded(byte @Nullable [] value) {
        try {
            return value == null ? List.of() : SightingCodec.decodeAll(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean mayBeDenied(DomainName name) {
        return folder.get(RocksFolder.NEGATIVE, name) != null;
    }

    @Override
    public boolean exists(DomainName name) {
        return folder.holdsAtOrBelow(RocksFolder.DATA, name) || folder.holdsAtOrBelow(RocksFolder.EXISTS, name);
    }

    @Override
    public @Nullable ClosedZone zoneAt(DomainName origin) {
        List<Sighting> imports = decoded(folder.get(RocksFolder.ZONE, origin));
        if (imports.isEmpty()) {
            return null;
        }
        Sighting last = imports.get(imports.size() - 1);
        return new ClosedZone(origin, last.when(), last.ttl());
    }

    @Override
    public boolean isCut(DomainName name) {
        return folder.get(RocksFolder.CUT, name) != null;
    }

    @Override
    public @Nullable Observation closedWorld() {
        return null;
    }

    @Override
    public void close() {
        folder.close();
    }
}
