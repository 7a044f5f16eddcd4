package io.sealstream.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.cli.local.RawMail.Kind;
import io.sealstream.job.Endpoints;
import io.sealstream.job.Environments;
import io.sealstream.job.MailAuthJob;
import io.sealstream.job.config.JobConfig;
import io.sealstream.job.sinks.TopicCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The job through a real broker, with a TaskManager lost in the middle: each record becomes one verdict or one dead letter. */
class RecoveryTest {
    private static final int RECORDS = 10_000;
    private static final int SUBTASKS = 4;
    private static final int CAPACITY = 20;

    /** More in each partition than a subtask may have under way: behind them nothing is read before the gate opens. */
    private static final int GATE_FROM = RECORDS / 2;

    private static final int GATE_TO = GATE_FROM + RawMail.PARTITIONS * (CAPACITY + 10);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Static, for the job's copy of the factory must find the same gate. */
    private static final CompletableFuture<Void> GATE = new CompletableFuture<>();

    private static final String CONFIG = """
            name: recovery
            source:
              kafka: {bootstrap-servers: '%1$s', topics: mail.raw}
              bounded: true
            sink:
              kafka: {verdicts: mail.verdicts, dead-letters: mail.dead}
            authenticate: {capacity: %2$d, timeout: 10 min}
            limits: {max-message-bytes: %3$d}
            flink:
              parallelism.default: %4$d
              restart-strategy.type: fixed-delay
              restart-strategy.fixed-delay.attempts: 20
              restart-strategy.fixed-delay.delay: 200 ms
            """;

    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyRecordBecomesOneVerdictOrOneDeadLetterThoughATaskManagerIsLost() throws Exception {
        Configuration flinkSettings = new Configuration();
        flinkSettings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
        flinkSettings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(10));
        try (LocalBroker broker = LocalBroker.start();
                LocalFlink flink = LocalFlink.start(2, SUBTASKS / 2, flinkSettings)) {
            Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrap());
            createTopics(kafka);
            produce(kafka);

            JobConfig config = JobConfig.parse(
                            CONFIG.formatted(broker.bootstrap(), CAPACITY, RawMail.MAX_MESSAGE_BYTES, SUBTASKS),
                            "recovery.yaml")
                    .with(() -> new GatedDns(GATE));
            TopicCheck.check(config);
            StreamExecutionEnvironment topology = Environments.local(config);
            MailAuthJob.build(topology, config, Endpoints.of(config, "test"));
            JobID job = flink.submit(topology);

            awaitFirst(kafka, "mail.verdicts");
            flink.cluster().terminateTaskManager(0).get();
            flink.cluster().startTaskManager();
            GATE.complete(null);
            flink.await(job);

            assertThat(restarts(flink, job)).isPositive();
            List<ConsumerRecord<byte[], byte[]>> verdicts = readCommitted(kafka, "mail.verdicts");
            List<ConsumerRecord<byte[], byte[]>> letters = readCommitted(kafka, "mail.dead");
            assertThat(verdicts.stream().map(RecoveryTest::sourceOfVerdict))
                    .containsExactlyInAnyOrderElementsOf(expected(true));
            assertThat(letters.stream().map(RecoveryTest::sourceOfLetter))
                    .containsExactlyInAnyOrderElementsOf(expected(false));
            assertThat(countBy(letters, letter -> header(letter, "reason")))
                    .containsExactly(
                            Map.entry("bad_envelope", count(Kind.BAD_ENVELOPE)),
                            Map.entry("oversized", count(Kind.OVERSIZED)),
                            Map.entry("tombstone", count(Kind.TOMBSTONE)));
            assertThat(countBy(verdicts, RecoveryTest::spf))
                    .containsEntry("pass", count(Kind.PLAIN) + count(Kind.DUPLICATE_ID) + count(Kind.HOSTILE));
        }
    }

    private static void createTopics(Map<String, Object> kafka) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            NewTopic mail = new NewTopic(RawMail.TOPIC, Optional.of(RawMail.PARTITIONS), Optional.empty())
                    .configs(Map.of("max.message.bytes", Integer.toString(4 << 20)));
            NewTopic verdicts = new NewTopic("mail.verdicts", Optional.of(2), Optional.empty());
            NewTopic dead = new NewTopic("mail.dead", Optional.of(2), Optional.empty());
            admin.createTopics(List.of(mail, verdicts, dead)).all().get();
        }
    }

    private static void produce(Map<String, Object> kafka) {
        Map<String, Object> settings = new TreeMap<>(kafka);
        settings.put("max.request.size", 4 << 20);
        settings.put("linger.ms", 20);
        // The first batch to a partition just made may be refused, and those behind it then come out of order.
        settings.put("max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < RECORDS; number++) {
                producer.send(RawMail.record(number, kindOf(number)));
            }
        }
    }

    private static Kind kindOf(int number) {
        return RawMail.kindOf(number, GATE_FROM, GATE_TO);
    }

    private static List<String> expected(boolean verdicts) {
        List<String> sources = new ArrayList<>();
        for (int number = 0; number < RECORDS; number++) {
            if (kindOf(number).hasVerdict == verdicts) {
                sources.add(number % RawMail.PARTITIONS + "/" + number / RawMail.PARTITIONS);
            }
        }
        return sources;
    }

    private static long count(Kind kind) {
        long count = 0;
        for (int number = 0; number < RECORDS; number++) {
            count += kindOf(number) == kind ? 1 : 0;
        }
        return count;
    }

    private static String sourceOfVerdict(ConsumerRecord<byte[], byte[]> verdict) {
        JsonNode source = document(verdict).path("source");
        return source.path("partition").asInt(-1) + "/" + source.path("offset").asLong(-1);
    }

    private static String sourceOfLetter(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, "partition") + "/" + header(letter, "offset");
    }

    private static String spf(ConsumerRecord<byte[], byte[]> verdict) {
        return document(verdict).path("spf").path("result").asText();
    }

    private static JsonNode document(ConsumerRecord<byte[], byte[]> verdict) {
        try {
            return JSON.readTree(verdict.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static Map<String, Long> countBy(
            List<ConsumerRecord<byte[], byte[]>> messages, Function<ConsumerRecord<byte[], byte[]>, String> word) {
        return messages.stream().collect(Collectors.groupingBy(word, TreeMap::new, Collectors.counting()));
    }

    private static int restarts(LocalFlink flink, JobID job) throws Exception {
        int restarts = 0;
        for (AccessExecutionVertex vertex :
                flink.cluster().getArchivedExecutionGraph(job).get().getAllExecutionVertices()) {
            restarts = Math.max(restarts, vertex.getCurrentExecutionAttempt().getAttemptNumber());
        }
        return restarts;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> kafka, String topic) {
        Map<String, Object> settings = new TreeMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1)));
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    /** Waits until a checkpoint has committed something; the test's time-out bounds it. */
    private static void awaitFirst(Map<String, Object> kafka, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, topic)) {
            while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
                assertThat(GATE).isNotDone();
            }
        }
    }

    /** All that is committed: up to the end of what readers may see. */
    private static List<ConsumerRecord<byte[], byte[]>> readCommitted(Map<String, Object> kafka, String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
            }
        }
        return all;
    }
}
