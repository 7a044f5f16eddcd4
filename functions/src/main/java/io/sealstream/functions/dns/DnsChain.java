package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Question;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sources in order: the answer is the first that is not {@code NOT_OBSERVED}. Closing it closes them. */
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

    private CompletionStage<Answer> resolveFrom(
            int index, Answer unobserved, Question question, @Nullable Instant asOf) {
        if (index == sources.size()) {
            return CompletableFuture.completedFuture(unobserved);
        }
        return sources.get(index)
                .resolve(question, asOf)
                .thenCompose(answer -> answer.outcome() == Outcome.NOT_OBSERVED
                        ? resolveFrom(index + 1, answer, question, asOf)
                        : CompletableFuture.completedFuture(answer));
    }

    @Override
    public @Nullable Answer known(Question question, @Nullable Instant asOf) {
        Answer answer = Answer.notObserved();
        for (DnsSource source : sources) {
            answer = source.known(question, asOf);
            if (answer == null || answer.outcome() != Outcome.NOT_OBSERVED) {
                return answer;
            }
        }
        return answer;
    }

    @Override
    public void close() {
        sources.forEach(DnsSource::close);
    }
}
