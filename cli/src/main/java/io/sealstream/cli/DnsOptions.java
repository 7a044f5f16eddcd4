package io.sealstream.cli;

import io.sealstream.functions.dns.DnsChain;
import io.sealstream.functions.dns.DnsFileException;
import io.sealstream.functions.dns.DnsFiles;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.functions.dns.NotAsked;
import io.sealstream.functions.dns.Resolvers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where DNS answers come from. Without {@code --live} or {@code --resolver} nobody is asked. */
final class DnsOptions {
    @Option(
            names = "--dns",
            paramLabel = "FILE",
            description =
                    "Answers from a zone file (RFC 1035) or NDJSON (Passive DNS Common Output Format); repeatable.")
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

    private final NotAsked notAsked = new NotAsked();

    /** Opens the sources; to be closed. */
    DnsSource open() {
        if (closedWorld && files.isEmpty()) {
            throw new UsageException("--closed-world goes with --dns");
        }
        if (observed != null && files.isEmpty()) {
            throw new UsageException("--dns-observed goes with --dns");
        }
        List<DnsSource> chain = new ArrayList<>();
        if (!files.isEmpty()) {
            chain.add(load());
        }
        chain.add(asks() ? live() : notAsked);
        return DnsChain.of(chain);
    }

    private DnsSource load() {
        try {
            return DnsFiles.load(
                    files, observed == null ? null : ArrivalOptions.time("--dns-observed", observed), closedWorld);
        } catch (DnsFileException unusable) {
            throw new UsageException("--dns: " + unusable.getMessage());
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
                "To ask them: --live, or --resolver HOST. To answer them: --dns FILE.");
    }
}
