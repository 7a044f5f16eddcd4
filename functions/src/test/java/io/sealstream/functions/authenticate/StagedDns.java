package io.sealstream.functions.authenticate;

import io.sealstream.functions.dns.DnsSource;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** TXT records as a literal, and for each question when its answer comes. Answers that are not at hand come on a thread {@value #THREAD}. */
final class StagedDns implements DnsSource {
    static final String THREAD = "dns";

    enum When {
        AT_HAND,
        SOON,
        /** At {@link #release}. */
        HELD,
        NEVER
    }

    private final Map<Question, Answer> zone = new HashMap<>();
    private final Function<Question, When> when;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, THREAD));
    private final Map<Question, CompletableFuture<Answer>> held = new ConcurrentHashMap<>();

    /** The names of the threads that asked for an answer at hand: those that run the core among them. */
    final Set<String> askedBy = ConcurrentHashMap.newKeySet();

    final ConcurrentLinkedQueue<Question> sent = new ConcurrentLinkedQueue<>();
    volatile boolean closed;

    /** @param lines such as {@code fabrikam.com v=spf1 -all}; all else does not exist */
    StagedDns(Function<Question, When> when, String... lines) {
        this.when = when;
        for (String line : lines) {
            String[] part = line.split(" ", 2);
            zone.put(
                    Question.txt(DomainName.of(part[0])),
                    Answer.found(List.of(new Rdata.Text(part[1]))).build());
        }
    }

    static StagedDns all(When when, String... lines) {
        return new StagedDns(question -> when, lines);
    }

    private Answer answer(Question question) {
        return zone.getOrDefault(question, Answer.noSuchDomain().build());
    }

    @Override
    public @Nullable Answer known(Question question, @Nullable Instant asOf) {
        askedBy.add(Thread.currentThread().getName());
        return when.apply(question) == When.AT_HAND ? answer(question) : null;
    }

    @Override
    public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
        sent.add(question);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        switch (when.apply(question)) {
            case AT_HAND -> answer.complete(answer(question));
            case SOON -> thread.execute(() -> answer.complete(answer(question)));
            case HELD -> held.put(question, answer);
            case NEVER -> {}
        }
        return answer;
    }

    /** Lets the held answers come, and waits until whoever awaits them was told. */
    void release() {
        CompletableFuture.runAsync(() -> held.forEach((question, future) -> future.complete(answer(question))), thread)
                .join();
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdown();
    }
}
