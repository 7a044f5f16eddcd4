package io.sealstream.functions.signals;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * A sender's mail by day, in all and from each infrastructure. Of the latter at most {@link #MAX_INFRASTRUCTURES} are told apart:
 * beyond, one whose mail is not authenticated is not taken, so that whoever forges the domain cannot make its history be
 * forgotten; one whose mail is takes the place of one without authenticated mail or feedback, else of the one that sent longest
 * ago.
 */
final class SenderHistory {
    static final int MAX_INFRASTRUCTURES = 100;

    private static final Comparator<Map.Entry<String, DayCounts>> FIRST_DROPPED = Comparator.comparing(
                    (Map.Entry<String, DayCounts> entry) -> entry.getValue().isVouchedFor())
            .thenComparing(entry -> entry.getValue().lastDay())
            .thenComparing(Map.Entry::getKey);

    private final ValueState<SenderDays> senders;
    private final MapState<String, DayCounts> infrastructures;

    SenderHistory(RuntimeContext context) {
        senders = context.getState(new ValueStateDescriptor<>("sender", SignalTypes.SENDER_DAYS));
        infrastructures =
                context.getMapState(new MapStateDescriptor<>("infrastructures", Types.STRING, SignalTypes.DAY_COUNTS));
    }

    SenderDays sender() throws Exception {
        SenderDays sender = senders.value();
        return sender == null ? SenderDays.EMPTY : sender;
    }

    DayCounts of(@Nullable String infrastructure) throws Exception {
        DayCounts counts = infrastructure == null ? null : infrastructures.get(infrastructure);
        return counts == null ? DayCounts.EMPTY : counts;
    }

    /**
     * Adds a message.
     *
     * @param sender as {@link #sender} gave it
     * @param counts as {@link #of} gave them for the message's infrastructure
     */
    void add(SenderDays sender, DayCounts counts, Sighting message) throws Exception {
        SenderDays updated = sender.with(sender.days().withMessage(message.day(), message.outcome()));
        if (message.infrastructure() != null) {
            updated = put(
                    updated, message.infrastructure(), counts, counts.withMessage(message.day(), message.outcome()));
        }
        senders.update(updated);
    }

    /** Adds feedback. That about all mail overrules what was said before of the same mail. */
    void add(Correction correction) throws Exception {
        long day = correction.day();
        SenderDays sender = sender();
        String infrastructure = correction.infrastructure();
        if (correction.overrules() && infrastructure == null) {
            overruleAll(day);
            sender = sender.with(sender.days().overruled(day));
        }
        // A day of the infrastructure's is a day of the sender's, for one timer serves both.
        boolean everywhere = infrastructure == null;
        sender = sender.with(sender.days()
                .withFeedback(day, everywhere ? correction.legitimate() : 0, everywhere ? correction.malicious() : 0));
        if (infrastructure != null) {
            DayCounts before = of(infrastructure);
            DayCounts kept = correction.overrules() ? before.overruled(day) : before;
            sender = put(
                    sender,
                    infrastructure,
                    before,
                    kept.withFeedback(day, correction.legitimate(), correction.malicious()));
        }
        senders.update(sender);
    }

    private void overruleAll(long day) throws Exception {
        for (Map.Entry<String, DayCounts> entry : infrastructures.entries()) {
            entry.setValue(entry.getValue().overruled(day));
        }
    }

    private SenderDays put(SenderDays sender, String infrastructure, DayCounts before, DayCounts after)
            throws Exception {
        boolean isNew = before.isEmpty();
        boolean isFull = sender.infrastructures() >= MAX_INFRASTRUCTURES;
        if (isNew && isFull && !after.isVouchedFor()) {
            return sender;
        }
        if (isNew && isFull) {
            dropOne();
        }
        infrastructures.put(infrastructure, after);
        return isNew && !isFull ? sender.withInfrastructures(sender.infrastructures() + 1) : sender;
    }

    private void dropOne() throws Exception {
        Map.Entry<String, DayCounts> first = null;
        for (Map.Entry<String, DayCounts> entry : infrastructures.entries()) {
            Map.Entry<String, DayCounts> candidate = Map.entry(entry.getKey(), entry.getValue());
            first = first == null || FIRST_DROPPED.compare(candidate, first) < 0 ? candidate : first;
        }
        if (first != null) {
            infrastructures.remove(first.getKey());
        }
    }

    /** Forgets that day and those before it. */
    void forget(long day) throws Exception {
        SenderDays sender = sender();
        int number = 0;
        Iterator<Map.Entry<String, DayCounts>> entries = infrastructures.iterator();
        while (entries != null && entries.hasNext()) {
            Map.Entry<String, DayCounts> entry = entries.next();
            DayCounts counts = entry.getValue().after(day);
            if (counts.isEmpty()) {
                entries.remove();
            } else {
                number++;
                entry.setValue(counts);
            }
        }
        DayCounts days = sender.days().after(day);
        if (number == 0) {
            infrastructures.clear();
        }
        if (days.isEmpty() && number == 0) {
            senders.clear();
        } else {
            senders.update(new SenderDays(days, number));
        }
    }
}
