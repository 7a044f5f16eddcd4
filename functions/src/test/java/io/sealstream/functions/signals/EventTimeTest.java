package io.sealstream.functions.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Mail;
import io.sealstream.serde.TenantEvidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimeTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-05-04T10:00:00Z"), ZoneOffset.UTC);

    private static final WatermarkGeneratorSupplier.Context CONTEXT = new WatermarkGeneratorSupplier.Context() {
        @Override
        public MetricGroup getMetricGroup() {
            return UnregisteredMetricsGroup.createOperatorMetricGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
            return new ManualClock();
        }
    };

    @ParameterizedTest(name = "received {0}, written {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-05-04T09:00:00Z, 2026-05-04T09:30:00Z, 2026-05-04T09:00:00Z",
                "2026-05-04T09:35:00Z, 2026-05-04T09:30:00Z, 2026-05-04T09:35:00Z",
                "2036-01-01T00:00:00Z, 2026-05-04T09:30:00Z, 2026-05-04T09:35:00Z",
                "2036-01-01T00:00:00Z, -,                    2026-05-04T10:05:00Z",
                "2016-01-01T00:00:00Z, -,                    2016-01-01T00:00:00Z",
                "-9999-01-01T00:00:00Z, -,                   1970-01-01T00:00:00Z"
            })
    void aReceiptIsNeverMuchLaterThanItsRecord(Instant received, Instant written, Instant expected) {
        Evidence evidence = evidence(written == null ? -1 : written.toEpochMilli());
        assertThat(Instant.ofEpochMilli(EventTime.clamped(received, evidence, NOW)))
                .isEqualTo(expected);
    }

    private static Evidence evidence(long written) {
        Evidence evidence = Letter.on(0).message().evidence();
        return new Evidence(
                evidence.id(),
                new Mail.Origin("mail.raw", 0, 1, written),
                evidence.message(),
                evidence.copy(),
                evidence.trace(),
                evidence.rcptTo(),
                evidence.from(),
                evidence.organizationalDomain(),
                evidence.fromTakesNoMail(),
                evidence.iprev(),
                evidence.report(),
                evidence.spf(),
                evidence.helo(),
                evidence.dkim(),
                evidence.arc(),
                evidence.dmarc(),
                evidence.stamps(),
                evidence.sealed(),
                evidence.missing(),
                evidence.dns(),
                evidence.processing());
    }

    /** What a generator gives out. */
    private static final class Given implements WatermarkOutput {
        final List<Long> watermarks = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    }

    @Test
    void timeFollowsTheReceiptsAtADistance() {
        var strategy = EventTime.of(Duration.ofDays(1), Duration.ofMinutes(1));
        var generator = strategy.createWatermarkGenerator(CONTEXT);
        TenantEvidence message = Letter.on(3).message();
        long at = strategy.createTimestampAssigner(() -> null).extractTimestamp(message, 7);
        assertThat(at).isEqualTo(Letter.on(3).at());
        Given given = new Given();
        generator.onEvent(message, at, given);
        generator.onEvent(Letter.on(1).message(), Letter.on(1).at(), given);
        generator.onPeriodicEmit(given);
        assertThat(given.watermarks).containsExactly(Letter.on(2).at() - 1);
    }

    @Test
    void whatHasNoTimeHoldsBackNobody() {
        Given given = new Given();
        EventTime.<String>none().createWatermarkGenerator(CONTEXT).onPeriodicEmit(given);
        assertThat(given.watermarks).containsExactly(Long.MAX_VALUE);
    }
}
