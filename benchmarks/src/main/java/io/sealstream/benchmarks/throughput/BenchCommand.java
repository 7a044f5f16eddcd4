package io.sealstream.benchmarks.throughput;

import io.sealstream.benchmarks.corpus.Corpus;
import io.sealstream.benchmarks.corpus.CorpusCommand;
import io.sealstream.benchmarks.corpus.CorpusFiles;
import io.sealstream.cli.UsageException;
import io.sealstream.cli.Version;
import io.sealstream.mailauth.signature.CryptoProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sealstream bench}: what a message costs. */
@Command(
        name = "bench",
        description = "Measures what a message costs: a table on standard error, one JSON object on standard output.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = CorpusCommand.class,
        footer = {
            "",
            "core is the library on one thread; flink the job, fed from memory; kafka the job from a broker in this process and"
                    + " back. DNS is warm. Where openssl, and a C compiler with libcrypto, are there, their arithmetic and the floor"
                    + " are measured in the same run: read a figure as a ratio to these.",
            "",
            "Example: sealstream bench corpus --out corpus && sealstream bench --corpus corpus"
        })
public final class BenchCommand implements Callable<Integer> {
    /** Who does the arithmetic. */
    enum Crypto {
        AUTO,
        NATIVE,
        JDK
    }

    @Option(names = "--corpus", paramLabel = "DIR", description = "Mail, such as 'bench corpus' writes.")
    private @Nullable Path corpus;

    @Option(
            names = "--dns",
            paramLabel = "FILE",
            description = "Its DNS; repeatable. Default: " + CorpusFiles.ZONE + " in the corpus.")
    private List<Path> dns = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long to warm up, and then to measure. Default: ${DEFAULT-VALUE}",
            defaultValue = "10")
    private double seconds = 10;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "Parallel subtasks. Default: ${DEFAULT-VALUE}",
            defaultValue = "1")
    private int slots = 1;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "That take messages off each slot; with --mode flink or kafka. Default: ${DEFAULT-VALUE}",
            defaultValue = "1")
    private int threads = 1;

    @Option(
            names = "--capacity",
            paramLabel = "N",
            description = "Messages under way in each slot; with --mode flink. Default: ${DEFAULT-VALUE}",
            defaultValue = "100")
    private int capacity = 100;

    @Option(
            names = "--dns-latency",
            paramLabel = "MS",
            description =
                    "Let each answer of DNS take so long, and none be at hand; with --mode flink, as far as the evidence.",
            defaultValue = "0")
    private int dnsLatency;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}",
            defaultValue = "CORE")
    private BenchRun.Mode mode = BenchRun.Mode.CORE;

    @Option(
            names = "--crypto",
            paramLabel = "WHO",
            description = "${COMPLETION-CANDIDATES}; only with --mode core. Default: ${DEFAULT-VALUE}",
            defaultValue = "AUTO")
    private Crypto crypto = Crypto.AUTO;

    @Option(names = "--alone", description = "Leave openssl and the floor out.")
    private boolean alone;

    @Override
    public Integer call() throws Exception {
        Path directory = check();
        Corpus mail = read(directory);
        List<String> files = dns().stream().map(Path::toString).toList();
        try (BenchRun run = new BenchRun(mail, new ZoneDns(files), provider(), seconds, threads, capacity)) {
            Report report = dnsLatency == 0 ? run.measure(mode, slots, !alone) : run.measureDelayed(slots, dnsLatency);
            System.err.print(report.table());
            System.out.println(report.json());
            System.out.flush();
        }
        return 0;
    }

    private Path check() {
        if (corpus == null) {
            throw new UsageException("bench what? Give --corpus DIR, and make it with 'bench corpus --out DIR'");
        }
        if (!Files.isDirectory(corpus)) {
            throw new UsageException("--corpus: no such directory: " + corpus);
        }
        if (!(seconds > 0 && seconds <= 3_600)) {
            throw new UsageException("--seconds: up to 3600, not " + seconds);
        }
        if (slots < 1 || slots > 256) {
            throw new UsageException("--slots: from 1 to 256, not " + slots);
        }
        if (mode == BenchRun.Mode.CORE && slots > 1) {
            throw new UsageException("--slots goes with --mode flink or kafka: core is one thread");
        }
        if (mode != BenchRun.Mode.CORE && crypto != Crypto.AUTO) {
            throw new UsageException("--crypto goes with --mode core: the job chooses by itself");
        }
        if (threads < 0 || threads > 256) {
            throw new UsageException("--threads: from 0 to 256, not " + threads);
        }
        if (capacity < 1 || capacity > 100_000) {
            throw new UsageException("--capacity: from 1 to 100000, not " + capacity);
        }
        if (dnsLatency < 0 || dnsLatency > 10_000) {
            throw new UsageException("--dns-latency: up to 10000 ms, not " + dnsLatency);
        }
        if (dnsLatency > 0 && mode != BenchRun.Mode.FLINK) {
            throw new UsageException("--dns-latency goes with --mode flink");
        }
        for (Path file : dns()) {
            if (!Files.isRegularFile(file)) {
                throw new UsageException("--dns: no such file: " + file);
            }
        }
        return corpus;
    }

    private List<Path> dns() {
        return dns.isEmpty() && corpus != null ? List.of(corpus.resolve(CorpusFiles.ZONE)) : dns;
    }

    private static Corpus read(Path directory) throws IOException {
        Corpus mail = Corpus.read(directory, Runtime.getRuntime().maxMemory() / 2);
        if (mail.mails().isEmpty()) {
            throw new UsageException("--corpus: no mail in " + directory);
        }
        return mail;
    }

    private CryptoProvider provider() {
        CryptoProvider corretto = crypto == Crypto.JDK ? null : CryptoProvider.corretto();
        if (corretto != null) {
            return corretto;
        }
        if (crypto == Crypto.NATIVE) {
            throw new UsageException("--crypto native: it does not load here");
        }
        return CryptoProvider.jdk();
    }
}
