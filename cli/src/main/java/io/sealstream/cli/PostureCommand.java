package io.sealstream.cli;

import io.sealstream.functions.dns.BlockingDns;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.mailauth.dkim.SelectorPosture;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.signature.CryptoProvider;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sealstream posture}: what domains publish, and what is weak in it. */
@Command(
        name = "posture",
        description = "Tells what domains publish for SPF, DMARC and DKIM, and what is weak in it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Each finding is a problem, a note, ok or unknown: DNS that failed or was not observed says nothing of a domain.",
            "Nobody is asked unless --live or --resolver says so.",
            "",
            "Example: sealstream posture fabrikam.com contoso.com --live --selector selector1 --selector selector2"
        })
final class PostureCommand implements Callable<Integer> {
    private static final Duration DNS_TIMEOUT = Duration.ofSeconds(20);

    @Parameters(paramLabel = "DOMAIN", arity = "0..*", description = "The domains, in the order of the report.")
    private List<String> domains = List.of();

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "When it has to hold (RFC 3339, or a date). Default: now.")
    private @Nullable String asOf;

    @Option(names = "--selector", paramLabel = "NAME", description = "A DKIM selector to look at; repeatable.")
    private List<String> selectors = List.of();

    @Option(names = "--json", description = "One JSON object a line, for a program.")
    private boolean json;

    @Mixin
    private final DnsOptions dns = new DnsOptions();

    @Override
    public Integer call() {
        if (domains.isEmpty()) {
            throw new UsageException("posture of what? Give a DOMAIN");
        }
        Map<DomainName, Map<String, DomainName>> asked = asked();
        AsOf then = AsOf.of(
                asOf == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : ArrivalOptions.time("--as-of", asOf));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CryptoProvider provider = CryptoProvider.detect();
        int[] seenAtAnotherTime = {0};
        try (DnsSource source = dns.open()) {
            BlockingDns blocking = new BlockingDns(source, then.receivedAt(), DNS_TIMEOUT);
            asked.forEach((domain, names) -> {
                DnsAsOf known = new DnsAsOf(blocking, then);
                DomainPosture posture = DomainPosture.of(domain, names, known, then, provider);
                out.print(json ? PostureJson.of(posture) + "\n" : PostureText.of(posture) + "\n");
                seenAtAnotherTime[0] += known.seenAtAnotherTime();
            });
        }
        System.err.print(dns.notAskedLine());
        System.err.print(anotherTimeLine(seenAtAnotherTime[0], then));
        return Sealstream.COMPLETE;
    }

    /** Each domain once, with the names of its selectors. */
    private Map<DomainName, Map<String, DomainName>> asked() {
        Map<DomainName, Map<String, DomainName>> asked = new LinkedHashMap<>();
        for (String text : domains) {
            DomainName domain = hostName(text);
            Map<String, DomainName> names = new LinkedHashMap<>();
            for (String selector : selectors) {
                names.put(selector, keyName(selector, domain));
            }
            asked.put(domain, names);
        }
        return asked;
    }

    private static DomainName hostName(String text) {
        return DomainName.parse(text)
                .filter(name -> isHostName(name.toString()))
                .orElseThrow(() -> new UsageException("not a domain name: " + text));
    }

    private static DomainName keyName(String selector, DomainName domain) {
        return SelectorPosture.nameOf(selector, domain)
                .filter(name -> isHostName(name.toString()))
                .orElseThrow(() -> new UsageException("--selector: not a selector: " + selector));
    }

    /** DNS allows any octet; an address or a URL is rather a mistake of who typed it. */
    private static boolean isHostName(String name) {
        return name.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.');
    }

    private static String anotherTimeLine(int answers, AsOf then) {
        return answers == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Not used: %,d answer%s seen only at another time than %s. To judge another time: --as-of TIME.%n",
                        answers,
                        answers == 1 ? "" : "s",
                        then.receivedAt());
    }
}
