package io.sealstream.benchmarks;

import io.sealstream.functions.signals.Correction;
import io.sealstream.functions.signals.InfrastructureSignals;
import io.sealstream.functions.signals.SenderSignals;
import io.sealstream.functions.signals.SignalSettings;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.serde.TenantEvidence;
import io.sealstream.serde.flat.FlatTypes;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;

/**
 * What the two signal steps cost a message, in Flink's operator harness: signed mail of many senders over 60 days, one recipient
 * each of a thousand, the time moved on daily. A fifth of the messages warms up. Arguments: messages, senders.
 */
public final class SignalsThroughput {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int DAYS = 60;
    private static final int RECIPIENTS = 1_000;
    private static final long DAY = 86_400_000;

    private SignalsThroughput() {}

    public static void main(String[] args) throws Exception {
        int messages = args.length > 0 ? Integer.parseInt(args[0]) : 500_000;
        int senders = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        Evidence evidence = evidence();
        for (int lap = 0; lap < 3; lap++) {
            for (boolean rocks : new boolean[] {false, true}) {
                double alone = measure(
                        new PassThrough(),
                        TenantEvidence::senderKey,
                        Correction::sender,
                        rocks,
                        evidence,
                        messages,
                        senders);
                double bySender = measure(
                        new SenderSignals(SignalSettings.DEFAULT),
                        TenantEvidence::senderKey,
                        Correction::sender,
                        rocks,
                        evidence,
                        messages,
                        senders);
                double byInfrastructure = measure(
                        new InfrastructureSignals(SignalSettings.DEFAULT),
                        TenantEvidence::senderKey,
                        Correction::infrastructure,
                        rocks,
                        evidence,
                        messages,
                        senders);
                System.out.printf(
                        Locale.ROOT,
                        "%s: sender %.1f, infrastructure %.1f, both %.1f µs of CPU a message; harness %.1f, taken off%n",
                        rocks ? "RocksDB" : "heap",
                        bySender - alone,
                        byInfrastructure - alone,
                        bySender + byInfrastructure - 2 * alone,
                        alone);
            }
        }
    }

    /** The harness and the making of messages by themselves. */
    private static final class PassThrough
            extends KeyedCoProcessFunction<String, TenantEvidence, Correction, TenantEvidence> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement1(TenantEvidence message, Context context, Collector<TenantEvidence> out) {
            out.collect(message.with(Signals.NONE));
        }

        @Override
        public void processElement2(Correction correction, Context context, Collector<TenantEvidence> out) {}
    }

    private static double measure(
            KeyedCoProcessFunction<String, TenantEvidence, Correction, TenantEvidence> step,
            KeySelector<TenantEvidence, String> key,
            KeySelector<Correction, String> correctionKey,
            boolean rocks,
            Evidence evidence,
            int messages,
            int senders)
            throws Exception {
        StateBackend backend = rocks ? rocks() : new HashMapStateBackend();
        try (var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(step), key, correctionKey, Types.STRING)) {
            harness.setStateBackend(backend);
            harness.setup(FlatTypes.TENANT_EVIDENCE.createSerializer(new SerializerConfigImpl()));
            harness.getExecutionConfig().enableObjectReuse();
            harness.open();
            Random random = new Random(17);
            var threads = ManagementFactory.getThreadMXBean();
            long spent = 0;
            int measured = 0;
            for (int day = 0; day < DAYS; day++) {
                long at = START.toEpochMilli() + day * DAY + DAY / 2;
                long began = threads.getCurrentThreadCpuTime();
                for (int i = 0; i < messages / DAYS; i++) {
                    harness.processElement1(new StreamRecord<>(message(evidence, random, senders), at));
                    harness.getOutput().clear();
                }
                harness.processBothWatermarks(new Watermark(at));
                if (day >= DAYS / 5) {
                    spent += threads.getCurrentThreadCpuTime() - began;
                    measured += messages / DAYS;
                }
            }
            return spent / 1e3 / measured;
        }
    }

    /** With the memory of a slot: the harness has 3 MiB of managed memory. */
    private static StateBackend rocks() {
        EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend();
        backend.getMemoryConfiguration().setFixedMemoryPerSlot("256mb");
        return backend;
    }

    /** Of a sender with its own share: half of all mail is of one in a hundred. */
    private static TenantEvidence message(Evidence evidence, Random random, int senders) {
        int sender = random.nextInt(random.nextBoolean() ? senders : Math.max(1, senders / 100));
        String recipient = "r" + random.nextInt(RECIPIENTS) + "@contoso.com";
        return new TenantEvidence("t" + sender, evidence.addressed("id", List.of(recipient)), Signals.NONE);
    }

    private static Evidence evidence() {
        Authentication authentication = new Authentication(AuthenticationSettings.defaults());
        Envelope envelope = new Envelope(
                IpAddress.parse("192.0.2.17").orElseThrow(),
                "relay.example.net",
                "bounce@" + SignedMessage.DOMAIN,
                List.of("user@contoso.com"),
                START);
        Mail mail = new Mail(
                "id", Mail.Origin.file("a.eml", 0), Mail.Fidelity.WIRE, envelope, SignedMessage.ofSize(13 << 10));
        return authentication.authenticate(authentication.examine(mail), SignedMessage.dns());
    }
}
