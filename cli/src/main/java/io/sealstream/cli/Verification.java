package io.sealstream.cli;

import io.sealstream.functions.dns.BlockingDns;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.serde.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One message through the core, waiting for DNS where it has to. Safe from several threads. */
final class Verification {
    /** Longer than a live source takes, which knows better why it fails. */
    static final Duration DNS_TIMEOUT = Duration.ofSeconds(20);

    private final Authentication core;
    private final DnsSource dns;
    private final CompositePolicy policy;

    Verification(Authentication core, DnsSource dns, CompositePolicy policy) {
        this.core = core;
        this.dns = dns;
        this.policy = policy;
    }

    /** What is thrown is a defect of ours, and becomes a dead letter: the other messages go on. */
    void verify(Mail mail, Consumer<? super Verdict> ofVerdict, Consumer<? super Unreadable> ofUnreadable) {
        Verdict verdict;
        try {
            verdict = judge(mail);
        } catch (RuntimeException | StackOverflowError defect) {
            ofUnreadable.accept(Unreadable.of(
                    mail, Unreadable.Reason.INTERNAL_ERROR, defect.getClass().getName() + where(defect)));
            return;
        }
        ofVerdict.accept(verdict);
    }

    private static String where(Throwable defect) {
        StackTraceElement[] trace = defect.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    private Verdict judge(Mail mail) {
        long begun = System.nanoTime();
        Examination message = core.examine(mail);
        @Nullable Instant asOf = message.asOf().receivedAt();
        for (Question question : core.foreseeable(message)) {
            if (dns.known(question, asOf) == null) {
                dns.resolve(question, asOf); // under way at once; the core waits for each where it needs it
            }
        }
        Evidence evidence = core.authenticate(message, new BlockingDns(dns, asOf, DNS_TIMEOUT));
        return Authentication.judge(evidence.measured((System.nanoTime() - begun) / 1_000), policy);
    }
}
