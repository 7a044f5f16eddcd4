package io.sealstream.cli;

import io.sealstream.functions.dns.DnsSource;
import io.sealstream.functions.policy.Policies;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.archive.ArchiveSettings;
import io.sealstream.serde.archive.MailArchive;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sealstream explain}: one message, every step in words. */
@Command(
        name = "explain",
        description = "Explains the verdict on one message: which header, which record, which rule, why.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example: sealstream explain message.eml --dns zone.txt --ip 192.0.2.1 --mail-from a@fabrikam.com"
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The message; of an archive, its --message. - for standard input.")
    private Path file = Path.of("-");

    @Option(names = "--message", paramLabel = "N", description = "Which message of an archive, from 1. Default: 1.")
    private int number = 1;

    @Mixin
    private final DnsOptions dns = new DnsOptions();

    @Mixin
    private final ArrivalOptions arrival = new ArrivalOptions();

    @Mixin
    private final PolicyOptions policy = new PolicyOptions();

    @Mixin
    private final OutputOptions format = new OutputOptions();

    @Override
    public Integer call() {
        if (!file.toString().equals("-") && !Files.exists(file)) {
            throw new UsageException("no such file: " + file);
        }
        Policies policies = policy.policies();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int[] exit = {Sealstream.COMPLETE};
        try (DnsSource source = dns.open();
                MailArchive archive = MailArchive.open(
                        List.of(file),
                        System.in,
                        new ArchiveSettings(ArchiveSettings.DEFAULT_MAX_MESSAGE_BYTES, arrival.fidelity()))) {
            for (int skipped = 1; skipped < number && archive.hasNext(); skipped++) {
                archive.next();
            }
            if (!archive.hasNext()) {
                throw new UsageException(file + " has no message " + number);
            }
            Verification verification =
                    new Verification(new Authentication(arrival.settings().withDiagnosis()), source, policies, null);
            archive.next()
                    .accept(
                            mail -> explain(verification, arrival.addressed(mail), out, exit),
                            letter -> tell(letter, exit));
        }
        System.err.print(dns.notAskedLine());
        return exit[0];
    }

    private static void explain(Verification verification, Mail mail, PrintStream out, int[] exit) {
        verification.verify(
                mail,
                verdicts -> out.print(verdicts.stream()
                        .map(judged -> Explanation.of(judged.verdict()))
                        .collect(Collectors.joining("\n"))),
                letter -> tell(letter, exit));
    }

    private static void tell(Unreadable letter, int[] exit) {
        System.err.println(
                "sealstream: " + letter.origin().text() + ": " + letter.reason().word() + ": " + letter.detail());
        exit[0] = Sealstream.INCOMPLETE;
    }
}
