package io.sealstream.cli;

import io.sealstream.functions.dns.DnsFileException;
import io.sealstream.functions.dns.RocksArchive;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sealstream dns export}: an archive as NDJSON. */
@Command(
        name = "export",
        description = "Writes an archive as NDJSON in Passive DNS Common Output Format, by name.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "That a zone was held whole is not in it: what was absent from the zone is not observed there."})
final class DnsExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The archive.")
    private Path directory = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it. Default: standard output.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new UsageException("no such directory: " + directory);
        }
        try (OutputStream out = open()) {
            long rows = RocksArchive.export(directory, out);
            System.err.printf(Locale.ROOT, "%,d row%s%n", rows, rows == 1 ? "" : "s");
            return Sealstream.COMPLETE;
        } catch (DnsFileException unusable) {
            throw new UsageException(String.valueOf(unusable.getMessage()));
        }
    }

    private OutputStream open() {
        try {
            return new BufferedOutputStream(output == null ? System.out : Files.newOutputStream(output), 1 << 16);
        } catch (IOException unusable) {
            throw new UsageException("-o: cannot be written: " + output);
        }
    }
}
