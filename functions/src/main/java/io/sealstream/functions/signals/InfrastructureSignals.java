package io.sealstream.functions.signals;

import io.sealstream.functions.signals.DayCounts.Sum;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.compauth.Signals.Finding;
import io.sealstream.mailauth.compauth.Signals.Reputation;
import io.sealstream.serde.TenantEvidence;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The reputation of the infrastructure that a message came from, over all domains and tenants. Keyed by {@link
 * TenantEvidence#infrastructureKey}. Days and time as in {@link SenderSignals}; the thresholds are ours.
 */
public final class InfrastructureSignals
        extends KeyedCoProcessFunction<String, TenantEvidence, Correction, TenantEvidence> {
    static final int DAYS = 3;
    static final int MESSAGES = 100;
    static final int GOOD_PERCENT = 95;
    static final int BAD_PERCENT = 90;
    static final int OPINIONS = 3;

    private static final long serialVersionUID = 1L;

    private final SignalSettings settings;

    private transient Retention retention;
    private transient ValueState<DayCounts> infrastructures;

    public InfrastructureSignals(SignalSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        retention = new Retention(settings.days());
        infrastructures =
                getRuntimeContext().getState(new ValueStateDescriptor<>("infrastructure", SignalTypes.DAY_COUNTS));
    }

    @Override
    public void processElement1(TenantEvidence message, Context context, Collector<TenantEvidence> out)
            throws Exception {
        if (Bypass.isAround(context.getCurrentKey())) {
            out.collect(message);
            return;
        }
        Sighting sighting = Sighting.of(message.evidence(), context.timestamp());
        DayCounts counts = counts();
        out.collect(message.with(
                signals(message.signals(), context.getCurrentKey(), counts.asOf(sighting.day(), settings.days()))));
        update(counts, counts.withMessage(sighting.day(), sighting.outcome()), sighting.day(), context.timerService());
    }

    /** What is said of a domain's mail adds to what is said of the infrastructure, and does not overrule it. */
    @Override
    public void processElement2(Correction correction, Context context, Collector<TenantEvidence> out)
            throws Exception {
        DayCounts counts = counts();
        long day = correction.day();
        update(
                counts,
                counts.withFeedback(day, correction.legitimate(), correction.malicious()),
                day,
                context.timerService());
    }

    private DayCounts counts() throws Exception {
        DayCounts counts = infrastructures.value();
        return counts == null ? DayCounts.EMPTY : counts;
    }

    private void update(DayCounts before, DayCounts after, long day, TimerService timers) throws Exception {
        if (!retention.keeps(day, timers)) {
            return;
        }
        if (!before.has(day)) {
            retention.schedule(day, timers);
        }
        infrastructures.update(after);
    }

    private static Signals signals(Signals known, String infrastructure, Sum sum) {
        if (sum.isEmpty()) {
            return known;
        }
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        findings.addAll(known.findings());
        Finding finding = finding(sum);
        if (finding != null) {
            findings.add(finding);
        }
        return new Signals(
                known.history(),
                known.contact(),
                known.burst(),
                known.replay(),
                new Reputation(infrastructure, sum.messages(), sum.authenticated(), sum.legitimate(), sum.malicious()),
                Collections.unmodifiableSet(findings));
    }

    /** What analysts say goes before what is counted. */
    private static @Nullable Finding finding(Sum sum) {
        boolean enough = sum.earlierDays() >= DAYS && sum.messages() >= MESSAGES;
        if (sum.malicious() >= OPINIONS && sum.malicious() > sum.legitimate()) {
            return Finding.BAD_REPUTATION;
        }
        if (sum.malicious() > 0) {
            return null;
        }
        if (sum.legitimate() >= OPINIONS || (enough && sum.authenticated() * 100 >= sum.messages() * GOOD_PERCENT)) {
            return Finding.GOOD_REPUTATION;
        }
        return enough && sum.failed() * 100 >= sum.messages() * BAD_PERCENT ? Finding.BAD_REPUTATION : null;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TenantEvidence> out) throws Exception {
        long expired = retention.expired(timestamp, context.timerService());
        if (expired == Days.NONE) {
            return;
        }
        DayCounts kept = counts().after(expired);
        if (kept.isEmpty()) {
            infrastructures.clear();
        } else {
            infrastructures.update(kept);
        }
    }
}
