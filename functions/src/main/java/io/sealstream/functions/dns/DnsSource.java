package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Question;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions. Safe from several threads. Whatever goes wrong is an {@link Answer}: the stage never completes
 * exceptionally, and always completes. A source over memory completes at once; a live one completes on a thread of its own,
 * which a dependent action must not hold.
 */
public interface DnsSource extends AutoCloseable {
    /**
     * The answer to a question.
     *
     * @param asOf the time to answer for; null: not known. A live source answers for now, whatever is asked
     */
    CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf);

    /** The answer, where it can be had without waiting; null: {@link #resolve} has to be asked. */
    @Nullable
    Answer known(Question question, @Nullable Instant asOf);

    /** What was counted here and in the sources behind it; a source that asks nobody counts nothing. */
    default DnsCounts counts() {
        return DnsCounts.NONE;
    }

    /** Releases what the source holds; questions under way end as failed. */
    @Override
    default void close() {}
}
