package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.WireParseException;

/**
 * The course of one question: tries over the resolvers, aliases that lead on, until an answer or the last failure. Its steps
 * follow each other, on whatever threads.
 */
final class LiveLookup {
    private final LiveDns live;
    private final Question question;
    private final long deadline;
    private final CompletableFuture<Answer> result = new CompletableFuture<>();
    private final List<DomainName> cnames = new ArrayList<>(2);
    private List<Upstream> upstreams = List.of();
    private Name asked;
    private int attempt;
    private volatile Failure failure = Failure.TIMEOUT;

    LiveLookup(LiveDns live, Question question) {
        this.live = live;
        this.question = question;
        this.asked = Names.name(question.name());
        this.deadline = System.nanoTime() + live.options().questionTimeout().toNanos();
    }

    Question question() {
        return question;
    }

    CompletableFuture<Answer> result() {
        return result;
    }

    void start() {
        upstreams = live.upstreams();
        tryNext();
    }

    /** Ends it where it is over time; the last failure says more than that time is up. */
    void expire(long now) {
        if (now - deadline >= 0) {
            fail(failure);
        }
    }

    void fail(Failure reason) {
        result.complete(live.seen(Answer.failed(reason)));
    }

    private void tryNext() {
        if (result.isDone()) {
            return;
        }
        live.counters().sent(attempt > 0);
        Upstream upstream = upstreams.get(attempt++ % upstreams.size());
        guarded(() -> upstream.ask(asked, Records.typeCode(question.type()))
                .whenComplete((response, problem) -> guarded(() -> take(upstream, response, problem))));
    }

    /** Whatever a response makes the parser do, the question has an end. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException unforeseen) {
            fail(Failure.MALFORMED);
        }
    }

    private void take(Upstream upstream, @Nullable Message response, @Nullable Throwable problem) {
        if (response == null) {
            Failure reason = reason(problem);
            if (reason == Failure.TIMEOUT || reason == Failure.NETWORK) {
                upstream.silent(System.nanoTime());
            }
            if (reason == Failure.TIMEOUT) {
                live.counters().timedOut();
            }
            failOrRetry(reason);
            return;
        }
        upstream.spoke();
        Reply reply = Reply.of(response, asked, Records.typeCode(question.type()));
        Answer.Builder answer = reply.answer();
        if (!follow(reply.cnames())) {
            fail(Failure.CNAME_LOOP);
        } else if (answer == null) {
            asked = Names.name(cnames.get(cnames.size() - 1));
            attempt = 0;
            tryNext();
        } else {
            conclude(answer);
        }
    }

    private void conclude(Answer.Builder builder) {
        Answer answer = builder.build();
        if (answer.outcome() != Outcome.FAILED) {
            result.complete(live.seen(builder.cnames(cnames)));
        } else if (answer.failure() == Failure.CNAME_LOOP) {
            fail(Failure.CNAME_LOOP); // another resolver would follow the same aliases
        } else {
            failOrRetry(answer.failure());
        }
    }

    private boolean follow(List<DomainName> aliases) {
        for (DomainName alias : aliases) {
            if (cnames.size() == Archive.MAX_ALIASES || cnames.contains(alias) || alias.equals(question.name())) {
                return false;
            }
            cnames.add(alias);
        }
        return true;
    }

    private void failOrRetry(Failure reason) {
        // That a server answered says more than that another did not.
        failure = reason == Failure.TIMEOUT ? failure : reason;
        if (attempt >= live.options().attempts()) {
            fail(failure);
        } else if (attempt % upstreams.size() != 0) {
            tryNext();
        } else {
            live.later(attempt / upstreams.size(), this::tryNext);
        }
    }

    private static Failure reason(@Nullable Throwable problem) {
        Throwable cause = problem;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SocketTimeoutException) {
            return Failure.TIMEOUT;
        }
        if (cause instanceof WireParseException) {
            return Failure.MALFORMED;
        }
        if (cause instanceof Transport.TransportFullException) {
            return Failure.LIMIT;
        }
        return cause instanceof IOException ? Failure.NETWORK : Failure.MALFORMED;
    }
}
