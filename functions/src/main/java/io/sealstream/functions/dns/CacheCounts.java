package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer.Outcome;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a cache counted since it was opened, but for {@code inFlight} and {@code entries}, which say how it stands.
 *
 * @param hits look-ups that an entry answered, by its outcome; a message may look a question up more than once
 * @param misses questions that went to the source
 * @param coalesced look-ups that waited for a question under way
 * @param stale answers served past their TTL
 */
public record CacheCounts(Map<Outcome, Long> hits, long misses, long coalesced, long stale, int inFlight, long entries)
        implements Serializable {
    static final CacheCounts NONE = new CacheCounts(Map.of(), 0, 0, 0, 0, 0);

    /** Hits of all outcomes. */
    public long allHits() {
        return hits.values().stream().mapToLong(Long::longValue).sum();
    }

    CacheCounts and(CacheCounts more) {
        Map<Outcome, Long> both = new EnumMap<>(Outcome.class);
        both.putAll(hits);
        more.hits.forEach((outcome, count) -> both.merge(outcome, count, Long::sum));
        return new CacheCounts(
                both,
                misses + more.misses,
                coalesced + more.coalesced,
                stale + more.stale,
                inFlight + more.inFlight,
                entries + more.entries);
    }
}
