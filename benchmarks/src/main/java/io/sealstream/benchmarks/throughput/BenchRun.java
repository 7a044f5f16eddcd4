package io.sealstream.benchmarks.throughput;

import io.sealstream.benchmarks.corpus.Corpus;
import io.sealstream.benchmarks.throughput.FlinkRun.Depth;
import io.sealstream.cli.local.JobFailed;
import io.sealstream.cli.local.LocalBroker;
import io.sealstream.cli.local.LocalFlink;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.job.config.ConfigException;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CryptoProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run: the library first, in each mode, for it is what the others are read by; then what goes around it. */
final class BenchRun implements AutoCloseable {
    /** What is small mail: fewer octets. */
    private static final int SMALL = 13_000;

    /** The most that is written into a topic. */
    private static final long MAX_TOPIC_BYTES = 4L << 30;

    private final Corpus corpus;
    private final ZoneDns zone;
    private final CryptoProvider crypto;
    private final double seconds;
    private final int threads;
    private final int capacity;
    private final Authentication core;
    private final DnsSource dns;
    private final CoreRun library;
    private final Path directory;
    private final Report report = new Report();

    /** What is measured. */
    enum Mode {
        CORE,
        FLINK,
        KAFKA;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param threads that take messages off each subtask of the job
     * @param capacity messages under way in each
     */
    BenchRun(Corpus corpus, ZoneDns zone, CryptoProvider crypto, double seconds, int threads, int capacity)
            throws IOException {
        this.corpus = corpus;
        this.zone = zone;
        this.crypto = crypto;
        this.seconds = seconds;
        this.threads = threads;
        this.capacity = capacity;
        this.core = new Authentication(AuthenticationSettings.defaults().with(crypto));
        this.dns = zone.open();
        this.library = new CoreRun(core, dns);
        this.directory = Files.createTempDirectory("sealstream-bench-");
    }

    /** @param compared whether openssl and the floor are measured too, before and after */
    Report measure(Mode mode, int slots, boolean compared)
            throws IOException, InterruptedException, ConfigException, JobFailed {
        report.setting(mode.word(), slots, crypto.name(), corpus.mails().size(), corpus.bytes());
        if (!corpus.whole()) {
            report.note("of the corpus only what fits into half of the heap was measured");
        }
        Comparison comparison = compared ? Comparison.begin(corpus, library::judge, directory) : Comparison.none();
        Measured alone = core();
        Measured measured = switch (mode) {
            case CORE -> alone;
            case FLINK -> flink(slots);
            case KAFKA -> kafka(slots);
        };
        comparison.end();
        report.measured(measured);
        report.stages(new Stages(core, crypto, library).measure(corpus, seconds / 2));
        small(comparison.openSsl());
        comparison.tell(report, measured);
        return report;
    }

    private Measured core() {
        Measured measured = library.measure(corpus, seconds);
        report.part(Mode.CORE.word(), measured);
        return measured;
    }

    private Measured flink(int slots) throws IOException, InterruptedException, ConfigException, JobFailed {
        try (LocalFlink flink = LocalFlink.start(1, slots, RecordCounter.settings())) {
            FlinkRun run = new FlinkRun(flink, slots, threads, capacity, zone);
            report.addition("evidence", run.measure(corpus, Depth.EVIDENCE, seconds));
            Measured verdict = run.measure(corpus, Depth.VERDICT, seconds);
            report.addition("verdict", verdict);
            Measured whole = run.measure(corpus, Depth.JSON, seconds);
            report.addition("json", whole);
            report.addition("signals", run.measure(corpus, Depth.SIGNALS, seconds), verdict);
            report.addition("signalsRocksDb", run.measure(corpus, Depth.SIGNALS_ROCKSDB, seconds), verdict);
            return whole;
        }
    }

    /** The job as far as the evidence, where each answer of DNS takes so long; and what is under way then, in a checkpoint. */
    Report measureDelayed(int slots, int millis) throws IOException, InterruptedException, ConfigException, JobFailed {
        report.setting(Mode.FLINK.word(), slots, crypto.name(), corpus.mails().size(), corpus.bytes());
        report.part(Mode.CORE.word(), library.measure(corpus, seconds));
        try (LocalFlink flink = LocalFlink.start(1, slots, RecordCounter.settings())) {
            FlinkRun run = new FlinkRun(flink, slots, threads, capacity, new DelayedDns(zone.files(), millis));
            Measured evidence = run.measure(corpus, Depth.EVIDENCE, seconds);
            report.part("evidence", evidence);
            report.measured(evidence);
            report.note(String.format(
                    Locale.ROOT,
                    "%,d messages under way in each slot, each answer of DNS after %d ms: checkpoints of up to %,d octets",
                    capacity,
                    millis,
                    run.checkpointBytes()));
        }
        report.stages(new Stages(core, crypto, library).measure(corpus, seconds / 2));
        return report;
    }

    private Measured kafka(int slots) throws IOException, InterruptedException, ConfigException, JobFailed {
        try (LocalBroker broker = LocalBroker.start();
                LocalFlink flink = LocalFlink.start(1, slots, RecordCounter.settings())) {
            Measured fromMemory =
                    new FlinkRun(flink, slots, threads, capacity, zone).measure(corpus, Depth.JSON, seconds);
            report.part("flink", fromMemory);
            KafkaRun run = new KafkaRun(broker, slots, threads);
            double wanted =
                    Math.min(fromMemory.messagesPerSecond() * seconds, MAX_TOPIC_BYTES / fromMemory.bytesPerMessage());
            run.fill(corpus, (long) wanted);
            report.part("bareConsumer", run.bareConsumer());
            Measured whole = run.job(flink, zone, seconds);
            report.part("kafka", whole);
            return whole;
        }
    }

    private void small(@Nullable OpenSsl openSsl) {
        Corpus small = corpus.smallerThan(SMALL);
        if (small.mails().isEmpty()) {
            return;
        }
        Measured measured = library.measure(small, seconds / 2);
        report.small(measured, openSsl == null ? null : arithmetic(small.mails(), openSsl));
    }

    /** Microseconds of openssl for the mean of those messages. */
    private double arithmetic(List<Mail> mails, OpenSsl openSsl) {
        double sum = 0;
        for (Mail mail : mails) {
            Work work = Work.of(library.judge(mail).evidence());
            sum += work.openSslMicros(openSsl, Message.of(mail.bytes()).bodyStart(), mail.bytes().length);
        }
        return sum / mails.size();
    }

    @Override
    public void close() throws IOException {
        dns.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
