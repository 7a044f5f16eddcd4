package io.sealstream.benchmarks.throughput;

import io.sealstream.benchmarks.corpus.Corpus;
import io.sealstream.cli.Version;
import io.sealstream.cli.local.JobFailed;
import io.sealstream.cli.local.LocalFlink;
import io.sealstream.functions.authenticate.DnsSourceFactory;
import io.sealstream.functions.dns.CacheCounts;
import io.sealstream.job.Endpoints;
import io.sealstream.job.Environments;
import io.sealstream.job.MailAuthJob;
import io.sealstream.job.config.ConfigException;
import io.sealstream.job.config.JobConfig;
import io.sealstream.serde.verdict.VerdictJson;
import java.io.IOException;
import java.util.Locale;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The job, fed from memory, as far as is wanted of it. Measured while it runs: its start is no part of the figures. */
final class FlinkRun {
    /** How often a job that was just submitted is looked at. */
    private static final long LOOK_MILLIS = 20;

    private static final String CONFIGURATION = """
            name: bench
            source: {files: {paths: [memory]}}
            sink: {kafka: {bootstrap-servers: none, verdicts: none, dead-letters: none}}
            checkpoint-interval: 2 s
            authenticate: {threads: %d, capacity: %d}
            signals: {enabled: %s}
            flink: {state.backend.type: %s}
            """;

    private final LocalFlink flink;
    private final int slots;
    private final int threads;
    private final int capacity;
    private final DnsSourceFactory dns;
    private long checkpointBytes;

    /** How far a message goes before it is dropped. */
    enum Depth {
        /** Source, authenticate, route. */
        EVIDENCE("route"),
        /** And composite authentication. */
        VERDICT("composite"),
        /** And the verdict's JSON. */
        JSON("composite"),
        /** And what is known of senders, in the heap. */
        SIGNALS("composite"),
        /** And what is known of senders, in RocksDB. */
        SIGNALS_ROCKSDB("composite");

        /** The last operator, whose records are counted. */
        private final String operator;

        Depth(String operator) {
            this.operator = operator;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param threads that take messages off each subtask
     * @param capacity messages under way in each subtask
     */
    FlinkRun(LocalFlink flink, int slots, int threads, int capacity, DnsSourceFactory dns) {
        this.flink = flink;
        this.slots = slots;
        this.threads = threads;
        this.capacity = capacity;
        this.dns = dns;
    }

    /** Warms up, and measures, each for so long. */
    Measured measure(Corpus corpus, Depth depth, double seconds)
            throws ConfigException, IOException, JobFailed, InterruptedException {
        MemorySource.feed(corpus.mails());
        RecordCounter.forget();
        JobID job = flink.submit(topology(depth));
        try {
            while (RecordCounter.taken(depth.operator) == 0 && !flink.hasEnded(job)) {
                Thread.sleep(LOOK_MILLIS);
            }
            WarmUp warmUp = new WarmUp(seconds);
            while (!warmUp.isOver()) {
                Thread.sleep(warmUp.windowMillis());
            }
            long before = RecordCounter.taken(depth.operator);
            CacheCounts dnsBefore = ZoneDns.counts();
            Meter meter = Meter.start();
            Thread.sleep(Math.max(1, (long) (seconds * 1_000)));
            Meter.Usage usage = meter.stop();
            long messages = RecordCounter.taken(depth.operator) - before;
            checkpointBytes = CheckpointSize.largest(flink, job);
            return new Measured(
                    messages,
                    messages * corpus.bytes() / corpus.mails().size(),
                    usage,
                    ZoneDns.hitRatioSince(dnsBefore));
        } finally {
            MemorySource.stop();
            flink.await(job);
        }
    }

    /** Octets of the largest checkpoint of the job that was measured last; 0: there was none. */
    long checkpointBytes() {
        return checkpointBytes;
    }

    private JobConfig config(Depth depth) throws ConfigException {
        boolean signals = depth == Depth.SIGNALS || depth == Depth.SIGNALS_ROCKSDB;
        String backend = depth == Depth.SIGNALS_ROCKSDB ? "rocksdb" : "hashmap";
        return JobConfig.parse(CONFIGURATION.formatted(threads, capacity, signals, backend), "bench")
                .with(dns);
    }

    private StreamExecutionEnvironment topology(Depth depth) throws ConfigException {
        JobConfig config = config(depth);
        StreamExecutionEnvironment environment = Environments.cluster(config);
        environment.setParallelism(slots);
        Endpoints endpoints = new Endpoints(
                new MemorySource(slots),
                null,
                null,
                depth == Depth.JSON
                        ? new JsonSink(
                                new VerdictJson(config.recipients(), VerdictJson.DEFAULT_MAX_BYTES, Version.text()))
                        : new DiscardingSink<>(),
                new DiscardingSink<>(),
                new DiscardingSink<>(),
                null,
                null);
        if (depth == Depth.EVIDENCE) {
            MailAuthJob.evidence(environment, config, endpoints)
                    .sinkTo(new DiscardingSink<>())
                    .name("evidence")
                    .uid("evidence");
        } else {
            MailAuthJob.build(environment, config, endpoints);
        }
        return environment;
    }
}
