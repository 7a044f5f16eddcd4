package io.sealstream.functions.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who takes the message on: exactly one, whatever the order. */
class RoundTest {
    private static final Question A = Question.txt(DomainName.of("a.test"));
    private static final Question B = Question.txt(DomainName.of("b.test"));
    private static final Answer NONE = Answer.noData().build();

    private final Map<Question, Answer> answers = new HashMap<>();

    @Test
    void theAskerGoesOnWhereAllAnswersCameBeforeItLeft() {
        Round round = new Round(answers, 2);
        assertThat(round.answered(A, NONE)).isFalse();
        assertThat(round.isOpen()).isTrue();
        assertThat(round.answered(B, NONE)).isFalse();
        assertThat(round.isOpen()).isFalse();
        assertThat(round.leave()).isTrue();
    }

    @Test
    void theLastAnswerGoesOnWhereTheAskerHasLeft() {
        Round round = new Round(answers, 2);
        assertThat(round.leave()).isFalse();
        assertThat(round.answered(A, NONE)).isFalse();
        assertThat(round.answered(B, NONE)).isTrue();
        assertThat(answers).containsOnlyKeys(A, B);
    }

    @Test
    void theAskerGoesOnWhereNothingWasAsked() {
        assertThat(new Round(answers, 0).leave()).isTrue();
    }

    @Test
    void whoGivesUpGoesOnAndLateAnswersArePassedOver() {
        Round round = new Round(answers, 2);
        assertThat(round.leave()).isFalse();
        assertThat(round.answered(A, NONE)).isFalse();
        assertThat(round.giveUp()).isTrue();
        assertThat(round.answered(B, NONE)).isFalse();
        assertThat(answers).containsOnlyKeys(A);
    }

    @Test
    void whoGivesUpLeavesItToTheAskerThatIsStillAtWork() {
        Round round = new Round(answers, 1);
        assertThat(round.giveUp()).isFalse();
        assertThat(round.leave()).isTrue();
    }

    @Test
    void givingUpTwiceOrAfterTheLastAnswerGoesOnOnce() {
        Round given = new Round(answers, 1);
        given.leave();
        assertThat(given.giveUp()).isTrue();
        assertThat(given.giveUp()).isFalse();

        Round answered = new Round(answers, 1);
        answered.leave();
        assertThat(answered.answered(A, NONE)).isTrue();
        assertThat(answered.giveUp()).isFalse();
    }
}
