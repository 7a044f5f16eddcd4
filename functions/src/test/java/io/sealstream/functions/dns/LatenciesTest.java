package io.sealstream.functions.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 7, 8, 9, 100, 1_000, 1_023, 1_024, 65_535, 1_000_000, 30_000_000})
    void aTimeIsWithinItsRangeWhichIsAQuarterWide(long micros) {
        long limit = Latencies.limit(Latencies.range(micros * 1000));
        assertThat(limit).isBetween(micros, micros + micros / 4 + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 999, Long.MAX_VALUE})
    void anyTimeHasARange(long nanos) {
        assertThat(Latencies.range(nanos)).isBetween(0, Latencies.RANGES - 1);
    }

    @Test
    void quantilesAreOfWhatWasCounted() {
        LatencyCounter counter = new LatencyCounter();
        for (int millis = 1; millis <= 100; millis++) {
            counter.add(millis * 1_000_000L);
        }
        Latencies latencies = counter.sum();
        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.meanMicros()).isEqualTo(50_500);
        assertThat(latencies.quantileMicros(0.5)).isBetween(50_000L, 62_500L);
        assertThat(latencies.quantileMicros(0)).isBetween(1_000L, 1_250L);
        assertThat(latencies.quantileMicros(1)).isBetween(100_000L, 125_000L);
        assertThat(latencies.standardDeviationMicros()).isCloseTo(28_900, within(6_000.0));
        assertThat(latencies.and(latencies).count()).isEqualTo(200);
        assertThat(latencies.and(latencies).quantileMicros(0.5)).isEqualTo(latencies.quantileMicros(0.5));
    }

    @Test
    void ofNothingAllIsZero() {
        assertThat(Latencies.NONE.quantileMicros(0.5)).isZero();
        assertThat(Latencies.NONE.meanMicros()).isZero();
        assertThat(Latencies.NONE.standardDeviationMicros()).isZero();
    }
}
