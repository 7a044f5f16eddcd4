package io.sealstream.benchmarks.throughput;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sealstream.functions.authenticate.DnsSourceFactory;
import io.sealstream.functions.dns.CacheCounts;
import io.sealstream.functions.dns.CacheOptions;
import io.sealstream.functions.dns.DnsCache;
import io.sealstream.functions.dns.DnsFileException;
import io.sealstream.functions.dns.DnsFiles;
import io.sealstream.functions.dns.DnsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * DNS of a run: the job's cache before files, which stand in for resolvers.
 *
 * @param files of DNS data
 */
record ZoneDns(List<String> files) implements DnsSourceFactory {
    private static final CacheOptions OPTIONS = new CacheOptions(
            CacheOptions.DEFAULT.floor(),
            CacheOptions.DEFAULT.ceiling(),
            CacheOptions.DEFAULT.negativeCeiling(),
            Duration.ofMinutes(5), // files give no TTL for what is not there
            CacheOptions.DEFAULT.staleFor(),
            CacheOptions.DEFAULT.staleRetry(),
            CacheOptions.DEFAULT.maxBytes());

    /** The newest, of this JVM: a job opens its own. */
    private static final AtomicReference<DnsCache> NEWEST = new AtomicReference<>();

    @Override
    public DnsSource open() throws IOException {
        try {
            DnsSource zone = DnsFiles.open(files.stream().map(Path::of).toList(), null, false);
            DnsCache cache = new DnsCache(zone, OPTIONS, Ticker.systemTicker());
            NEWEST.set(cache);
            return cache;
        } catch (DnsFileException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    /** What the newest cache has counted so far; to be handed to {@link #hitRatioSince}. */
    static CacheCounts counts() {
        return Objects.requireNonNull(NEWEST.get(), "no DNS was opened")
                .counts()
                .cache();
    }

    /** The share of look-ups since then that the cache answered at once. */
    static double hitRatioSince(CacheCounts from) {
        CacheCounts to = counts();
        long hits = to.allHits() - from.allHits();
        long asked = hits + to.misses() - from.misses() + to.coalesced() - from.coalesced();
        return asked == 0 ? 1 : (double) hits / asked;
    }
}
