package io.sealstream.benchmarks.throughput;

import io.sealstream.benchmarks.corpus.Corpus;
import io.sealstream.functions.dns.BlockingDns;
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

    /** Warms up, and measures whole passes over the corpus, each for about so long. */
    Measured measure(Corpus corpus, double seconds) {
        List<Mail> mails = corpus.mails();
        pass(mails, seconds);
        Meter meter = Meter.start();
        long messages = pass(mails, seconds);
        return new Measured(messages, messages / mails.size() * corpus.bytes(), meter.stop());
    }

    private long pass(List<Mail> mails, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long messages = 0;
        do {
            for (Mail mail : mails) {
                last = judge(mail);
            }
            messages += mails.size();
        } while (System.nanoTime() - end < 0);
        return messages;
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
