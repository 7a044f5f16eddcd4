package io.sealstream.functions.dns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answers of a source that answers for now. One question is under way once, whoever asks. While an entry lives, the
 * same answer object is handed out, so that what is parsed of it is parsed once; its TTL stays that of the response.
 *
 * <p>NXDOMAIN is kept for the name, and cuts everything below it (RFC 8020). The time asked for is not looked at.
 */
public final class DnsCache implements DnsSource {
    private static final int ENTRY_BYTES = 320;
    private static final int RECORD_BYTES = 64;

    private final DnsSource source;
    private final CacheOptions options;
    private final Ticker ticker;

    /** By question, and for NXDOMAIN by the name that does not exist. */
    private final Cache<Object, Entry> entries;

    private final ConcurrentHashMap<Question, CompletableFuture<Answer>> inFlight = new ConcurrentHashMap<>();
    private final OutcomeCounter hits = new OutcomeCounter();
    private final LongAdder misses = new LongAdder();
    private final LongAdder coalesced = new LongAdder();
    private final LongAdder stale = new LongAdder();

    /** @param freshUntil and {@code keptUntil}: as of the ticker, in nanoseconds */
    private record Entry(Answer answer, long freshUntil, long keptUntil) {}

    /** @param ticker nanoseconds that only go forward */
    public DnsCache(DnsSource source, CacheOptions options, Ticker ticker) {
        this.source = source;
        this.options = options;
        this.ticker = ticker;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(options.maxBytes())
                .weigher((Object key, Entry entry) -> weight(entry.answer()))
                .expireAfter(Expiry.creating((Object key, Entry entry) -> kept(entry)))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    private Duration kept(Entry entry) {
        return Duration.ofNanos(Math.max(0, entry.keptUntil() - ticker.read()));
    }

    private static int weight(Answer answer) {
        long bytes = ENTRY_BYTES + 2L * RECORD_BYTES * answer.cnames().size();
        for (Rdata rdata : answer.records()) {
            bytes += RECORD_BYTES + 2L * rdata.text().length();
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    @Override
    public @Nullable Answer known(Question question, @Nullable Instant asOf) {
        Answer answer = fresh(question);
        if (answer != null) {
            hits.increment(answer.outcome());
            if (answer.stale()) {
                stale.increment();
            }
        }
        return answer;
    }

    @Override
    public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
        Answer answer = known(question, asOf);
        if (answer != null) {
            return CompletableFuture.completedFuture(answer);
        }
        CompletableFuture<Answer> asked = new CompletableFuture<>();
        CompletableFuture<Answer> before = inFlight.putIfAbsent(question, asked);
        if (before != null) {
            coalesced.increment();
            return before.copy();
        }
        misses.increment();
        source.resolve(question, null).whenComplete((found, problem) -> {
            Answer given = found == null
                    ? Answer.failed(Answer.Failure.NETWORK).build() // a source that breaks its word
                    : found;
            Answer kept = keep(question, given);
            inFlight.remove(question, asked);
            asked.complete(kept);
        });
        return asked.copy();
    }

    private @Nullable Answer fresh(Question question) {
        long now = ticker.read();
        Entry entry = entries.getIfPresent(question);
        if (entry != null && now - entry.freshUntil() < 0) {
            return entry.answer();
        }
        for (DomainName name = question.name(); !name.equals(DomainName.ROOT); name = name.parent()) {
            Entry denied = entries.getIfPresent(name);
            if (denied != null && now - denied.freshUntil() < 0) {
                return denied.answer();
            }
        }
        return null;
    }

    /** The answer to hand out: the given one, or a stale one in its place. */
    private Answer keep(Question question, Answer answer) {
        long now = ticker.read();
        if (answer.outcome() == Outcome.FAILED) {
            Entry old = entries.getIfPresent(question);
            if (old != null && old.answer().outcome() != Outcome.FAILED && now - old.keptUntil() < 0) {
                return serveStale(question, old, now);
            }
        }
        if (answer.failure() == Answer.Failure.LIMIT) {
            return answer; // ours, and over in a moment
        }
        long freshUntil = now + lifetime(answer).toNanos();
        boolean mayGoStale = answer.outcome() == Outcome.FOUND || answer.outcome() == Outcome.NO_DATA;
        long keptUntil = freshUntil + (mayGoStale ? options.staleFor().toNanos() : 0);
        Entry entry = new Entry(answer, freshUntil, keptUntil);
        if (answer.outcome() == Outcome.NO_SUCH_DOMAIN && answer.cnames().isEmpty()) {
            entries.put(question.name(), entry);
            entries.invalidate(question);
        } else {
            entries.put(question, entry);
        }
        return answer;
    }

    // RFC 8767 §5
    private Answer serveStale(Question question, Entry old, long now) {
        Answer served = old.answer().stale()
                ? old.answer()
                : old.answer().toBuilder().stale(true).via(Answer.Via.CACHE).build();
        long until = Math.min(now + options.staleRetry().toNanos(), old.keptUntil());
        entries.put(question, new Entry(served, until, old.keptUntil()));
        stale.increment();
        return served;
    }

    private Duration lifetime(Answer answer) {
        Duration ttl = Duration.ofSeconds(Math.max(0, answer.ttl()));
        return switch (answer.outcome()) {
            case FOUND -> atMost(options.ceiling(), ttl.compareTo(options.floor()) < 0 ? options.floor() : ttl);
            case NO_DATA, NO_SUCH_DOMAIN ->
                atMost(options.negativeCeiling(), answer.ttl() < 0 ? options.failure() : ttl);
            case FAILED, NOT_OBSERVED -> options.failure();
        };
    }

    private static Duration atMost(Duration limit, Duration time) {
        return time.compareTo(limit) > 0 ? limit : time;
    }

    @Override
    public DnsCounts counts() {
        CacheCounts own = new CacheCounts(
                hits.sums(), misses.sum(), coalesced.sum(), stale.sum(), inFlight.size(), entries.estimatedSize());
        return new DnsCounts(own, LiveCounts.NONE).and(source.counts());
    }

    @Override
    public void close() {
        source.close();
        entries.invalidateAll();
    }
}
