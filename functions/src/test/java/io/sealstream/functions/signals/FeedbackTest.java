package io.sealstream.functions.signals;

import static io.sealstream.mailauth.compauth.Signals.Finding.BAD_REPUTATION;
import static io.sealstream.mailauth.compauth.Signals.Finding.GOOD_HISTORY;
import static io.sealstream.mailauth.compauth.Signals.Finding.GOOD_REPUTATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.functions.signals.Step.Backend;
import io.sealstream.mailauth.compauth.Signals.History;
import io.sealstream.mailauth.compauth.Signals.Reputation;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.serde.Feedback;
import io.sealstream.serde.Feedback.Opinion;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What analysts say, from a message's id to the signals that it corrects. */
class FeedbackTest {
    private static final String SENDER = "/fabrikam.com";
    private static final Letter LETTER = Letter.on(0);

    private static Feedback onDomain(Opinion opinion, @Nullable String infrastructure, long day) {
        Instant at = Instant.ofEpochMilli(Days.start(Letter.FIRST_DAY + day));
        return new Feedback(opinion, null, null, "fabrikam.com", infrastructure, at);
    }

    private static Feedback onMessage(Opinion opinion, Letter letter, long day) {
        Instant at = Instant.ofEpochMilli(Days.start(Letter.FIRST_DAY + day));
        return new Feedback(opinion, letter.message().evidence().id(), null, null, null, at);
    }

    private static Correction correction(int legitimate, int malicious) {
        return new Correction(SENDER, "fabrikam.com", Letter.FIRST_DAY, legitimate, malicious, false);
    }

    private static Correction ofDomain(Opinion opinion, @Nullable String infrastructure, long day) {
        return Correction.ofDomain(onDomain(opinion, infrastructure, day), "fabrikam.com");
    }

    private static Step withGoodHistory() throws Exception {
        Step step = Step.ofSenders();
        for (int day = 0; day < 4; day++) {
            step.take(4, Letter.on(day));
        }
        return step;
    }

