package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ResolverConfig;

/**
 * DNS as it is now, from recursive resolvers: EDNS0 over UDP, TCP where a reply is truncated, several resolvers with failover.
 * A time-out, SERVFAIL or REFUSED is a failed answer, never a missing domain. Without a cache: see {@link DnsCache}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what is ignored is the stage after an action that cannot fail
public final class LiveDns implements DnsSource {
    /** How late it may be noticed that the time for a question is up. A task for each question costs more than the look at all. */
    private static final long SWEEP_MILLIS = 20;

    private final LiveOptions options;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Transport transport;
    private final List<Upstream> upstreams;
    private final Admission admission;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<LiveLookup> active = ConcurrentHashMap.newKeySet();
    private final LiveCounters counters = new LiveCounters();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param clock tells when an answer was seen, to the second
     * @param random for ports and delays; safe from several threads
     */
    public LiveDns(LiveOptions options, InstantSource clock, RandomGenerator random) {
        this.options = options;
        this.clock = clock;
        this.random = random;
        this.transport = new Transport(options.sockets(), options.questionsPerSocket(), random);
        this.upstreams = options.resolvers().stream()
                .map(server -> new Upstream(server, transport, options.attemptTimeout()))
                .toList();
        this.admission = new Admission(options.maxInFlight(), options.maxInFlightPerZone(), options.maxWaiting());
        this.timer = timer();
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sealstream-dns-timer");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
        return timer;
    }

    /** The resolvers that this machine is set up with; may be none. */
    public static List<InetSocketAddress> systemResolvers() {
        return List.copyOf(ResolverConfig.getCurrentConfig().servers());
    }

    @Override
    public @Nullable Answer known(Question question, @Nullable Instant asOf) {
        return null;
    }

    @Override
    public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
        LiveLookup lookup = new LiveLookup(this, question);
        long begun = System.nanoTime();
        active.add(lookup);
        lookup.result().whenComplete((answer, problem) -> {
            active.remove(lookup);
            counters.answered(answer.outcome(), System.nanoTime() - begun);
        });
        if (!closed) {
            admit(lookup);
        }
        if (closed) { // after it became active: closing ends it, or this does
            lookup.fail(Failure.NETWORK);
        } else if (sweeping.compareAndSet(false, true)) {
            sweepLater();
        }
        return lookup.result().copy(); // whoever cancels it cancels nothing of ours
    }

    private void admit(LiveLookup lookup) {
        DomainName zone = ZoneOf.name(lookup.question().name());
        boolean entered = admission.enter(zone, () -> {
            lookup.result().whenComplete((answer, problem) -> admission.leave(zone));
            lookup.start();
        });
        if (!entered) {
            lookup.fail(Failure.LIMIT);
        }
    }

    /** Ends what is over time, and goes on as long as there are questions. */
    private void sweep() {
        long now = System.nanoTime();
        try {
            active.forEach(lookup -> lookup.expire(now));
        } finally {
            sweeping.set(false);
            if (!active.isEmpty() && sweeping.compareAndSet(false, true)) {
                sweepLater();
            }
        }
    }

    private void sweepLater() {
        try {
            timer.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException justClosed) {
            // Closing has ended the questions.
        }
    }

    LiveOptions options() {
        return options;
    }

    /** Those that speak first, else in the order of preference. */
    List<Upstream> upstreams() {
        long now = System.nanoTime();
        return Stream.concat(
                        upstreams.stream().filter(upstream -> !upstream.isDown(now)),
                        upstreams.stream().filter(upstream -> upstream.isDown(now)))
                .toList();
    }

    Answer seen(Answer.Builder answer) {
        return answer.via(Answer.Via.LIVE)
                .seenAt(clock.instant().truncatedTo(ChronoUnit.SECONDS))
                .build();
    }

    LiveCounters counters() {
        return counters;
    }

    /** Runs a step after the delay of the {@code round}th retry, from 1. */
    void later(int round, Runnable step) {
        long delay = options.retryDelay().toNanos() << Math.min(round - 1, 6);
        long jittered = delay / 2 + random.nextLong(delay + 1);
        try {
            timer.schedule(step, jittered, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException justClosed) {
            // Closing has ended the question.
        }
    }

    @Override
    public DnsCounts counts() {
        return new DnsCounts(CacheCounts.NONE, counters.sum(transport, admission));
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        transport.close();
        active.forEach(lookup -> lookup.fail(Failure.NETWORK));
    }
}
