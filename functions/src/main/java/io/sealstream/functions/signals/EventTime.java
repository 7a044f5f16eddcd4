package io.sealstream.functions.signals;

import io.sealstream.mailauth.Evidence;
import io.sealstream.serde.TenantEvidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The time of mail: the receipt, and never later than {@link #SKEW} after the record that brought the message was written, or,
 * where it came from a file, after now. So a hostile date moves nothing.
 */
public final class EventTime {
    public static final Duration SKEW = Duration.ofMinutes(5);

    private EventTime() {}

    /**
     * Gives messages their time. One without a receipt keeps its record's, and moves nothing.
     *
     * @param outOfOrderness how much later than a younger one a message may come before its day may be forgotten
     * @param idleness after how long an input that brings nothing no longer holds time back
     */
    public static WatermarkStrategy<TenantEvidence> of(Duration outOfOrderness, Duration idleness) {
        Clock clock = Clock.systemUTC();
        return WatermarkStrategy.<TenantEvidence>forGenerator(context -> new Receipts(outOfOrderness))
                .withTimestampAssigner((message, recordTime) -> {
                    Instant receipt = receipt(message.evidence());
                    return receipt == null ? recordTime : clamped(receipt, message.evidence(), clock);
                })
                .withIdleness(idleness);
    }

    /** Of an input whose records have no time of their own, and hold back nobody's: the latest watermark, at once. */
    public static <T> WatermarkStrategy<T> none() {
        return WatermarkStrategy.<T>forGenerator(context -> new Latest<>());
    }

    /** Whether the message has a time, and so may be remembered. */
    static boolean isKnown(TenantEvidence message) {
        return receipt(message.evidence()) != null;
    }

    private static @Nullable Instant receipt(Evidence evidence) {
        return evidence.trace().receivedAt().value();
    }

    static long clamped(Instant receipt, Evidence evidence, Clock clock) {
        long written = evidence.origin().timestamp();
        Instant latest = (written < 0 ? clock.instant() : Instant.ofEpochMilli(written)).plus(SKEW);
        return (receipt.isAfter(latest) ? latest : receipt.isBefore(Instant.EPOCH) ? Instant.EPOCH : receipt)
                .toEpochMilli();
    }

    /** Follows the latest receipt at a distance. */
    private static final class Receipts implements WatermarkGenerator<TenantEvidence> {
        private final BoundedOutOfOrdernessWatermarks<TenantEvidence> receipts;

        Receipts(Duration outOfOrderness) {
            receipts = new BoundedOutOfOrdernessWatermarks<>(outOfOrderness);
        }

        @Override
        public void onEvent(TenantEvidence message, long timestamp, WatermarkOutput output) {
            if (isKnown(message)) {
                receipts.onEvent(message, timestamp, output);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            receipts.onPeriodicEmit(output);
        }
    }

    /** Always at the end of time. */
    private static final class Latest<T> implements WatermarkGenerator<T> {
        @Override
        public void onEvent(T event, long timestamp, WatermarkOutput output) {}

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }
    }
}
