package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Question;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The digest of an answer's row, held for the question it was last given to. What one object answers for many names, such as an
 * NXDOMAIN of the zone above them or records that an archive has alike for many, is held in a table that all answers share. Safe from several threads.
 */
final class DigestMemo {
    /** Pass this one, so that the memo is made once for each answer. */
    static final Function<Answer, DigestMemo> OF_ANSWER = DigestMemo::new;

    /** A power of two. The table takes 2 MiB with answers without records, 16 MiB at most. */
    private static final int SHARED = 8_192;

    /** The chars of the records of an answer in the table. */
    private static final int MOST_SHARED = 512;

    /** By question; a newer one takes the place of an older. {@code bench --mode core}: 9 KB a message and half of its stage "other" less. */
    private static final AtomicReferenceArray<@Nullable Held> OF_MANY_NAMES = new AtomicReferenceArray<>(SHARED);

    private final Answer answer;
    private volatile @Nullable Held last;

    /** All that a row depends on; {@code asOf} is null where it does not depend on it. */
    private record Held(
            Answer answer,
            Question question,
            boolean depends,
            @Nullable Instant asOf,
            String digest) {
        boolean isOf(Answer other, Question otherQuestion, boolean otherDepends, @Nullable Instant otherTime) {
            return answer == other
                    && depends == otherDepends
                    && question.equals(otherQuestion)
                    && Objects.equals(asOf, otherTime);
        }
    }

    private DigestMemo(Answer answer) {
        this.answer = answer;
    }

    String digest(Question question, @Nullable Instant asOf) {
        boolean depends = AnswerLog.dependsOnTime(answer, asOf);
        Instant time = depends ? asOf : null;
        Held held = last;
        if (held != null && held.isOf(answer, question, depends, time)) {
            return held.digest();
        }
        boolean ofManyNames = held != null && isSmall();
        int slot = slot(question, time);
        held = ofManyNames ? OF_MANY_NAMES.get(slot) : null;
        if (held == null || !held.isOf(answer, question, depends, time)) {
            String digest = AnswerLog.digest(AnswerLog.row(question, asOf, answer));
            held = new Held(answer, question, depends, time, digest);
            if (ofManyNames) {
                OF_MANY_NAMES.set(slot, held);
            } else {
                last = held;
            }
        }
        return held.digest();
    }

    /** So that the table stays small, whatever an answer holds. */
    private boolean isSmall() {
        int length = 0;
        for (String record : answer.recordTexts()) {
            length += record.length();
        }
        return length <= MOST_SHARED
                && answer.records().size() + answer.cnames().size() <= 8;
    }

    private static int slot(Question question, @Nullable Instant time) {
        int hash = 31 * question.hashCode() + Objects.hashCode(time);
        return (hash ^ (hash >>> 16)) & (SHARED - 1);
    }
}
