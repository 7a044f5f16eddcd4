package io.sealstream.mailauth.signature;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Observation.Timing;
import io.sealstream.mailauth.signature.PublicKeyRecord.Defect;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying the keys of an answer on one signature.
 *
 * @param key the key that decided; null where no record did
 * @param several whether more than one record was there to try
 * @param timing how the sighting of the key lies to the receipt
 * @param gap between the two; zero where the key was seen then
 */
public record KeyTrial(Outcome outcome, @Nullable PublicKeyRecord key, boolean several, Timing timing, Duration gap) {

    /** From the best a key can do to what says nothing. */
    public enum Outcome {
        VERIFIED,
        /** Verified, at a time when the private key was public. */
        COMPROMISED,
        MISMATCH,
        /** A key record that the signature cannot use: see {@link PublicKeyRecord#defect()} and its tags. */
        UNUSABLE,
        NO_KEY,
        DNS_FAILURE,
        /** Nothing was observed as of the receipt, and what was seen at another time does not verify. */
        NOT_OBSERVED
    }

    /**
     * Tries each key until one verifies.
     *
     * @param usable whether the protocol lets that key, which has no defect, check that signature
     * @param verifies the arithmetic
     */
    public static KeyTrial of(
            Answer answer,
            AsOf asOf,
            CryptoProvider provider,
            Predicate<PublicKeyRecord> usable,
            Predicate<VerificationKey> verifies) {
        Timing timing = asOf.timingOf(answer);
        KeyTrial trial = switch (answer.outcome()) {
            case FAILED -> new KeyTrial(Outcome.DNS_FAILURE, null, false, timing, Duration.ZERO);
            case NOT_OBSERVED -> new KeyTrial(Outcome.NOT_OBSERVED, null, false, timing, Duration.ZERO);
            case NO_DATA, NO_SUCH_DOMAIN -> new KeyTrial(Outcome.NO_KEY, null, false, timing, Duration.ZERO);
            case FOUND -> tryEach(provider.keys(answer), answer, asOf, usable, verifies);
        };
        return trial.asSeen();
    }

    private static KeyTrial tryEach(
            KeyRecords keys,
            Answer answer,
            AsOf asOf,
            Predicate<PublicKeyRecord> usable,
            Predicate<VerificationKey> verifies) {
        Outcome best = Outcome.NO_KEY;
        PublicKeyRecord bestKey = null;
        for (PublicKeyRecord record : keys.records()) {
            Outcome outcome = tryOne(record, asOf, usable, verifies);
            if (outcome.compareTo(best) < 0) {
                best = outcome;
                bestKey = record;
            }
            if (outcome == Outcome.VERIFIED) {
                break;
            }
        }
        Timing timing = asOf.timingOf(answer);
        Duration gap =
                timing == Timing.INSIDE ? Duration.ZERO : answer.observation().gapTo(asOf.receivedAt());
        return new KeyTrial(best, bestKey, keys.records().size() > 1, timing, gap);
    }

    private static Outcome tryOne(
            PublicKeyRecord record, AsOf asOf, Predicate<PublicKeyRecord> usable, Predicate<VerificationKey> verifies) {
        VerificationKey key = record.key();
        if (record.defect() != Defect.NONE || key == null || !usable.test(record)) {
            return Outcome.UNUSABLE;
        }
        if (!verifies.test(key)) {
            return Outcome.MISMATCH;
        }
        return record.isCompromised(asOf.receivedAt()) ? Outcome.COMPROMISED : Outcome.VERIFIED;
    }

    /** What a sighting at another time denies, it does not deny for the time of receipt. */
    private KeyTrial asSeen() {
        boolean negative = outcome == Outcome.MISMATCH || outcome == Outcome.UNUSABLE || outcome == Outcome.NO_KEY;
        return negative && timing != Timing.INSIDE
                ? new KeyTrial(Outcome.NOT_OBSERVED, key, several, timing, gap)
                : this;
    }
}