    @Test
    void aMessageCalledMaliciousSpoilsAGoodHistoryUntilItIsTakenBack() throws Exception {
        try (Step step = withGoodHistory()) {
            step.correct(correction(0, 1));
            assertThat(step.told(Letter.on(5))).satisfies(signals -> {
                assertThat(signals.findings()).doesNotContain(GOOD_HISTORY);
                assertThat(signals.history()).extracting(History::malicious).isEqualTo(1L);
            });
            step.correct(correction(1, -1));
            assertThat(step.told(Letter.on(5))).satisfies(signals -> {
                assertThat(signals.findings()).contains(GOOD_HISTORY);
                assertThat(signals.history()).extracting(History::legitimate).isEqualTo(1L);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, false", "fabrikam.com, false", "elsewhere.example, true"})
    void aDomainCalledMaliciousIsSoFromThereOnly(@Nullable String infrastructure, boolean good) throws Exception {
        try (Step step = withGoodHistory()) {
            step.correct(ofDomain(Opinion.MALICIOUS, infrastructure, 4));
            assertThat(step.findings(Letter.on(5)).contains(GOOD_HISTORY)).isEqualTo(good);
            assertThat(step.findings(Letter.on(3)))
                    .as("as of the day before it was said")
                    .contains(GOOD_HISTORY);
        }
    }

    @Test
    void theLastWordOnADomainOverrulesWhatWasSaidBefore() throws Exception {
        try (Step step = withGoodHistory()) {
            step.correct(correction(0, 3));
            step.correct(ofDomain(Opinion.MALICIOUS, null, 3));
            step.correct(ofDomain(Opinion.LEGITIMATE, null, 4));
            assertThat(step.findings(Letter.on(5))).contains(GOOD_HISTORY);
        }
    }

    @Test
    void feedbackOnWhoNeverSentIsForgottenToo() throws Exception {
        try (Step step = Step.ofSenders()) {
            step.correct(ofDomain(Opinion.MALICIOUS, "elsewhere.example", 0));
            assertThat(step.stateEntries()).isEqualTo(2);
            step.dayBegins(SignalSettings.DEFAULT_DAYS + 1);
            assertThat(step.stateEntries()).isZero();
        }
    }

    @ParameterizedTest(name = "{0} days of {1} messages, of which {2} fail; {3} legitimate, {4} malicious: {5}")
    @CsvSource({
        "3, 40, 0, 0, 0, GOOD_REPUTATION",
        "3, 40, 5, 0, 0, GOOD_REPUTATION",
        "3, 40, 9, 0, 0, -",
        "2, 60, 0, 0, 0, -",
        "3, 30, 0, 0, 0, -",
        "3, 40, 110, 0, 0, BAD_REPUTATION",
        "3, 40, 100, 0, 0, -",
        "1, 1, 0, 3, 0, GOOD_REPUTATION",
        "3, 40, 0, 0, 1, -",
        "3, 40, 0, 0, 3, BAD_REPUTATION",
        "3, 40, 0, 4, 3, -"
    })
    void reputationIsWhatWasSentAndWhatAnalystsSay(
            int days, int messages, int failing, int legitimate, int malicious, String finding) throws Exception {
        try (Step step = Step.ofInfrastructures(Backend.HEAP, null)) {
            int left = failing;
            for (int day = 0; day < days; day++) {
                for (int i = 0; i < messages; i++, left--) {
                    Letter letter = Letter.on(day).of("d" + i + ".example");
                    step.told(left > 0 ? letter.dmarc(DmarcStatus.FAIL) : letter);
                }
            }
            step.correct(correction(legitimate, malicious));
            var told = step.told(Letter.on(days));
            assertThat(told.reputation())
                    .isEqualTo(new Reputation(
                            "fabrikam.com",
                            (long) days * messages,
                            (long) days * messages - failing,
                            legitimate,
                            malicious));
            assertThat(told.findings().stream()
                            .filter(found -> found == GOOD_REPUTATION || found == BAD_REPUTATION)
                            .map(Enum::name)
                            .findFirst()
                            .orElse("-"))
                    .isEqualTo(finding);
        }
    }

    @Test
    void mailThatCouldNotBeJudgedGivesNoBadReputation() throws Exception {
        try (Step step = Step.ofInfrastructures(Backend.HEAP, null)) {
            for (int day = 0; day < 4; day++) {
                step.take(100, Letter.on(day).dmarc(DmarcStatus.UNVERIFIABLE));
            }
            assertThat(step.findings(Letter.on(5))).doesNotContain(BAD_REPUTATION);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reputationOutlivesARestartAndTheEndOfInputAndIsForgottenByDay(Backend backend) throws Exception {
        try (Step step = Step.ofInfrastructures(backend, null)) {
            step.take(5, Letter.on(0));
            step.inputEnds();
            try (Step next = Step.ofInfrastructures(backend, step.snapshot())) {
                assertThat(next.told(Letter.on(1)).reputation()).isEqualTo(new Reputation("fabrikam.com", 5, 5, 0, 0));
                next.dayBegins(SignalSettings.DEFAULT_DAYS + 2);
                next.dayBegins(SignalSettings.DEFAULT_DAYS + 3);
                assertThat(next.timers()).isZero();
            }
        }
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Subject, Feedback, Correction> resolution()
            throws Exception {
        var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new FeedbackResolution()), Subject::key, FeedbackParts::key, Types.STRING);
        harness.open();
        return harness;
    }

    private static StreamRecord<Subject> subject(Letter letter) {
        return new StreamRecord<>(Subject.of(letter.message(), letter.at()), letter.at());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void feedbackFindsItsMessageWhicheverComesFirst(boolean messageFirst) throws Exception {
        try (var harness = resolution()) {
            if (messageFirst) {
                harness.processElement1(subject(LETTER));
            }
            harness.processElement2(new StreamRecord<>(onMessage(Opinion.MALICIOUS, LETTER, 1)));
            if (!messageFirst) {
                harness.processElement1(subject(LETTER));
            }
            harness.processElement2(new StreamRecord<>(onMessage(Opinion.MALICIOUS, LETTER, 2)));
            harness.processElement2(new StreamRecord<>(onMessage(Opinion.LEGITIMATE, LETTER, 3)));
            harness.processElement1(subject(LETTER));
            assertThat(harness.extractOutputValues()).containsExactly(correction(0, 1), correction(1, -1));
        }
    }

    @Test
    void bothAreKeptForThirtyDays() throws Exception {
        long end = Days.start(Letter.FIRST_DAY + FeedbackResolution.RETENTION_DAYS + 1);
        try (var harness = resolution()) {
            harness.processElement2(new StreamRecord<>(onMessage(Opinion.MALICIOUS, LETTER, 0)));
            harness.processElement1(subject(Letter.on(1)));
            harness.processBothWatermarks(new Watermark(end - 1));
            assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
            harness.processBothWatermarks(new Watermark(end));
            harness.processElement1(subject(LETTER));
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
            assertThat(harness.extractOutputValues()).isEqualTo(List.of());
            harness.processBothWatermarks(Watermark.MAX_WATERMARK);
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        }
    }
}
