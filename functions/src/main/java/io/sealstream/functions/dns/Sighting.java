package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.RecordType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something seen at a name, and when.
 *
 * @param type what was asked; null: it holds for every type, as an alias and NXDOMAIN do
 * @param ttl in seconds; -1: not known
 */
record Sighting(@Nullable RecordType type, Seen seen, int ttl, Observation when) {
    boolean speaksOf(RecordType asked) {
        return type == null || type == asked;
    }

    /** Whether it was seen at {@code time}, or before and after it. */
    boolean isAt(@Nullable Instant time) {
        Instant first = when.firstSeen();
        Instant last = when.lastSeen();
        if (first == null || last == null) {
            return true;
        }
        return time != null && !time.isBefore(first) && !time.isAfter(last);
    }

    Sighting during(Observation observation) {
        return new Sighting(type, seen, ttl, observation);
    }
}
