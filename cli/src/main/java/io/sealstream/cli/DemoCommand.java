package io.sealstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.cli.local.JobFailed;
import io.sealstream.cli.local.LocalBroker;
import io.sealstream.cli.local.LocalFlink;
import io.sealstream.cli.sample.BundledSample;
import io.sealstream.job.Endpoints;
import io.sealstream.job.Environments;
import io.sealstream.job.MailAuthJob;
import io.sealstream.job.config.ConfigException;
import io.sealstream.job.config.JobConfig;
import io.sealstream.job.sinks.TopicCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sealstream demo}: the bundled sample through a real broker and a real job. */
@Command(
        name = "demo",
        description =
                "Sends the bundled sample of signed mail through a Kafka broker and a Flink job in this process, and shows"
                        + " the verdicts.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
    private static final String MAIL = "mail.raw";
    private static final String VERDICTS = "mail.verdicts";
    private static final String DEAD_LETTERS = "mail.dead-letters";
    private static final String DNS_LOG = "mail.dns";
    private static final int PARTITIONS = 4;
    private static final int DEFAULT_COLUMNS = 160;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description =
                    "Where the sample, the job's configuration and the verdicts are kept. Default: ${DEFAULT-VALUE}",
            defaultValue = "sealstream-demo")
    private Path directory = Path.of("sealstream-demo");

    @Mixin
    private final RecordOptions recording = new RecordOptions();

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Take the DNS answers from the log of a recorded demo, and from nothing else.")
    private @Nullable Path replay;

    @Override
    public Integer call() throws IOException, InterruptedException {
        recording.check(replay != null);
        long begun = System.nanoTime();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BundledSample.copyTo(directory);
        try (LocalBroker broker = LocalBroker.start();
                LocalFlink flink = LocalFlink.start(2)) {
            out.printf("Kafka broker %s, Flink web page %s%n", broker.bootstrap(), flink.webInterface());
            DemoTopics topics = new DemoTopics(broker.bootstrap());
            topics.create(PARTITIONS, MAIL, VERDICTS, DEAD_LETTERS);
            topics.create(PARTITIONS, Map.of("cleanup.policy", "compact"), DNS_LOG);
            int sent = topics.load(MAIL, directory);
            int history =
                    Files.readAllLines(directory.resolve(BundledSample.HISTORY)).size();
            out.printf(
                    Locale.ROOT,
                    "%d messages of the sample are in topic %s, %d of weeks before in an archive, which is read first;"
                            + " the job begins.%n%n",
                    sent,
                    MAIL,
                    history);
            Path config = directory.resolve("job.yaml");
            Files.writeString(config, configuration(broker.bootstrap()));
            run(flink, JobConfig.read(config));
            List<byte[]> verdicts = topics.readCommitted(VERDICTS);
            int dead = topics.readCommitted(DEAD_LETTERS).size();
            show(out, verdicts);
            if (recording.file() != null) {
                System.err.print(Summary.recorded(keep(topics.readCommitted(DNS_LOG), recording.file()), recording));
            }
            report(out, sent + history, verdicts.size(), dead, (System.nanoTime() - begun) / 1e9);
            return sent + history == verdicts.size() + dead ? Sealstream.COMPLETE : Sealstream.INCOMPLETE;
        } catch (ConfigException | JobFailed failed) {
            System.err.println("sealstream: " + failed.getMessage());
            return Sealstream.INCOMPLETE;
        }
    }

    /** The rows of the topic as a file; subtasks may each have written the same one. */
    private static long keep(List<byte[]> rows, Path file) throws IOException {
        try (AnswerLogFile log = AnswerLogFile.open(file)) {
            for (String row : new TreeSet<>(rows.stream()
                    .map(octets -> new String(octets, StandardCharsets.UTF_8))
                    .toList())) {
                log.row(row.getBytes(StandardCharsets.UTF_8));
            }
            log.complete();
            return log.rows();
        }
    }

    private static void run(LocalFlink flink, JobConfig job) throws ConfigException, InterruptedException, JobFailed {
        TopicCheck.check(job);
        StreamExecutionEnvironment topology = Environments.local(job);
        topology.setParallelism(2);
        MailAuthJob.build(topology, job, Endpoints.of(job, Version.text()));
        flink.run(topology);
    }

    private String configuration(String bootstrap) {
        return """
                # The job of the demo; docs/configuration.md explains each key. The broker ended with the demo.
                name: demo
                source:
                  bounded: true
                  kafka:
                    bootstrap-servers: %s
                    topics: [%s]
                  files:
                    paths: [%s]
                sink:
                  kafka:
                    verdicts: %s
                    dead-letters: %s
                authenticate:
                  receiver: auto
                dns: %s
                policy:
                  file: %s
                signals:
                  journals: [%s]
                """.formatted(
                        bootstrap,
                        MAIL,
                        quoted(directory.resolve(BundledSample.HISTORY).toAbsolutePath()),
                        VERDICTS,
                        DEAD_LETTERS,
                        dns(),
                        quoted(directory.resolve(BundledSample.POLICY).toAbsolutePath()),
                        BundledSample.JOURNAL);
    }

    private String dns() {
        String runId = recording.runId() == null ? "" : ", run-id: " + quoted(recording.runId());
        if (replay != null) {
            return "{replay: [" + quoted(replay.toAbsolutePath()) + "]" + runId + "}";
        }
        return "{files: [" + quoted(directory.resolve(BundledSample.ZONE).toAbsolutePath()) + ", "
                + quoted(directory.resolve(BundledSample.ANSWERS).toAbsolutePath()) + "]"
                + (recording.file() == null ? "" : ", log-topic: " + DNS_LOG) + runId + "}";
    }

    private static String quoted(Object text) {
        return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void show(PrintStream out, List<byte[]> verdicts) throws IOException {
        JsonMapper json = new JsonMapper();
        VerdictTable table = new VerdictTable(
                Boolean.getBoolean("sealstream.terminal.out"),
                Integer.getInteger("sealstream.columns", DEFAULT_COLUMNS));
        try (var file = Files.newOutputStream(
                directory.resolve("verdicts.ndjson"),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (byte[] verdict : verdicts) {
                file.write(verdict);
                file.write('\n');
                JsonNode document = json.readTree(verdict);
                table.add(document);
            }
        }
        out.print(table.text(order()));
    }

    /** The ids in the order of the sample. */
    private List<String> order() throws IOException {
        return Files.readAllLines(directory.resolve(BundledSample.EXPECTED)).stream()
                .skip(1)
                .map(row -> row.substring(0, row.indexOf('\t')))
                .toList();
    }

    private void report(PrintStream out, int sent, int verdicts, int dead, double seconds) {
        out.printf(
                Locale.ROOT,
                "%n%d messages in, %d verdicts and %d dead letters out, exactly once, in %.1f s. Nobody was asked: DNS came from the"
                        + " %s.%n",
                sent,
                verdicts,
                dead,
                seconds,
                replay == null ? "sample" : "log " + replay);
        out.println();
        out.println("Where things are");
        out.println("  the mail            " + directory.resolve("mail"));
        out.println("  its DNS             " + directory.resolve(BundledSample.ZONE) + ", "
                + directory.resolve(BundledSample.ANSWERS));
        out.println("  the policy          " + directory.resolve(BundledSample.POLICY));
        out.println("  the verdicts        " + directory.resolve("verdicts.ndjson"));
        out.println("  the job's settings  " + directory.resolve("job.yaml"));
        out.println();
        out.println("Next: have one explained");
        out.println("  ./sealstream explain " + directory.resolve("mail/documented/3-spf-only.eml")
                + " --receiver auto --dns " + directory.resolve(BundledSample.ANSWERS));
    }
}
