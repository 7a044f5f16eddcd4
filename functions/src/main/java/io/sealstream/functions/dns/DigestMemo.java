package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Question;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The digest of an answer's row, held for the question it was last given to. Safe from several threads. */
final class DigestMemo {
    /** Pass this one, so that the memo is made once for each answer. */
    static final Function<Answer, DigestMemo> OF_ANSWER = DigestMemo::new;

    private final Answer answer;
    private volatile @Nullable Held last;

    /** All that the row of one answer depends on; {@code asOf} is null where it does not depend on it. */
    private record Held(
            Question question, boolean depends, @Nullable Instant asOf, String digest) {
        boolean isOf(Question other, boolean otherDepends, @Nullable Instant otherTime) {
            return depends == otherDepends && question.equals(other) && Objects.equals(asOf, otherTime);
        }
    }

    private DigestMemo(Answer answer) {
        this.answer = answer;
    }

    String digest(Question question, @Nullable Instant asOf) {
        boolean depends = AnswerLog.dependsOnTime(answer, asOf);
        Instant time = depends ? asOf : null;
        Held held = last;
        if (held == null || !held.isOf(question, depends, time)) {
            held = new Held(question, depends, time, AnswerLog.digest(AnswerLog.row(question, asOf, answer)));
            last = held;
        }
        return held.digest();
    }
}
