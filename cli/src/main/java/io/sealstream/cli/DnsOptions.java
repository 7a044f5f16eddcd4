package io.sealstream.cli;

import io.sealstream.functions.dns.DnsChain;
import io.sealstream.functions.dns.DnsFileException;
import io.sealstream.functions.dns.DnsFiles;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.functions.dns.FirstAnswers;
import io.sealstream.functions.dns.NotAsked;
import io.sealstream.functions.dns.ReplayLog;
import io.sealstream.functions.dns.Resolvers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where DNS answers come from. Without {@code --live} or {@code --resolver} nobody is asked. */
final class DnsOptions {
    @Option(
            names = "--dns",
            paramLabel = "FILE|DIR",
            description =
                    "Answers from a zone file (RFC 1035), NDJSON (Passive DNS Common Output Format) or an archive made by"
                            + " 'sealstream dns import'; repeatable.")
    private List<Path> files = List.of();

    @Option(
            names = "--dns-observed",
            paramLabel = "TIME",
            description =
                    "When the answers of --dns were seen, unless its rows say so. Default: they speak for all times.")
    private @Nullable String observed;

    @Option(names = "--closed-world", description = "What the files of --dns don't hold does not exist.")
    private boolean closedWorld;

    @Option(names = "--live", description = "Ask the system's resolvers for what the files don't hold.")
    private boolean live;

    @Option(
            names = "--resolver",
            paramLabel = "HOST[:PORT]",
            description = "Ask this resolver for what the files don't hold; repeatable.")
    private List<String> resolvers = List.of();

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Answers from the log of a recorded run, and from nothing else; repeatable.")
    private List<Path> logs = List.of();

    private final NotAsked notAsked = new NotAsked();

    /** Opens the sources; to be closed. */
    DnsSource open() {
        return open(false);
    }

    /** Opens the sources for a run whose answers are recorded, which sees one view of live DNS. */
    DnsSource openRecorded() {
        return open(true);
    }

    private DnsSource open(boolean recorded) {
        check();
        List<DnsSource> chain = new ArrayList<>();
        if (isReplay()) {
            chain.add(read("--replay", () -> ReplayLog.load(logs)));
        } else if (!files.isEmpty()) {
            Instant time = observed == null ? null : ArrivalOptions.time("--dns-observed", observed);
            chain.add(read("--dns", () -> DnsFiles.open(files, time, closedWorld)));
        }
        if (asks()) {
            chain.add(recorded ? new FirstAnswers(live()) : live());
        } else {
            chain.add(notAsked);
        }
        return DnsChain.of(chain);
    }

    private void check() {
        if (closedWorld && files.isEmpty()) {
            throw new UsageException("--closed-world goes with --dns");
        }
        if (observed != null && files.isEmpty()) {
            throw new UsageException("--dns-observed goes with --dns");
        }
        if (isReplay() && (asks() || !files.isEmpty())) {
            throw new UsageException("--replay answers from the log alone: not with --dns, --live or --resolver");
        }
    }

    /** Whether the answers come from a log. */
    boolean isReplay() {
        return !logs.isEmpty();
    }

    private static DnsSource read(String option, Supplier<DnsSource> files) {
        try {
            return files.get();
        } catch (DnsFileException unusable) {
            throw new UsageException(option + ": " + unusable.getMessage());
        }
    }

    private DnsSource live() {
        try {
            return Resolvers.open(resolvers);
        } catch (IllegalArgumentException unusable) {
            throw new UsageException("--resolver: " + unusable.getMessage());
        }
    }

    private boolean asks() {
        return live || !resolvers.isEmpty();
    }

    /** The line about questions that nobody was asked; empty: there were none. */
    String notAskedLine() {
        return Summary.notAsked(
                notAsked.questions(),
                notAsked.zones(),
                isReplay()
                        ? "The log has no answer to them: they were not asked in the run either, or it was of other mail."
                        : "To ask them: --live, or --resolver HOST. To answer them: --dns FILE.");
    }
}
