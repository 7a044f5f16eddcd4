package io.sealstream.mailauth.dns;

import io.sealstream.mailauth.dns.Observation.Timing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that an answer has to speak for.
 *
 * @param receivedAt when the message was received; null: unknown, and then only what speaks for all times is a witness
 * @param freshness how far a sighting may lie from that time and still count
 */
public record AsOf(@Nullable Instant receivedAt, Duration freshness) {
    public static final AsOf UNKNOWN = new AsOf(null, Observation.DEFAULT_FRESHNESS);

    public static AsOf of(Instant receivedAt) {
        return new AsOf(receivedAt, Observation.DEFAULT_FRESHNESS);
    }

    public Timing timingOf(Answer answer) {
        return answer.observation().timingOf(receivedAt, freshness);
    }

    /** Whether the answer says what DNS said then: it was observed, and then. A failed answer says that it failed now. */
    public boolean isWitness(Answer answer) {
        return answer.outcome() != Answer.Outcome.NOT_OBSERVED && timingOf(answer) == Timing.INSIDE;
    }
}
