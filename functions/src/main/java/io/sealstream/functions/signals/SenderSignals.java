package io.sealstream.functions.signals;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.compauth.Signals.Contact;
import io.sealstream.mailauth.compauth.Signals.Replay;
import io.sealstream.serde.TenantEvidence;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What is known of a message's sender: the history of the domain and of the infrastructure, its recipients, bursts, and copies of
 * its signatures. Keyed by {@link TenantEvidence#senderKey}; a message has its receipt as its event time.
 *
 * <p>A message never waits: it is told the sum of the days before its own and of what came before it on its own day, and then
 * counts on its own day, however late it is. So a date far ahead or behind changes nothing that others are told.
 */
public final class SenderSignals extends KeyedCoProcessFunction<String, TenantEvidence, Correction, TenantEvidence> {
    private static final long serialVersionUID = 1L;

    private final SignalSettings settings;

    private transient Retention retention;
    private transient KeyedHash hash;
    private transient SenderHistory history;
    private transient Contacts contacts;
    private transient Replays replays;

    public SenderSignals(SignalSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        retention = new Retention(settings.days());
        hash = new KeyedHash(settings.recipientsKey());
        history = new SenderHistory(getRuntimeContext());
        contacts = new Contacts(getRuntimeContext(), settings.days());
        replays = new Replays(getRuntimeContext(), settings, hash);
    }

    @Override
    public void processElement1(TenantEvidence message, Context context, Collector<TenantEvidence> out)
            throws Exception {
        if (Bypass.isAround(context.getCurrentKey())) {
            out.collect(message);
            return;
        }
        Evidence evidence = message.evidence();
        Sighting sighting = Sighting.of(evidence, context.timestamp());
        TimerService timers = context.timerService();
        long day = sighting.day();
        boolean kept = retention.keeps(day, timers);
        long[] recipients = Sighting.recipients(evidence, settings, hash);

        SenderDays sender = history.sender();
        DayCounts counts = history.of(sighting.infrastructure());
        Contact contact = contacts.see(recipients, day, kept && sighting.isAuthenticated());
        Replay replay = replays.see(evidence, sighting, recipients, kept, timers.currentWatermark());
        SenderFindings findings = new SenderFindings(
                sighting,
                sender.days().asOf(day, settings.days()),
                counts.asOf(day, settings.days()),
                sender.infrastructures(),
                sender.infrastructures() < SenderHistory.MAX_INFRASTRUCTURES);
        out.collect(message.with(findings.signals(contact, replay, recipients.length)));

        if (kept) {
            schedule(sender, day, timers);
            history.add(sender, counts, sighting);
        }
    }

    @Override
    public void processElement2(Correction correction, Context context, Collector<TenantEvidence> out)
            throws Exception {
        if (retention.keeps(correction.day(), context.timerService())) {
            schedule(history.sender(), correction.day(), context.timerService());
            history.add(correction);
        }
    }

    private void schedule(SenderDays sender, long day, TimerService timers) {
        if (!sender.days().has(day)) {
            retention.schedule(day, timers);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TenantEvidence> out) throws Exception {
        long expired = retention.expired(timestamp, context.timerService());
        if (expired != Days.NONE) {
            history.forget(expired);
            contacts.forget(expired);
            replays.forget(context.timerService().currentWatermark());
        }
    }
}
