package io.sealstream.functions.signals;

import io.sealstream.serde.TenantEvidence;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.java.functions.KeySelector;
import org.jspecify.annotations.Nullable;

/**
 * The key that a keyed step has for a message. One without such a key or without a known receipt time gets one by which the step
 * passes it on and remembers nothing, spread over the subtasks: around the step it would have to be written and read once more.
 */
public final class Bypass implements KeySelector<TenantEvidence, String> {
    private static final long serialVersionUID = 1L;

    /** No key of a sender or of an infrastructure begins so. */
    private static final String AROUND = "\0";

    private static final int SPREAD = 0x3ff;

    private final Key key;

    /** The key of a message; null: it has none. */
    @FunctionalInterface
    public interface Key extends Function<TenantEvidence, @Nullable String>, Serializable {}

    public Bypass(Key key) {
        this.key = key;
    }

    @Override
    public String getKey(TenantEvidence message) {
        String own = EventTime.isKnown(message) ? key.apply(message) : null;
        return own == null ? AROUND + (message.evidence().id().hashCode() & SPREAD) : own;
    }

    /** Whether the message of that key is passed on, and nothing is remembered of it. */
    static boolean isAround(String key) {
        return key.startsWith(AROUND);
    }
}
