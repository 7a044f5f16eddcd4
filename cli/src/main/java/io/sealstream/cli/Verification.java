package io.sealstream.cli;

import io.sealstream.functions.dns.BlockingDns;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.functions.policy.Policies;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.serde.Difference;
import io.sealstream.serde.TenantEvidence;
import io.sealstream.serde.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One message through the core, waiting for DNS where it has to. Safe from several threads. */
final class Verification {
    /** Longer than a live source takes, which knows better why it fails. */
    static final Duration DNS_TIMEOUT = Duration.ofSeconds(20);

    private final Authentication core;
    private final DnsSource dns;
    private final Policies policies;
    private final @Nullable Policies shadow;

    /** @param shadow a second policy, to be compared with; null: there is none */
    Verification(Authentication core, DnsSource dns, Policies policies, @Nullable Policies shadow) {
        this.core = core;
        this.dns = dns;
        this.policies = policies;
        this.shadow = shadow;
    }

    /**
     * What became of a message for one tenant.
     *
     * @param difference null: the shadow policy agrees, or there is none
     */
    record Judged(Verdict verdict, @Nullable Difference difference) {}

    /** What is thrown is a defect of ours, and becomes a dead letter: the other messages go on. */
    void verify(Mail mail, Consumer<? super List<Judged>> ofVerdicts, Consumer<? super Unreadable> ofUnreadable) {
        List<Judged> verdicts;
        try {
            verdicts = judge(mail);
        } catch (RuntimeException | StackOverflowError defect) {
            ofUnreadable.accept(Unreadable.of(
                    mail, Unreadable.Reason.INTERNAL_ERROR, defect.getClass().getName() + where(defect)));
            return;
        }
        ofVerdicts.accept(verdicts);
    }

    private static String where(Throwable defect) {
        StackTraceElement[] trace = defect.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    /** A verdict for each tenant among the recipients. */
    private List<Judged> judge(Mail mail) {
        long begun = System.nanoTime();
        Examination message = core.examine(mail);
        @Nullable Instant asOf = message.asOf().receivedAt();
        for (Question question : core.foreseeable(message)) {
            if (dns.known(question, asOf) == null) {
                dns.resolve(question, asOf); // under way at once; the core waits for each where it needs it
            }
        }
        Evidence evidence = core.authenticate(message, new BlockingDns(dns, asOf, DNS_TIMEOUT));
        List<Judged> verdicts = new ArrayList<>(1);
        for (TenantEvidence addressed : policies.address(evidence.measured((System.nanoTime() - begun) / 1_000))) {
            Verdict verdict = judge(addressed, policies);
            verdicts.add(
                    new Judged(verdict, shadow == null ? null : Difference.between(verdict, judge(addressed, shadow))));
        }
        return verdicts;
    }

    private static Verdict judge(TenantEvidence addressed, Policies policies) {
        return Authentication.judge(
                addressed.evidence(), addressed.tenant(), policies.policyOf(addressed.tenant()), addressed.signals());
    }
}
