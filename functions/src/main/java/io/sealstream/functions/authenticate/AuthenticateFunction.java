package io.sealstream.functions.authenticate;

import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Examined;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates mail. Where every answer is at hand, the core runs at once, on an idle worker or on the task thread; else the
 * questions are sent, the hashes computed meanwhile, and a worker takes the message on when the answers are there. What could
 * not be read passes through. Nothing that a message holds makes it fail or go missing.
 */
public final class AuthenticateFunction extends RichAsyncFunction<Intake, Examined> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AuthenticateFunction.class);

    /** How often a task thread that waits for permits looks for passages whose time is over. */
    private static final long LOOK_MILLIS = 50;

    /** Defects logged with their stack by a subtask; those after it take one line each. */
    private static final int STACKS_LOGGED = 10;

    private final AuthenticationFactory authentication;
    private final DnsSourceFactory dns;
    private final AuthenticateSettings settings;

    private transient Authentication core;
    private transient ByteBudget budget;
    private transient AuthenticateMetrics metrics;
    private transient SharedResources shared;
    private transient boolean tellsOfDns;
    private transient boolean open;

    /** Those under way; the key is Flink's handle of the message. */
    private transient Map<ResultFuture<Examined>, Passage> underWay;

    public AuthenticateFunction(
            AuthenticationFactory authentication, DnsSourceFactory dns, AuthenticateSettings settings) {
        this.authentication = authentication;
        this.dns = dns;
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        core = authentication.create();
        budget = new ByteBudget(settings.bytesInFlight());
        metrics = new AuthenticateMetrics(getRuntimeContext().getMetricGroup(), budget);
        underWay = new ConcurrentHashMap<>();
        shared = SharedResources.acquire(getRuntimeContext(), dns, settings.threads());
        open = true;
        tellsOfDns = shared.claimMetrics();
        if (tellsOfDns) {
            metrics.registerDns(shared.dns()::counts);
        }
    }

    @Override
    public void asyncInvoke(Intake intake, ResultFuture<Examined> result) throws InterruptedException {
        if (intake instanceof Intake.Readable readable) {
            depart(readable.mail(), result);
        } else if (intake instanceof Unreadable unreadable) {
            result.complete(List.of(unreadable));
        }
    }

    private void depart(Mail mail, ResultFuture<Examined> result) throws InterruptedException {
        long permits = mail.bytes().length;
        while (!budget.tryAcquire(permits, LOOK_MILLIS)) {
            expireOverdue(); // Flink's own timer cannot fire while this thread waits
        }
        Passage passage = new Passage(mail, core, shared, settings, new Delivery(mail, permits, result));
        underWay.put(result, passage);
        if (!shared.workers().offer(passage::begin)) {
            passage.begin();
        }
    }

    private void expireOverdue() {
        long now = System.nanoTime();
        for (Passage passage : underWay.values()) {
            if (passage.isOverdue(now)) {
                expire(passage);
            }
        }
    }

    private void expire(Passage passage) {
        metrics.timeouts.inc();
        passage.expire();
    }

    /** Judges the message by the answers that are there. Where a thread is at work on it, that thread does, without waiting. */
    @Override
    public void timeout(Intake intake, ResultFuture<Examined> result) {
        Passage passage = underWay.get(result);
        if (passage != null && !passage.isExpired()) {
            expire(passage);
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            if (tellsOfDns) {
                shared.yieldMetrics();
            }
            shared.release();
        }
    }

    /** Hands the result of one message to Flink, and gives its permits back. */
    private final class Delivery implements Passage.Exit {
        private final Mail mail;
        private final long permits;
        private final ResultFuture<Examined> result;

        Delivery(Mail mail, long permits, ResultFuture<Examined> result) {
            this.mail = mail;
            this.permits = permits;
            this.result = result;
        }

        @Override
        public void examined(Examined examined, int runs) {
            (runs > 1 ? metrics.reruns : metrics.firstRuns).inc();
            deliver(() -> result.complete(List.of(examined)));
        }

        @Override
        public void defect(Throwable defect) {
            metrics.internalErrors.inc();
            if (metrics.internalErrors.getCount() <= STACKS_LOGGED) {
                LOG.error(
                        "A defect of Sealstream at {}: it becomes a dead letter",
                        mail.origin().text(),
                        defect);
            } else {
                LOG.error("A defect of Sealstream at {}: {}", mail.origin().text(), defect.toString());
            }
            Unreadable unreadable =
                    Unreadable.of(mail, Reason.INTERNAL_ERROR, defect.getClass().getSimpleName());
            deliver(() -> result.complete(List.of(unreadable)));
        }

        @Override
        public void fatal(Error error) {
            deliver(() -> result.completeExceptionally(error));
        }

        private void deliver(Runnable completion) {
            underWay.remove(result);
            try {
                completion.run();
            } catch (RejectedExecutionException e) {
                LOG.debug(
                        "{} was examined after its task had ended",
                        mail.origin().text());
            } finally {
                budget.release(permits);
            }
        }
    }
}
