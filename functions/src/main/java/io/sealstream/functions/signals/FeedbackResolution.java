package io.sealstream.functions.signals;

import io.sealstream.serde.Feedback;
import io.sealstream.serde.Feedback.Opinion;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sender and the infrastructure of the message that feedback names by its id. Keyed by the id's hash. Either may come
 * first; each is kept for {@link #RETENTION_DAYS} days. Of several opinions on a message the last counts.
 */
public final class FeedbackResolution extends KeyedCoProcessFunction<String, Subject, Feedback, Correction> {
    public static final int RETENTION_DAYS = 30;

    private static final long serialVersionUID = 1L;

    private transient Retention retention;
    private transient ValueState<Discussed> messages;

    @Override
    public void open(OpenContext context) {
        retention = new Retention(RETENTION_DAYS);
        messages = getRuntimeContext().getState(new ValueStateDescriptor<>("message", SignalTypes.DISCUSSED));
    }

    /** The first message of an id is the one that it names: a copy read again is no other. */
    @Override
    public void processElement1(Subject subject, Context context, Collector<Correction> out) throws Exception {
        Discussed known = known();
        if (known.subject() != null) {
            return;
        }
        keep(new Discussed(subject, known.opinion()), subject.day(), context.timerService());
        if (known.opinion() != null) {
            out.collect(Correction.ofMessage(subject, null, known.opinion()));
        }
    }

    @Override
    public void processElement2(Feedback feedback, Context context, Collector<Correction> out) throws Exception {
        Discussed known = known();
        Subject subject = known.subject();
        Opinion opinion = feedback.opinion();
        if (subject == null) {
            long day = Days.of(feedback.at().toEpochMilli());
            keep(new Discussed(null, opinion), day, context.timerService());
        } else if (opinion != known.opinion()) {
            messages.update(new Discussed(subject, opinion));
            out.collect(Correction.ofMessage(subject, known.opinion(), opinion));
        }
    }

    private Discussed known() throws Exception {
        Discussed known = messages.value();
        return known == null ? Discussed.NOTHING : known;
    }

    private void keep(Discussed discussed, long day, TimerService timers) throws Exception {
        if (retention.keeps(day, timers)) {
            retention.schedule(day, timers);
            messages.update(discussed);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Correction> out) throws Exception {
        long expired = retention.expired(timestamp, context.timerService());
        if (expired != Days.NONE && isOver(known().subject(), expired)) {
            messages.clear();
        }
    }

    /** The timer of feedback that came first may be earlier than the message's. */
    private static boolean isOver(@Nullable Subject subject, long expired) {
        return subject == null || subject.day() <= expired;
    }
}
