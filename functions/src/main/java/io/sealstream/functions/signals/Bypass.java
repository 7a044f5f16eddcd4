package io.sealstream.functions.signals;

import io.sealstream.serde.TenantEvidence;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a keyed step can remember go on; those without its key or without a known receipt time go to a side output,
 * around the step.
 */
public final class Bypass extends ProcessFunction<TenantEvidence, TenantEvidence> {
    private static final long serialVersionUID = 1L;

    private final Key key;
    private final OutputTag<TenantEvidence> around;

    /** The key of a message; null: it has none. */
    @FunctionalInterface
    public interface Key extends Function<TenantEvidence, @Nullable String>, Serializable {}

    public Bypass(Key key, OutputTag<TenantEvidence> around) {
        this.key = key;
        this.around = around;
    }

    @Override
    public void processElement(TenantEvidence message, Context context, Collector<TenantEvidence> out) {
        if (EventTime.isKnown(message) && key.apply(message) != null) {
            out.collect(message);
        } else {
            context.output(around, message);
        }
    }
}
