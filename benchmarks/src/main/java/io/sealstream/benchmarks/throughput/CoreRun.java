package io.sealstream.benchmarks.throughput;

import io.sealstream.benchmarks.corpus.Corpus;
import io.sealstream.functions.dns.BlockingDns;
import io.sealstream.functions.dns.CacheCounts;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dns.Dns;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The library on the calling thread: from the octets of a message to its verdict. */
final class CoreRun {
    private static final Duration DNS_TIMEOUT = Duration.ofSeconds(10);

    private final Authentication core;
    private final DnsSource dns;

    /** What the last message came to, so that no work is left out. */
    private @Nullable Verdict last;

    CoreRun(Authentication core, DnsSource dns) {
        this.core = core;
        this.dns = dns;
    }

    /** Warms up, and measures whole passes for about so long. */
    Measured measure(Corpus corpus, double seconds) {
        List<Mail> mails = corpus.mails();
        WarmUp warmUp = new WarmUp(seconds);
        do {
            pass(mails);
        } while (!warmUp.isOver());
        CacheCounts dnsBefore = ZoneDns.counts();
        Meter meter = Meter.start();
        long messages = 0;
        do {
            pass(mails);
            messages += mails.size();
        } while (meter.seconds() < seconds);
        Meter.Usage usage = meter.stop();
        return new Measured(
                messages, messages / mails.size() * corpus.bytes(), usage, ZoneDns.hitRatioSince(dnsBefore));
    }

    private void pass(List<Mail> mails) {
        for (Mail mail : mails) {
            last = judge(mail);
        }
    }

    Verdict judge(Mail mail) {
        Examination message = core.examine(mail);
        return Authentication.judge(core.authenticate(message, dns(message)), CompositePolicy.NONE);
    }

    /** DNS as that message sees it. */
    Dns dns(Examination message) {
        return new BlockingDns(dns, message.asOf().receivedAt(), DNS_TIMEOUT);
    }

    /** The verdict on the message measured last. */
    @Nullable
    Verdict last() {
        return last;
    }
}
