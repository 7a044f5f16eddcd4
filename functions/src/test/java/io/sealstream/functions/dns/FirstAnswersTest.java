package io.sealstream.functions.dns;

import static io.sealstream.functions.dns.DnsFilesTest.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Via;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstAnswersTest {
    private static final Question QUESTION = question("a.test TXT");
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private Answer now = Answer.notObserved();

    private final FirstAnswers first = new FirstAnswers(new DnsSource() {
        @Override
        public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
            return CompletableFuture.completedFuture(now);
        }

        @Override
        public @Nullable Answer known(Question question, @Nullable Instant asOf) {
            return null;
        }
    });

    private String ask(@Nullable Instant asOf, Answer.Builder answer) {
        now = answer.build();
        return first.resolve(QUESTION, asOf).toCompletableFuture().join().toString();
    }

    private static Answer.Builder found(String text) {
        return Answer.found(List.of(new Rdata.Text(text))).via(Via.LIVE);
    }

    private static Answer.Builder timeout() {
        return Answer.failed(Failure.TIMEOUT).via(Via.LIVE);
    }

    @Test
    void theFirstLiveAnswerHoldsForAllTimes() {
        assertThat(first.known(QUESTION, NOON)).isNull();
        assertThat(ask(NOON, found("x"))).isEqualTo("FOUND [x]");
        assertThat(ask(null, found("y"))).isEqualTo("FOUND [x]");
        assertThat(ask(null, timeout())).isEqualTo("FOUND [x]");
        assertThat(first.known(QUESTION, null)).hasToString("FOUND [x]");
    }

    @Test
    void aFailureHoldsForItsTimeOnly() {
        assertThat(ask(NOON, timeout())).isEqualTo("FAILED TIMEOUT []");
        assertThat(ask(null, found("x"))).isEqualTo("FOUND [x]");
        assertThat(ask(NOON, found("y"))).isEqualTo("FAILED TIMEOUT []");
        assertThat(ask(NOON.plusSeconds(1), found("y"))).isEqualTo("FOUND [x]");
    }

    @Test
    void whatComesOfAnArchiveIsNotHeld() {
        assertThat(ask(NOON, found("x").via(Via.ARCHIVE))).isEqualTo("FOUND [x]");
        assertThat(ask(NOON, found("y").via(Via.ARCHIVE))).isEqualTo("FOUND [y]");
    }
}
