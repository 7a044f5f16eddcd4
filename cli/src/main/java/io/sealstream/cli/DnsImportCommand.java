package io.sealstream.cli;

import io.sealstream.functions.dns.DnsFileException;
import io.sealstream.functions.dns.ImportObserver;
import io.sealstream.functions.dns.RocksArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sealstream dns import}: files into an archive on disk. */
@Command(
        name = "import",
        description = "Adds files to an archive on disk, which is made where it is missing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "A line of NDJSON that cannot be understood is skipped and told; then the exit code is 1.",
            "Importing the same again changes no answer. Use the archive with --dns DIR, or in the job's dns.files.",
            "",
            "Example: sealstream dns import keys.ndjson example.zone --dns-observed 2026-05-04 --into dns-archive"
        })
final class DnsImportCommand implements Callable<Integer> {
    private static final int SKIPPED_TOLD = 20;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "NDJSON in Passive DNS Common Output Format or of DKIM keys (domain, selector, value, first_seen,"
                            + " last_seen), or a zone file (RFC 1035); each also .gz or .zst.")
    private List<Path> files = List.of();

    @Option(names = "--into", paramLabel = "DIR", required = true, description = "The archive.")
    private Path directory = Path.of("");

    @Option(
            names = "--dns-observed",
            paramLabel = "TIME",
            description =
                    "When what is in the files was seen, unless its rows say so. Default: it speaks for all times.")
    private @Nullable String observed;

    private final List<String> firstSkipped = new ArrayList<>();
    private long skipped;

    @Override
    public Integer call() {
        Instant when = observed == null ? null : ArrivalOptions.time("--dns-observed", observed);
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new UsageException("no such file: " + file);
            }
        }
        long begun = System.nanoTime();
        long sightings;
        try (Progress progress = new Progress(System.err, Progress.isTerminal(), -1)) {
            sightings = RocksArchive.importFiles(files, when, directory, observer(progress));
        } catch (DnsFileException unusable) {
            System.err.println("sealstream: " + unusable.getMessage());
            return Sealstream.INCOMPLETE;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.err.printf(
                Locale.ROOT,
                "%,d sighting%s of %d file%s in %s: %.1f s, %,.0f/s%n",
                sightings,
                sightings == 1 ? "" : "s",
                files.size(),
                files.size() == 1 ? "" : "s",
                directory,
                seconds,
                sightings / seconds);
        reportSkipped();
        return skipped == 0 ? Sealstream.COMPLETE : Sealstream.INCOMPLETE;
    }

    private ImportObserver observer(Progress progress) {
        return new ImportObserver() {
            @Override
            public void taken(long sightings) {
                progress.count(sightings, "sightings");
            }

            @Override
            public void skipped(Path file, long line, String reason) {
                if (skipped++ < SKIPPED_TOLD) {
                    firstSkipped.add(file + ":" + line + ": " + reason);
                }
            }
        };
    }

    private void reportSkipped() {
        if (skipped == 0) {
            return;
        }
        System.err.printf(Locale.ROOT, "%,d line%s skipped:%n", skipped, skipped == 1 ? "" : "s");
        firstSkipped.forEach(line -> System.err.println("  " + line));
        if (skipped > SKIPPED_TOLD) {
            System.err.printf(Locale.ROOT, "  and %,d more%n", skipped - SKIPPED_TOLD);
        }
    }
}
