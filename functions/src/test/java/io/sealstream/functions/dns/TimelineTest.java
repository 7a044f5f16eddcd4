package io.sealstream.functions.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.functions.dns.Timeline.Choice;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Observation.Timing;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds of every timeline, over random ones. */
class TimelineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 60;

    @RepeatedTest(200)
    void whatIsSaidOfATimeWasSeen(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        List<Sighting> rows = rows(random);
        List<Sighting> merged = Timeline.merge(rows);
        for (int day = -5; day < DAYS + 5; day++) {
            Instant time = START.plus(Duration.ofDays(day));
            for (boolean alternatives : new boolean[] {false, true}) {
                Choice choice = Objects.requireNonNull(Timeline.choose(merged, time, alternatives));
                boolean seenThen = rows.stream().anyMatch(row -> row.isAt(time));
                if (seenThen) {
                    assertThat(choice.gap()).isZero();
                }
                Timing timing = choice.observation().timingOf(time, Duration.ZERO);
                assertThat(timing == Timing.INSIDE).isEqualTo(choice.gap().isZero());
                assertThat(choice.observation().gapTo(time)).isEqualTo(choice.gap());
                assertThat(rows.stream().map(Sighting::seen).toList())
                        .containsAll(
                                choice.sightings().stream().map(Sighting::seen).toList());
            }
        }
    }

    @RepeatedTest(100)
    void theOrderOfTheRowsDoesNotMatter(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        List<Sighting> rows = rows(random);
        List<Sighting> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        assertThat(new HashSet<>(Timeline.merge(shuffled))).isEqualTo(new HashSet<>(Timeline.merge(rows)));
    }

    private static List<Sighting> rows(Random random) {
        List<Sighting> rows = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            Instant first = START.plus(Duration.ofDays(random.nextInt(DAYS)));
            Instant last = first.plus(Duration.ofDays(random.nextInt(10)));
            int value = random.nextInt(4);
            Seen seen =
                    value == 3 ? new Seen.Absence(Outcome.NO_DATA) : new Seen.Data(new Rdata.Text("value " + value));
            rows.add(new Sighting(RecordType.TXT, seen, -1, Observation.between(first, last)));
        }
        return rows;
    }
}
