package io.sealstream.functions.signals;

import static io.sealstream.mailauth.compauth.Signals.Finding.GOOD_HISTORY;
import static io.sealstream.mailauth.compauth.Signals.Finding.KNOWN_CONTACT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.functions.signals.Step.Backend;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.serde.TenantEvidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Late and early messages, what is forgotten and when, what a savepoint holds, and how much is held. */
class SenderTimeTest {
    private static final int DAYS = SignalSettings.DEFAULT_DAYS;

    @Test
    void aMessageIsToldOfTheDaysBeforeItsOwnWheneverItComes() throws Exception {
        try (Step step = Step.ofSenders()) {
            step.take(4, Letter.on(10));
            step.take(2, Letter.on(20));
            Signals late = step.told(Letter.on(15));
            assertThat(late.history()).satisfies(history -> {
                assertThat(history.messages()).isEqualTo(4);
                assertThat(history.days()).isEqualTo(1);
            });
            assertThat(late.burst()).isEqualTo(new Signals.Burst(1, 4));
            assertThat(Objects.requireNonNull(step.told(Letter.on(21)).history())
                            .messages())
                    .as("the late one is in its own bucket")
                    .isEqualTo(7);
        }
    }

    @Test
    void whoHadMailLaterWasNoContactBefore() throws Exception {
        try (Step step = Step.ofSenders()) {
            step.take(1, Letter.on(20));
            assertThat(step.findings(Letter.on(10).dmarc(DmarcStatus.FAIL))).doesNotContain(KNOWN_CONTACT);
            assertThat(step.findings(Letter.on(20))).contains(KNOWN_CONTACT);
        }
    }

    @Test
    void aDateFarAheadMovesNothingElse() throws Exception {
        try (Step step = Step.ofSenders();
                Step undisturbed = Step.ofSenders()) {
            for (int day = 0; day < 5; day++) {
                Letter letter = Letter.on(day).signed("AbCdEfGh");
                step.take(3, Letter.on(36_500).signed("AbCdEfGh"));
                step.take(5, letter);
                undisturbed.take(5, letter);
            }
            Letter last = Letter.on(6).signed("AbCdEfGh").from("elsewhere.example");
            Signals told = step.told(last);
            assertThat(told).isEqualTo(undisturbed.told(last));
            assertThat(step.findings(Letter.on(6))).contains(GOOD_HISTORY);
        }
    }

    @Test
    void aDayIsKnownForAsLongAsIsSaid() throws Exception {
        try (Step step = Step.ofSenders()) {
            step.take(1, Letter.on(0));
            assertThat(Objects.requireNonNull(step.told(Letter.on(DAYS)).history())
                            .firstSeen())
                    .isEqualTo(LocalDate.ofEpochDay(Letter.FIRST_DAY));
            assertThat(Objects.requireNonNull(step.told(Letter.on(DAYS + 1)).history())
                            .firstSeen())
                    .as("before any timer")
                    .isEqualTo(LocalDate.ofEpochDay(Letter.FIRST_DAY + DAYS));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDayIsForgottenByOneTimerAndAKeyThenLeavesNothing(Backend backend) throws Exception {
        try (Step step = Step.ofSenders(SignalSettings.DEFAULT, backend, null)) {
            step.take(50, Letter.on(0).signed("AbCdEfGh"));
            step.take(50, Letter.on(1).to("b@contoso.com").from("elsewhere.example"));
            assertThat(step.timers()).isEqualTo(2);
            step.dayBegins(DAYS + 1);
            assertThat(step.timers()).isEqualTo(1);
            Signals left = step.told(Letter.on(2));
            assertThat(left.history()).satisfies(history -> {
                assertThat(history.firstSeen()).isNull();
                assertThat(history.infrastructures()).isEqualTo(1);
            });
            step.dayBegins(DAYS + 2);
            step.dayBegins(DAYS + 3);
            assertThat(step.timers()).isZero();
            if (backend == Backend.HEAP) {
                assertThat(step.stateEntries()).isZero();
            }
            assertThat(step.told(Letter.on(DAYS + 3)).history()).isNull();
        }
    }

    @Test
    void whatIsOlderThanIsKnownIsToldAndLeavesNothing() throws Exception {
        try (Step step = Step.ofSenders()) {
            step.dayBegins(DAYS + 10);
            step.take(10, Letter.on(0).signed("AbCdEfGh"));
            assertThat(step.stateEntries()).isZero();
            assertThat(step.timers()).isZero();
        }
    }

    @Test
    void theEndOfBoundedInputKeepsWhatIsKnown() throws Exception {
        OperatorSubtaskState saved;
        try (Step archive = Step.ofSenders()) {
            for (int day = 0; day < 4; day++) {
                archive.take(4, Letter.on(day));
            }
            archive.inputEnds();
            assertThat(archive.stateEntries()).isPositive();
            saved = archive.snapshot();
        }
        try (Step live = Step.ofSenders(SignalSettings.DEFAULT, Backend.HEAP, saved)) {
            assertThat(live.findings(Letter.on(4))).contains(GOOD_HISTORY, KNOWN_CONTACT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSavepointHoldsWhatIsKnownAndItsTimers(Backend backend) throws Exception {
        List<Letter> rest = new ArrayList<>();
        for (int copy = 0; copy < 12; copy++) {
            rest.add(Letter.on(5)
                    .signed("AbCdEfGh")
                    .from("relay" + copy % 4 + ".example")
                    .to("s" + copy + "@contoso.com"));
        }
        try (Step whole = Step.ofSenders(SignalSettings.DEFAULT, backend, null);
                Step before = Step.ofSenders(SignalSettings.DEFAULT, backend, null)) {
            for (Letter letter : rest) {
                Letter earlier = letter.to("r" + letter.recipients());
                whole.take(2, earlier);
                before.take(2, earlier);
            }
            try (Step after = Step.ofSenders(SignalSettings.DEFAULT, backend, before.snapshot())) {
                for (Letter letter : rest) {
                    assertThat(after.told(letter)).isEqualTo(whole.told(letter));
                }
                assertThat(after.timers()).isEqualTo(whole.timers());
                after.dayBegins(6 + DAYS);
                assertThat(after.timers()).isZero();
            }
        }
    }

    @Test
    void aMillionSendersAreForgottenAsTheyCome() throws Exception {
        int senders = 1_000_000;
        int aDay = 1_000;
        int most = 0;
        try (Step step = Step.ofSenders(SignalSettings.of(SignalSettings.LEAST_DAYS, List.of()), Backend.HEAP, null)) {
            for (int day = 0; day < senders / aDay; day++) {
                step.dayBegins(day);
                most = Math.max(most, step.stateEntries());
                Letter letter = Letter.on(day);
                Evidence evidence = letter.message().evidence();
                for (int sender = 0; sender < aDay; sender++) {
                    step.told(new TenantEvidence(day + "-" + sender, evidence, Signals.NONE), letter.at());
                }
            }
            int each = 3;
            assertThat(most).isEqualTo(each * aDay * SignalSettings.LEAST_DAYS);
            step.dayBegins(senders / aDay + SignalSettings.LEAST_DAYS + 1);
            assertThat(step.stateEntries()).isZero();
            assertThat(step.timers()).isZero();
        }
    }
}
