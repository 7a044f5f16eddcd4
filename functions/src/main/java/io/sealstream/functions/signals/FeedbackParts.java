package io.sealstream.functions.signals;

import io.sealstream.serde.Feedback;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Feedback on messages goes on, to find whose they are; that on domains is ready. */
public final class FeedbackParts extends ProcessFunction<Feedback, Feedback> {
    public static final OutputTag<Correction> ON_DOMAINS = new OutputTag<>("on-domains", SignalTypes.CORRECTION);

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Feedback feedback, Context context, Collector<Feedback> out) {
        if (feedback.domain() == null) {
            out.collect(feedback);
        } else {
            context.output(ON_DOMAINS, Correction.ofDomain(feedback, feedback.domain()));
        }
    }

    /** The key of the message that feedback names, as {@link Subject#key}. */
    public static String key(Feedback feedback) {
        return Subject.keyOf(String.valueOf(feedback.id()));
    }
}
