package io.sealstream.functions.dns;

import static io.sealstream.functions.dns.DnsFilesTest.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsCacheTest {
    private static final Question TXT = question("a.test TXT");

    private long now;
    private final Scripted source = new Scripted();
    private DnsCache cache = cache(CacheOptions.DEFAULT);

    /** An answer is asked for again once its time is over, and not a second before. */
    @ParameterizedTest
    @CsvSource({
        "FOUND,          300,    300",
        "FOUND,          0,      5",
        "FOUND,          999999, 86400",
        "NO_DATA,        60,     60",
        "NO_DATA,        999999, 3600",
        "NO_DATA,        -1,     5",
        "NO_SUCH_DOMAIN, 60,     60",
        "NO_SUCH_DOMAIN, -1,     5",
        "FAILED,         -1,     5"
    })
    void answersLiveAsLongAsTheirTtlBetweenTheLimits(Outcome outcome, int ttl, int seconds) {
        source.next = answer(outcome).ttl(ttl).build();
        Answer first = ask(TXT);
        pass(seconds - 1);
        assertThat(ask(TXT)).isSameAs(first).isSameAs(cache.known(TXT, null));
        pass(1);
        assertThat(cache.known(TXT, null)).isNull();
        ask(TXT);
        assertThat(source.asked).hasSize(2);
    }

    @Test
    void oneQuestionIsUnderWayOnce() {
        source.next = null;
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(cache.resolve(TXT, null).toCompletableFuture());
        }
        assertThat(source.asked).containsExactly(TXT);
        assertThat(cache.counts().cache().inFlight()).isEqualTo(1);
        Answer answer = found("x");
        source.open.get(0).complete(answer);
        assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isSameAs(answer));
        assertThat(cache.known(TXT, null)).isSameAs(answer);
        assertThat(cache.counts().cache()).isEqualTo(new CacheCounts(Map.of(Outcome.FOUND, 1L), 1, 4, 0, 0, 1));
    }

    @Test
    void whoeverCancelsDoesNotEndTheQuestionForOthers() {
        source.next = null;
        CompletableFuture<Answer> impatient = cache.resolve(TXT, null).toCompletableFuture();
        CompletableFuture<Answer> patient = cache.resolve(TXT, null).toCompletableFuture();
        impatient.cancel(true);
        source.open.get(0).complete(found("x"));
        assertThat(patient.join().texts()).containsExactly("x");
    }

    @Test
    void nxdomainCutsTheTypesAndTheNamesBelow() {
        source.next = answer(Outcome.NO_SUCH_DOMAIN).ttl(60).build();
        Answer denied = ask(TXT);
        assertThat(ask(question("a.test MX"))).isSameAs(denied);
        assertThat(ask(question("s._domainkey.a.test TXT"))).isSameAs(denied);
        assertThat(source.asked).hasSize(1);
        ask(question("ba.test TXT"));
        assertThat(source.asked).hasSize(2);
    }

    @Test
    void nxdomainOfAnAliasTargetDoesNotDenyTheAlias() {
        source.next = answer(Outcome.NO_SUCH_DOMAIN)
                .ttl(60)
                .cnames(List.of(question("gone.test A").name()))
                .build();
        ask(TXT);
        source.next = found("x");
        assertThat(ask(question("a.test MX")).outcome()).isEqualTo(Outcome.FOUND);
    }

    @Test
    void aFailureTakesThePlaceOfWhatIsOverByDefault() {
        source.next = answer(Outcome.FOUND).ttl(60).build();
        ask(TXT);
        pass(60);
        source.next = answer(Outcome.FAILED).build();
        assertThat(ask(TXT).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void staleAnswersAreServedWhereAskedForAndLabelled() {
        cache = cache(CacheOptions.DEFAULT.withStaleFor(Duration.ofSeconds(100)));
        source.next = answer(Outcome.FOUND).ttl(60).build();
        assertThat(ask(TXT).stale()).isFalse();
        source.next = answer(Outcome.FAILED).build();
        pass(60);
        Answer stale = ask(TXT);
        assertThat(stale.stale()).isTrue();
        assertThat(stale.via()).isEqualTo(Answer.Via.CACHE);
        assertThat(stale.outcome()).isEqualTo(Outcome.FOUND);
        pass(29);
        assertThat(ask(TXT)).isSameAs(stale);
        assertThat(source.asked).hasSize(2);
        pass(1);
        assertThat(ask(TXT)).isSameAs(stale);
        assertThat(source.asked).hasSize(3);
        pass(70);
        assertThat(ask(TXT).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(cache.counts().cache().stale()).isEqualTo(3);
    }

    @Test
    void aStaleAnswerGivesWayToANewOne() {
        cache = cache(CacheOptions.DEFAULT.withStaleFor(Duration.ofDays(1)));
        source.next = answer(Outcome.FOUND).ttl(60).build();
        ask(TXT);
        pass(60);
        Answer fresh = found("new");
        source.next = fresh;
        assertThat(ask(TXT)).isSameAs(fresh);
    }

    @Test
    void aLimitOfOursIsNotRemembered() {
        source.next = Answer.failed(Failure.LIMIT).build();
        ask(TXT);
        assertThat(cache.known(TXT, null)).isNull();
    }

    @Test
    void entriesAreBoundedByWeight() {
        cache = cache(CacheOptions.DEFAULT.withMaxBytes(100_000));
        source.next = found("x".repeat(4000));
        for (int i = 0; i < 1000; i++) {
            ask(question("n" + i + ".test TXT"));
        }
        assertThat(cache.counts().cache().entries()).isBetween(1L, 12L);
        source.next = found("x".repeat(60_000));
        assertThat(ask(question("big.test TXT")).texts().get(0)).hasSize(60_000);
        assertThat(cache.known(question("big.test TXT"), null)).isNull();
    }

    private DnsCache cache(CacheOptions options) {
        return new DnsCache(source, options, () -> now);
    }

    private Answer ask(Question question) {
        return cache.resolve(question, null).toCompletableFuture().join();
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private static Answer found(String text) {
        return Answer.found(List.of(new Rdata.Text(text))).ttl(300).build();
    }

    private static Answer.Builder answer(Outcome outcome) {
        return switch (outcome) {
            case FOUND -> Answer.found(List.of(new Rdata.Text("x")));
            case NO_DATA -> Answer.noData();
            case NO_SUCH_DOMAIN -> Answer.noSuchDomain();
            case FAILED -> Answer.failed(Failure.SERVFAIL);
            case NOT_OBSERVED -> Answer.notObserved().toBuilder();
        };
    }

    /** Gives the next answer at once, or leaves questions open where there is none. */
    private static final class Scripted implements DnsSource {
        private final List<Question> asked = new ArrayList<>();
        private final List<CompletableFuture<Answer>> open = new ArrayList<>();
        private @Nullable Answer next;

        @Override
        public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
            asked.add(question);
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            if (next == null) {
                open.add(answer);
            } else {
                answer.complete(next);
            }
            return answer;
        }

        @Override
        public @Nullable Answer known(Question question, @Nullable Instant asOf) {
            return null;
        }
    }
}
