package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The end of a chain that asks nobody: everything is {@code NOT_OBSERVED}, and counted, so that a summary can say what another
 * configuration would have asked.
 */
public final class NotAsked implements DnsSource {
    /** Distinct questions that are told apart; above it the counts stand still. */
    static final int MAX_COUNTED = 1_000_000;

    private final Set<Question> questions = ConcurrentHashMap.newKeySet();
    private final Set<DomainName> zones = ConcurrentHashMap.newKeySet();

    @Override
    public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
        return CompletableFuture.completedFuture(known(question, asOf));
    }

    @Override
    public Answer known(Question question, @Nullable Instant asOf) {
        if (questions.size() < MAX_COUNTED && questions.add(question)) {
            zones.add(ZoneOf.name(question.name()));
        }
        return Answer.notObserved();
    }

    /** Distinct questions. */
    public int questions() {
        return questions.size();
    }

    /** Registered domains that the questions belong to. */
    public int zones() {
        return zones.size();
    }
}
