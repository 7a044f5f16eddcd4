package io.sealstream.mailauth.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.Observation.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationTest {
    private static final Observation MAY =
            Observation.between(Instant.parse("2026-05-10T00:00:00Z"), Instant.parse("2026-05-20T00:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "2026-05-15T00:00:00Z, INSIDE, PT0S",
        "2026-05-10T00:00:00Z, INSIDE, PT0S",
        "2026-05-03T00:00:00Z, INSIDE, PT168H",
        "2026-05-02T23:59:59Z, LATER, PT168H1S",
        "2026-05-27T00:00:00Z, INSIDE, PT168H",
        "2026-05-27T00:00:01Z, EARLIER, PT168H1S"
    })
    void aSightingCountsForSevenDaysAround(Instant receipt, Timing timing, Duration gap) {
        assertThat(MAY.timingOf(receipt, Observation.DEFAULT_FRESHNESS)).isEqualTo(timing);
        assertThat(MAY.gapTo(receipt)).isEqualTo(gap);
    }

    @Test
    void anUnknownReceiptIsServedOnlyByWhatSpeaksForAllTimes() {
        assertThat(AsOf.UNKNOWN.isWitness(Answer.noData().observation(MAY).build()))
                .isFalse();
        assertThat(AsOf.UNKNOWN.isWitness(Answer.noData().build())).isTrue();
        assertThat(AsOf.UNKNOWN.isWitness(Answer.notObserved())).isFalse();
    }

    @Test
    void anAnswerIsParsedOnceForEachParser() {
        Answer answer = Answer.found(List.of(new Rdata.Text("v=spf1 -all"))).build();
        int[] calls = new int[1];
        java.util.function.Function<Answer, String> parser = a -> a.texts().get(0) + ++calls[0];
        assertThat(answer.parsed(parser)).isEqualTo("v=spf1 -all1").isSameAs(answer.parsed(parser));
        java.util.function.Function<Answer, Integer> other = a -> a.texts().size();
        assertThat(answer.parsed(other)).isOne();
        assertThat(answer.parsed(parser)).isEqualTo("v=spf1 -all1");
        assertThat(answer.toBuilder().build().parsed(parser)).isEqualTo("v=spf1 -all2");
    }

    @Test
    void aConsultationAsksOnceAndRemembersTheOrder() {
        Zone zone = Zone.of("a.test TXT one", "b.test TXT !TIMEOUT");
        Consultation consultation = new Consultation(zone);
        Question a = Question.txt(DomainName.of("a.test"));
        Question b = Question.txt(DomainName.of("b.test"));
        consultation.lookup(b);
        consultation.lookup(a);
        consultation.lookup(b);
        assertThat(zone.asked()).containsExactly(b, a);
        assertThat(consultation.consulted().keySet()).containsExactly(b, a);
        assertThat(consultation.isWitnessOf(AsOf.UNKNOWN)).isTrue();
    }
}
