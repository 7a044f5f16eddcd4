package io.sealstream.functions.signals;

import io.sealstream.serde.TenantEvidence;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** What feedback may name: the messages that the steps remember. */
public final class SubjectFunction extends ProcessFunction<TenantEvidence, Subject> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(TenantEvidence message, Context context, Collector<Subject> out) {
        if (EventTime.isKnown(message)) {
            out.collect(Subject.of(message, context.timestamp()));
        }
    }
}
