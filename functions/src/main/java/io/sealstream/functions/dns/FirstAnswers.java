package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Answer.Via;
import io.sealstream.mailauth.dns.Question;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One view of DNS for a whole run: the first live answer to a question holds until the end, so that a log of the run has one
 * for each and its replay is exact. A failure holds for the messages of one time only.
 */
public final class FirstAnswers implements DnsSource {
    /** Questions held; those after it are answered as they come. */
    static final int MAX_HELD = 1_000_000;

    private final DnsSource source;
    private final ConcurrentHashMap<Question, Held> held = new ConcurrentHashMap<>();

    /**
     * What holds for a question.
     *
     * @param failures by the time asked for
     */
    private record Held(@Nullable Answer answer, Map<Optional<Instant>, Answer> failures) {
        @Nullable
        Answer at(@Nullable Instant asOf) {
            Answer failure = failures.get(Optional.ofNullable(asOf));
            return failure == null ? answer : failure;
        }

        /** With this answer too, where nothing holds for that time. */
        Held and(@Nullable Instant asOf, Answer another) {
            if (at(asOf) != null) {
                return this;
            }
            if (another.outcome() != Outcome.FAILED) {
                return new Held(another, failures);
            }
            Map<Optional<Instant>, Answer> more = new HashMap<>(failures);
            more.put(Optional.ofNullable(asOf), another);
            return new Held(null, Map.copyOf(more));
        }
    }

    public FirstAnswers(DnsSource source) {
        this.source = source;
    }

    @Override
    public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
        return source.resolve(question, asOf).thenApply(answer -> first(question, asOf, answer));
    }

    @Override
    public @Nullable Answer known(Question question, @Nullable Instant asOf) {
        Answer answer = source.known(question, asOf);
        if (answer != null) {
            return first(question, asOf, answer);
        }
        Held holds = held.get(question);
        return holds == null ? null : holds.at(asOf);
    }

    private Answer first(Question question, @Nullable Instant asOf, Answer answer) {
        boolean live = answer.via() == Via.LIVE || answer.via() == Via.CACHE;
        if (!live || (held.size() >= MAX_HELD && !held.containsKey(question))) {
            return answer;
        }
        Held holds = held.compute(
                question, (q, before) -> (before == null ? new Held(null, Map.of()) : before).and(asOf, answer));
        Answer first = holds.at(asOf);
        return first == null ? answer : first;
    }

    @Override
    public DnsCounts counts() {
        return source.counts();
    }

    @Override
    public void close() {
        source.close();
    }
}
