package io.sealstream.functions.dns;

import static io.sealstream.functions.dns.DnsFilesTest.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerRecorderTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Question QUESTION = question("a.test TXT");

    private final AnswerRecorder recorder = new AnswerRecorder();
    private final List<byte[]> rows = new ArrayList<>();

    private void record(Answer answer, boolean digested) throws IOException {
        String digest = digested ? AnswerLog.digest(QUESTION, NOON, answer) : null;
        recorder.record(List.of(Consulted.of(QUESTION, answer, digest)), NOON, rows::add);
    }

    private static Answer text(String text) {
        return Answer.found(List.of(new Rdata.Text(text))).build();
    }

    @Test
    void eachRowIsGivenOnce() throws IOException {
        record(text("x"), true);
        record(text("y"), true);
        record(text("x"), true);
        assertThat(rows)
                .containsExactly(AnswerLog.row(QUESTION, NOON, text("x")), AnswerLog.row(QUESTION, NOON, text("y")));
    }

    @Test
    void anAnswerWithoutADigestHasNoRow() throws IOException {
        record(text("x"), false);
        assertThat(rows).isEmpty();
    }

    @Test
    void aRowAboveTheLimitIsLeftOut() throws IOException {
        int fitting = AnswerRecorder.MAX_ROW * 9 / 10;
        for (int left = left(fitting); left > 0 && left(fitting + 1) >= 0; left = left(fitting)) {
            fitting += Math.max(1, left / 2);
        }
        assertThat(left(fitting)).isNotNegative();
        assertThat(left(fitting + 1)).isNegative();
        record(text("x".repeat(fitting + 1)), true);
        assertThat(rows).isEmpty();
        record(text("x".repeat(fitting)), true);
        assertThat(rows).hasSize(1);
    }

    /** Octets that a row of so long a text leaves below the limit. */
    private static int left(int characters) {
        return AnswerRecorder.MAX_ROW - AnswerLog.row(QUESTION, NOON, text("x".repeat(characters))).length;
    }
}
