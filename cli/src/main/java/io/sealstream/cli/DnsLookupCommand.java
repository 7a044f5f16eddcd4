package io.sealstream.cli;

import io.sealstream.functions.dns.AnswerLog;
import io.sealstream.functions.dns.BlockingDns;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sealstream dns lookup}: what is known of a question as of a time. */
@Command(
        name = "lookup",
        description = "Says what is known of a question as of a time, from where, and when it was seen.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Nobody is asked unless --live or --resolver says so.",
            "",
            "Example: sealstream dns lookup s1._domainkey.fabrikam.com TXT --as-of 2024-05-04 --dns dns-archive"
        })
final class DnsLookupCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The domain name.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "TYPE", description = "${COMPLETION-CANDIDATES}")
    private RecordType type = RecordType.TXT;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description =
                    "The time to answer for (RFC 3339, or a date). Default: not known, as for mail without a date.")
    private @Nullable String asOf;

    @Mixin
    private final DnsOptions dns = new DnsOptions();

    @Override
    public Integer call() {
        DomainName domain =
                DomainName.parse(name).orElseThrow(() -> new UsageException("NAME: not a domain name: " + name));
        Instant time = asOf == null ? null : ArrivalOptions.time("--as-of", asOf);
        Question question = new Question(domain, type);
        try (DnsSource source = dns.open()) {
            Answer answer = new BlockingDns(source, time, Verification.DNS_TIMEOUT).lookup(question);
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            out.print(AnswerText.of(question, time, answer));
            out.println("Digest    " + AnswerLog.digest(question, time, answer));
        }
        return Sealstream.COMPLETE;
    }
}
