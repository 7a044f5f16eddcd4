package io.sealstream.functions.signals;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.compauth.Signals.Replay;
import io.sealstream.mailauth.dkim.DkimResult;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The copies of each signature of a sender's mail. A signature is told by {@code d=}, {@code s=} and the first 8 characters of
 * {@code b=}, 48 bits of a number that its signer cannot choose: that two of the 2,048 signatures that are known of a sender
 * have the same has a probability of 2^-27. Only signatures that verify count, so nobody else can give copies to one.
 */
final class Replays {
    /** Of a signature without {@code x=}, from its first copy. */
    static final Duration LIFE = Duration.ofDays(7);

    private static final int SIGNATURE_DATA = 8;
    private static final long[] NOWHERE = {};

    private final MapState<Integer, CopySet> sets;
    private final SignalSettings settings;
    private final KeyedHash hash;

    Replays(RuntimeContext context, SignalSettings settings, KeyedHash hash) {
        sets = context.getMapState(new MapStateDescriptor<>("signatures", Types.INT, SignalTypes.COPY_SET));
        this.settings = settings;
        this.hash = hash;
    }

    /**
     * The copies of that signature of the message that went to most recipients, the message included. Null: all came from one
     * infrastructure, or the message is a copy that a list or a journal makes.
     *
     * @param recipients without journals
     * @param remember whether the message counts for those after it
     * @param watermark in epoch milliseconds; what ended before it is dropped
     */
    @Nullable
    Replay see(Evidence evidence, Sighting message, long[] recipients, boolean remember, long watermark)
            throws Exception {
        String infrastructure = message.infrastructure();
        if (message.list()
                || recipients.length == 0
                || (infrastructure != null && settings.isJournal(infrastructure))) {
            return null;
        }
        long[] from = infrastructure == null ? NOWHERE : new long[] {hash.of(infrastructure)};
        Replay most = null;
        for (DkimResult signature : Sighting.passing(evidence)) {
            if (signature.domain() == null || signature.signatureData().length() < SIGNATURE_DATA) {
                continue;
            }
            Copies copies = add(signature, message, from, recipients, remember, watermark);
            int infrastructures = copies.infrastructures(message.day());
            int to = copies.recipients(message.day());
            if (infrastructures > 1 && (most == null || to > most.recipients())) {
                most = new Replay(signature.domain().toString(), infrastructures, to);
            }
        }
        return most;
    }

    private Copies add(
            DkimResult signature, Sighting message, long[] from, long[] recipients, boolean remember, long watermark)
            throws Exception {
        long name = hash.of(signature.domain() + "/" + signature.selector() + "/" + signature.signatureData());
        int number = CopySet.of(name);
        CopySet stored = sets.get(number);
        CopySet set = stored == null ? CopySet.EMPTY : stored;
        Copies known = set.find(name);
        boolean isOver = known != null && known.until() < message.at();
        // A life begins anew once the time of all mail has passed the end of the last, not when one message says so.
        boolean isAhead = isOver && known != null && known.until() >= watermark;
        Copies copies = known == null || isOver ? Copies.none(name, until(signature, message.at())) : known;
        Copies updated = copies.with(message.day(), from, recipients);
        if (remember && !isAhead) {
            sets.put(number, set.aliveAt(watermark).with(updated));
        }
        return updated;
    }

    /** At most as long as days are known: {@code x=} may be any number of up to 12 digits. */
    private long until(DkimResult signature, long at) {
        long longest = at + Duration.ofDays(settings.days()).toMillis();
        return signature.expiresAt() == null
                ? at + LIFE.toMillis()
                : Math.min(longest, Math.max(at, signature.expiresAt().toEpochMilli()));
    }

    /** Forgets the signatures whose life ended before then, in epoch milliseconds. */
    void forget(long watermark) throws Exception {
        Iterator<Map.Entry<Integer, CopySet>> entries = sets.iterator();
        while (entries != null && entries.hasNext()) {
            Map.Entry<Integer, CopySet> entry = entries.next();
            CopySet alive = entry.getValue().aliveAt(watermark);
            if (alive.isEmpty()) {
                entries.remove();
            } else if (alive != entry.getValue()) {
                entry.setValue(alive);
            }
        }
        if (sets.isEmpty()) {
            sets.clear();
        }
    }
}
