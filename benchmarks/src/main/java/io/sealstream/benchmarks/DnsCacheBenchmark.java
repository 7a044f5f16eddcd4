package io.sealstream.benchmarks;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sealstream.functions.dns.CacheOptions;
import io.sealstream.functions.dns.DnsCache;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A look-up that the cache answers: found, and a name below one that does not exist. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class DnsCacheBenchmark {
    private final Question found = Question.txt(DomainName.of(SignedMessage.DOMAIN));
    private final Question belowNothing = Question.txt(DomainName.of("_dmarc.a.b.nothing.example"));
    private final DnsCache cache = new DnsCache(new Sample(), CacheOptions.DEFAULT, Ticker.systemTicker());

    /** The DNS of the message; and nothing exists below {@code nothing.example}. */
    private static final class Sample implements DnsSource {
        private final LiteralDns dns = SignedMessage.dns();

        @Override
        public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
            Answer answer = dns.lookup(question);
            boolean absent = answer.outcome() == Answer.Outcome.NO_SUCH_DOMAIN;
            return CompletableFuture.completedFuture(
                    absent ? answer.toBuilder().ttl(86_400).build() : answer);
        }

        @Override
        public @Nullable Answer known(Question question, @Nullable Instant asOf) {
            return null;
        }
    }

    @Setup
    public void prepare() {
        cache.resolve(found, null);
        cache.resolve(Question.txt(DomainName.of("nothing.example")), null);
        if (hit() == null || hitBelowNothing() == null) {
            throw new IllegalStateException("the cache does not hold what the benchmark asks for");
        }
    }

    @Benchmark
    public @Nullable Answer hit() {
        return cache.known(found, null);
    }

    @Benchmark
    public @Nullable Answer hitBelowNothing() {
        return cache.known(belowNothing, null);
    }
}
