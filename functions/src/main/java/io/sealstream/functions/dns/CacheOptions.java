package io.sealstream.functions.dns;

import java.time.Duration;

/**
 * How long answers are kept, and how many.
 *
 * @param floor the least time for a record, whatever its TTL
 * @param ceiling the most
 * @param negativeCeiling the most for a name or type that does not exist (RFC 2308 §5: one to three hours)
 * @param failure how long a failure is kept (RFC 9520 §3.2: at least one second, at most five minutes), and for how long a
 *     negative answer that came without a TTL
 * @param staleFor how long past its TTL an answer is served where a new one cannot be had (RFC 8767); zero: never
 * @param staleRetry how long a stale answer is served before it is tried again (RFC 8767 §5: 30 seconds)
 * @param maxBytes what all entries may weigh, by estimate
 */
public record CacheOptions(
        Duration floor,
        Duration ceiling,
        Duration negativeCeiling,
        Duration failure,
        Duration staleFor,
        Duration staleRetry,
        long maxBytes) {
    public static final CacheOptions DEFAULT = new CacheOptions(
            Duration.ofSeconds(5),
            Duration.ofDays(1),
            Duration.ofHours(1),
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofSeconds(30),
            64L << 20);

    public CacheOptions withStaleFor(Duration past) {
        return new CacheOptions(floor, ceiling, negativeCeiling, failure, past, staleRetry, maxBytes);
    }

    public CacheOptions withMaxBytes(long bytes) {
        return new CacheOptions(floor, ceiling, negativeCeiling, failure, staleFor, staleRetry, bytes);
    }
}
