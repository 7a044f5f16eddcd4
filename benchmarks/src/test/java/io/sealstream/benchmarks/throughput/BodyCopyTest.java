package io.sealstream.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.benchmarks.corpus.Corpus;
import io.sealstream.benchmarks.corpus.CorpusFiles;
import io.sealstream.benchmarks.throughput.FlinkRun.Depth;
import io.sealstream.cli.local.LocalFlink;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.job.Endpoints;
import io.sealstream.job.Environments;
import io.sealstream.job.MailAuthJob;
import io.sealstream.job.config.JobConfig;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.serde.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The octets of a message stay where the source put them, in the job's own topology, with object reuse as the job sets it. */
class BodyCopyTest {
    private static final int BODY = 4 << 20;
    private static final int MESSAGES = 8;
    private static final int LETTERS = 40;

    @TempDir
    static Path directory = Path.of("");

    /** What the sink of dead letters took. */
    private static final Queue<byte[]> LETTERED = new ConcurrentLinkedQueue<>();

    /** Messages with signatures, whose bodies are large. */
    @BeforeAll
    static void write() throws IOException {
        CorpusFiles.write(directory, MESSAGES, 1);
        byte[] line = ("x".repeat(62) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] more = new byte[BODY];
        for (int i = 0; i < more.length; i++) {
            more[i] = line[i % line.length];
        }
        for (int i = 0; i < MESSAGES; i++) {
            Files.write(directory.resolve("msg/000/00000" + i + ".eml"), more, StandardOpenOption.APPEND);
        }
    }

    private static Corpus corpus() throws IOException {
        return Corpus.read(directory, Long.MAX_VALUE);
    }

    @Test
    void aVerdictAllocatesAFractionOfTheMessage() throws Exception {
        ZoneDns zone = new ZoneDns(List.of(directory.resolve(CorpusFiles.ZONE).toString()));
        for (int threads = 0; threads < 2; threads++) {
            try (LocalFlink flink = LocalFlink.start(1, 1, RecordCounter.settings())) {
                Measured measured = new FlinkRun(flink, 1, threads, 100, zone).measure(corpus(), Depth.VERDICT, 0.5);
                assertThat(measured.messages()).isPositive();
                assertThat(measured.allocatedBytesPerMessage()).isLessThan(BODY / 8.0);
            }
        }
    }

    @Test
    void theArrayBehindAuthenticateIsTheOneThatTheSourceGave() throws Exception {
        Corpus corpus = corpus();
        MemorySource.feed(corpus.mails());
        JobConfig config = JobConfig.parse("""
                name: copies
                source: {files: {paths: [memory]}}
                sink: {kafka: {bootstrap-servers: none, verdicts: none, dead-letters: none}}
                """, "copies").with(Broken::new);
        try (LocalFlink flink = LocalFlink.start(1, 1, new Configuration())) {
            StreamExecutionEnvironment environment = Environments.local(config);
            environment.setParallelism(1);
            MailAuthJob.build(
                    environment,
                    config,
                    new Endpoints(
                            new MemorySource(1),
                            null,
                            null,
                            new DiscardingSink<>(),
                            new Letters(),
                            new DiscardingSink<>(),
                            null,
                            null));
            flink.run(environment);
        }
        assertThat(LETTERED)
                .hasSizeGreaterThanOrEqualTo(LETTERS)
                .allSatisfy(letter -> assertThat(corpus.mails().stream().map(Mail::bytes))
                        .anySatisfy(given -> assertThat(letter).isSameAs(given)));
    }

    /** Makes each message a defect's dead letter, which holds the message's octets. */
    private static final class Broken implements DnsSource {
        @Override
        public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
            return CompletableFuture.completedFuture(known(question, asOf));
        }

        @Override
        public Answer known(Question question, @Nullable Instant asOf) {
            throw new IllegalStateException("a defect made on purpose");
        }
    }

    /** Ends the source when it has enough. */
    private static final class Letters implements Sink<Unreadable> {
        private static final long serialVersionUID = 1L;

        @Override
        public SinkWriter<Unreadable> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(Unreadable letter, Context sink) {
                    LETTERED.add(letter.bytes());
                    if (LETTERED.size() >= LETTERS) {
                        MemorySource.stop();
                    }
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }
}
