package io.sealstream.job;

import io.sealstream.functions.signals.Bypass;
import io.sealstream.functions.signals.Correction;
import io.sealstream.functions.signals.EventTime;
import io.sealstream.functions.signals.FeedbackParts;
import io.sealstream.functions.signals.FeedbackResolution;
import io.sealstream.functions.signals.InfrastructureSignals;
import io.sealstream.functions.signals.SenderSignals;
import io.sealstream.functions.signals.SignalSettings;
import io.sealstream.functions.signals.SignalTypes;
import io.sealstream.functions.signals.Subject;
import io.sealstream.functions.signals.SubjectFunction;
import io.sealstream.job.config.SignalsConfig;
import io.sealstream.serde.Feedback;
import io.sealstream.serde.TenantEvidence;
import io.sealstream.serde.flat.FlatTypes;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The part of the topology that knows senders: event time, the two keyed steps, and what analysts say. */
final class SignalSteps {
    private static final OutputTag<Correction> NO_FEEDBACK = new OutputTag<>("no-feedback", SignalTypes.CORRECTION);

    private SignalSteps() {}

    /**
     * The same messages with what is known of their senders. One without a key passes through a step.
     *
     * @param source of feedback; null: there is none
     */
    static DataStream<TenantEvidence> lay(
            StreamExecutionEnvironment env,
            DataStream<TenantEvidence> mail,
            SignalsConfig config,
            @Nullable Source<Feedback, ?, ?> source) {
        SignalSettings settings = config.settings();
        SingleOutputStreamOperator<TenantEvidence> timed = mail.assignTimestampsAndWatermarks(
                        EventTime.of(config.outOfOrderness(), config.idleness()))
                .name("event time")
                .uid("event-time");

        // Without a topic nothing comes by the second inputs; with one the same state goes on.
        DataStream<Correction> corrections =
                source == null ? timed.getSideOutput(NO_FEEDBACK) : corrections(env, timed, source);
        DataStream<TenantEvidence> senders = timed.keyBy(new Bypass(TenantEvidence::senderKey))
                .connect(corrections
                        .filter(correction -> correction.sender() != null)
                        .name("of senders")
                        .uid("corrections-of-senders")
                        .keyBy(Correction::sender))
                .process(new SenderSignals(settings), FlatTypes.TENANT_EVIDENCE)
                .name("sender signals")
                .uid("sender-signals");

        return senders.keyBy(new Bypass(TenantEvidence::infrastructureKey))
                .connect(corrections
                        .filter(correction -> correction.infrastructure() != null)
                        .name("of infrastructures")
                        .uid("corrections-of-infrastructures")
                        .keyBy(Correction::infrastructure))
                .process(new InfrastructureSignals(settings), FlatTypes.TENANT_EVIDENCE)
                .name("infrastructure signals")
                .uid("infrastructure-signals");
    }

    /** What analysts say of domains, and of messages once it is known whose they are. */
    private static DataStream<Correction> corrections(
            StreamExecutionEnvironment env, DataStream<TenantEvidence> mail, Source<Feedback, ?, ?> source) {
        SingleOutputStreamOperator<Feedback> ofMessages = env.fromSource(
                        source, EventTime.none(), "feedback", FlatTypes.FEEDBACK)
                .uid("feedback")
                .process(new FeedbackParts(), FlatTypes.FEEDBACK)
                .name("feedback on messages")
                .uid("feedback-on-messages");
        return mail.process(new SubjectFunction(), SignalTypes.SUBJECT)
                .name("subjects")
                .uid("subjects")
                .keyBy(Subject::key)
                .connect(ofMessages.keyBy(FeedbackParts::key))
                .process(new FeedbackResolution(), SignalTypes.CORRECTION)
                .name("whose message")
                .uid("feedback-resolution")
                .union(ofMessages.getSideOutput(FeedbackParts.ON_DOMAINS));
    }
}
