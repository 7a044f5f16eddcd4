package io.sealstream.cli;

import io.sealstream.cli.Verification.Judged;
import io.sealstream.functions.authenticate.ResultCounts;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.functions.policy.Policies;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.archive.ArchiveSettings;
import io.sealstream.serde.archive.MailArchive;
import io.sealstream.serde.verdict.VerdictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sealstream verify}: messages in files to verdicts, in input order. */
@Command(
        name = "verify",
        description = "Verifies messages in files: one verdict a line, in input order.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Nobody is asked unless --live or --resolver says so: a question about a phish's own zone tells its owner that"
                    + " someone looks. What was not asked is said in the summary.",
            "",
            "Exit codes: 0 complete, 1 with dead letters, 2 for a usage error.",
            "",
            "With --record FILE the DNS answers are kept: a later --replay FILE comes offline to the same verdicts, to the byte but"
                    + " for processing.",
            "",
            "Example: sealstream verify inbox.mbox.gz --dns zone.txt --receiver microsoft365 -o verdicts.ndjson"
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int MAX_UNDER_WAY = 512;
    private static final long MAX_BYTES_UNDER_WAY = 64L << 20;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description =
                    ".eml, mbox (mboxrd; .mboxo), .ndjson, a Maildir or a directory, each also .gz or .zst; - for standard"
                            + " input.")
    private List<Path> paths = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write the verdicts. Default: standard output.")
    private @Nullable Path output;

    @Option(names = "--threads", paramLabel = "N", description = "Worker threads. Default: one a core.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--max-message-bytes",
            paramLabel = "N",
            description = "A longer message is a dead letter. Default: 33554432.")
    private int maxMessageBytes = ArchiveSettings.DEFAULT_MAX_MESSAGE_BYTES;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no summary.")
    private boolean quiet;

    @Option(names = "--diagnose", description = "Look for how failed signatures broke: up to about 20 ms a message.")
    private boolean diagnose;

    @Mixin
    private final DnsOptions dns = new DnsOptions();

    @Mixin
    private final RecordOptions recording = new RecordOptions();

    @Mixin
    private final ArrivalOptions arrival = new ArrivalOptions();

    @Mixin
    private final PolicyOptions policy = new PolicyOptions();

    @Mixin
    private final WhatIfOptions whatIf = new WhatIfOptions();

    @Mixin
    private final OutputOptions format = new OutputOptions();

    private final ResultCounts counts = new ResultCounts();

    /**
     * What became of one message: its verdicts with their lines, or {@code unreadable}.
     *
     * @param unreadable null: there are verdicts
     */
    private record Outcome(
            List<Judged> verdicts,
            List<byte[]> lines,
            @Nullable Unreadable unreadable) {
        static Outcome of(Unreadable unreadable) {
            return new Outcome(List.of(), List.of(), unreadable);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Policies policies = policy.policies();
        Policies shadow = whatIf.policies();
        long begun = System.nanoTime();
        VerdictJson json = format.json().withDnsLog(recording.runId());
        try (DnsSource source = recording.file() == null ? dns.open() : dns.openRecorded();
                AnswerLogFile log = recording.file() == null ? null : AnswerLogFile.open(recording.file());
                MailArchive archive =
                        MailArchive.open(paths, System.in, new ArchiveSettings(maxMessageBytes, arrival.fidelity()));
                VerdictOutput out = VerdictOutput.open(output);
                DifferenceFile differences = DifferenceFile.open(whatIf.differences());
                OrderedWork<Outcome> work = new OrderedWork<>(threads, MAX_UNDER_WAY, MAX_BYTES_UNDER_WAY);
                Progress progress = new Progress(System.err, Progress.isTerminal() && !quiet, totalBytes())) {
            Verification verification = new Verification(new Authentication(settings()), source, policies, shadow);
            while (archive.hasNext()) {
                Intake intake = archive.next();
                intake.accept(
                        mail -> work.submit(
                                () -> verify(verification, json, arrival.addressed(mail)), mail.bytes().length),
                        unreadable -> work.submit(() -> Outcome.of(unreadable), 0));
                while (work.isDue()) {
                    write(work.take(), out, differences, log);
                }
                progress.update(counts.messages(), archive.octetsRead());
            }
            while (!work.isEmpty()) {
                write(work.take(), out, differences, log);
                progress.update(counts.messages(), archive.octetsRead());
            }
            out.complete();
            differences.complete();
            if (log != null) {
                log.complete();
            }
            progress.close();
            report(out, log, source, (System.nanoTime() - begun) / 1e9);
            return out.deadLetters() == 0 ? Sealstream.COMPLETE : Sealstream.INCOMPLETE;
        }
    }

    private AuthenticationSettings settings() {
        return diagnose ? arrival.settings().withDiagnosis() : arrival.settings();
    }

    private void check() {
        if (threads < 1 || threads > 1024) {
            throw new UsageException("--threads: from 1 to 1024, not " + threads);
        }
        if (maxMessageBytes < 1 || maxMessageBytes > 1 << 30) {
            throw new UsageException("--max-message-bytes: from 1 to 1073741824, not " + maxMessageBytes);
        }
        recording.check(dns.isReplay());
        whatIf.check();
        if (paths.isEmpty()) {
            throw new UsageException("verify what? Give a PATH, or - for standard input");
        }
        for (Path path : paths) {
            if (!path.toString().equals("-") && !Files.exists(path)) {
                throw new UsageException("no such file: " + path);
            }
        }
    }

    private static Outcome verify(Verification verification, VerdictJson json, Mail mail) {
        Outcome[] outcome = new Outcome[1];
        verification.verify(
                mail,
                verdicts -> outcome[0] = new Outcome(
                        verdicts,
                        verdicts.stream()
                                .map(judged -> json.write(judged.verdict()))
                                .toList(),
                        null),
                unreadable -> outcome[0] = Outcome.of(unreadable));
        return outcome[0];
    }

    private void write(Outcome outcome, VerdictOutput out, DifferenceFile differences, @Nullable AnswerLogFile log)
            throws IOException {
        if (outcome.unreadable() != null) {
            out.deadLetter(outcome.unreadable());
        }
        for (Judged judged : outcome.verdicts()) {
            counts.add(judged.verdict());
            if (log != null) {
                log.record(judged.verdict().evidence());
            }
            if (whatIf.isAsked()) {
                counts.compare(judged.difference());
            }
            if (judged.difference() != null) {
                differences.write(judged.difference());
            }
        }
        for (byte[] line : outcome.lines()) {
            out.verdict(line);
        }
    }

    /** Octets of the files as they lie; -1 where that takes more than a look. */
    private long totalBytes() {
        long total = 0;
        for (Path path : paths) {
            if (!Files.isRegularFile(path)) {
                return -1;
            }
            total += path.toFile().length();
        }
        return total;
    }

    private void report(VerdictOutput out, @Nullable AnswerLogFile log, DnsSource source, double seconds) {
        if (quiet) {
            return;
        }
        System.err.print(dns.notAskedLine());
        System.err.printf(
                Locale.ROOT,
                "%,d verdict%s on %s in %.1f s%s%n",
                counts.messages(),
                counts.messages() == 1 ? "" : "s",
                Bytes.text(counts.bytes()),
                seconds,
                output == null ? "" : ", in " + output);
        if (out.deadLetters() > 0) {
            System.err.printf(
                    Locale.ROOT,
                    "%,d dead letter%s%s%n",
                    out.deadLetters(),
                    out.deadLetters() == 1 ? "" : "s",
                    out.deadLetterPlace());
        }
        System.err.print(Summary.asked(source.counts()));
        if (log != null) {
            System.err.print(Summary.recorded(log.rows(), recording));
        }
        System.err.print(Summary.results(counts));
    }
}
