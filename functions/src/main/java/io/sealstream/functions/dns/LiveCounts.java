package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer.Outcome;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a live client counted since it was opened, but for the last three, which say how it stands.
 *
 * @param answers how long questions took, by the outcome they had; waiting for their turn included
 * @param sent queries, retries included
 * @param retried queries that were sent again
 * @param timeouts queries without a reply in time
 * @param overTcp queries sent over TCP, for the reply was truncated
 * @param throttled questions that had to wait because their zone had its full number in flight
 * @param inFlight questions
 * @param waiting questions for their turn
 * @param zonesThrottled zones whose questions wait for one of the same zone to end
 */
public record LiveCounts(
        Map<Outcome, Latencies> answers,
        long sent,
        long retried,
        long timeouts,
        long overTcp,
        long throttled,
        int inFlight,
        int waiting,
        int zonesThrottled)
        implements Serializable {
    static final LiveCounts NONE = new LiveCounts(Map.of(), 0, 0, 0, 0, 0, 0, 0, 0);

    /** How long the questions of an outcome took. */
    public Latencies of(Outcome outcome) {
        return answers.getOrDefault(outcome, Latencies.NONE);
    }

    /** How long questions took, whatever the outcome. */
    public Latencies all() {
        return answers.values().stream().reduce(Latencies.NONE, Latencies::and);
    }

    LiveCounts and(LiveCounts more) {
        Map<Outcome, Latencies> both = new EnumMap<>(Outcome.class);
        both.putAll(answers);
        more.answers.forEach((outcome, times) -> both.merge(outcome, times, Latencies::and));
        return new LiveCounts(
                both,
                sent + more.sent,
                retried + more.retried,
                timeouts + more.timeouts,
                overTcp + more.overTcp,
                throttled + more.throttled,
                inFlight + more.inFlight,
                waiting + more.waiting,
                zonesThrottled + more.zonesThrottled);
    }
}
