package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Observation.Timing;
import io.sealstream.mailauth.dns.Question;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sources from the oldest to the newest: archives, then live. The answer is the first that was seen as of the time; one seen only
 * before it is given up for that of a later source which was seen nearer to it. What was seen after the time already ends the
 * search, for whatever comes later was seen later still. Closing it closes them.
 */
public final class DnsChain implements DnsSource {
    private final List<DnsSource> sources;

    private DnsChain(List<DnsSource> sources) {
        this.sources = sources;
    }

    /** The order of asking; no source at all observes nothing. */
    public static DnsSource of(List<? extends DnsSource> sources) {
        return sources.size() == 1 ? sources.get(0) : new DnsChain(List.copyOf(sources));
    }

    @Override
    public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
        return resolveFrom(0, Answer.notObserved(), question, asOf);
    }

    private CompletionStage<Answer> resolveFrom(int index, Answer best, Question question, @Nullable Instant asOf) {
        if (index == sources.size() || !mayBetter(sources.get(index), best, asOf)) {
            return CompletableFuture.completedFuture(best);
        }
        return sources.get(index)
                .resolve(question, asOf)
                .thenCompose(answer -> resolveFrom(index + 1, better(best, answer, asOf), question, asOf));
    }

    @Override
    public @Nullable Answer known(Question question, @Nullable Instant asOf) {
        Answer best = Answer.notObserved();
        for (DnsSource source : sources) {
            if (!mayBetter(source, best, asOf)) {
                return best;
            }
            Answer answer = source.known(question, asOf);
            if (answer == null) {
                return null;
            }
            best = better(best, answer, asOf);
        }
        return best;
    }

    /** Whether a source may have something better than the best so far; the one that asks nobody has not. */
    private static boolean mayBetter(DnsSource source, Answer best, @Nullable Instant asOf) {
        if (best.outcome() == Outcome.NOT_OBSERVED) {
            return true;
        }
        return !(source instanceof NotAsked)
                && best.observation().timingOf(asOf, Observation.DEFAULT_FRESHNESS) == Timing.EARLIER;
    }

    /** Of two answers the nearer to the time; nothing said by DNS is worth less than anything. */
    private static Answer better(Answer best, Answer next, @Nullable Instant asOf) {
        if (best.outcome() == Outcome.NOT_OBSERVED) {
            return next;
        }
        boolean silent = next.outcome() == Outcome.NOT_OBSERVED || next.outcome() == Outcome.FAILED;
        boolean nearer =
                next.observation().gapTo(asOf).compareTo(best.observation().gapTo(asOf)) < 0;
        return !silent && nearer ? next : best;
    }

    @Override
    public DnsCounts counts() {
        return sources.stream().map(DnsSource::counts).reduce(DnsCounts.NONE, DnsCounts::and);
    }

    @Override
    public void close() {
        sources.forEach(DnsSource::close);
    }
}
