package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for each answer: for a thread that has nothing else to do, such as the command line's. */
public final class BlockingDns implements Dns {
    private final DnsSource source;
    private final @Nullable Instant asOf;
    private final Duration timeout;

    /**
     * @param asOf the time to answer for; null: not known
     * @param timeout after which a question has failed; longer than that of a live source, which knows better why
     */
    public BlockingDns(DnsSource source, @Nullable Instant asOf, Duration timeout) {
        this.source = source;
        this.asOf = asOf;
        this.timeout = timeout;
    }

    /** The answer; an interrupt ends the wait as a time-out does, and stays set. */
    @Override
    public Answer lookup(Question question) {
        Answer known = source.known(question, asOf);
        return known != null ? known : await(question);
    }

    @Override
    public String digest(Question question, Answer answer) {
        return AnswerLog.digest(question, asOf, answer);
    }

    private Answer await(Question question) {
        try {
            return source.resolve(question, asOf).toCompletableFuture().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return Answer.failed(Failure.TIMEOUT).via(Answer.Via.NOWHERE).build();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Answer.failed(Failure.TIMEOUT).via(Answer.Via.NOWHERE).build();
        } catch (ExecutionException | CancellationException broken) {
            // A source that breaks its word; a question must not end a run.
            return Answer.failed(Failure.NETWORK).via(Answer.Via.NOWHERE).build();
        }
    }
}
