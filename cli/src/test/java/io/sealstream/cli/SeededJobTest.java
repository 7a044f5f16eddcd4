package io.sealstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealstream.cli.local.LocalBroker;
import io.sealstream.cli.local.LocalFlink;
import io.sealstream.cli.sample.BundledSample;
import io.sealstream.job.Endpoints;
import io.sealstream.job.Environments;
import io.sealstream.job.MailAuthJob;
import io.sealstream.job.config.JobConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signals through a real broker: what an archive tells of a sender, what an analyst does, and what the order of mail changes. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SeededJobTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ZONE = """
            $ORIGIN fabrikam.test.
            $TTL 3600
            @ IN SOA ns hostmaster 1 3600 600 86400 3600
            @ IN NS ns
            @ IN TXT "v=spf1 ip4:192.0.2.1 -all"
            _dmarc IN TXT "v=DMARC1; p=reject"
            """;

    private static LocalBroker broker;
    private static LocalFlink flink;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start();
        flink = LocalFlink.start(2);
    }

    @AfterAll
    static void stop() throws Exception {
        flink.close();
        broker.close();
    }

    private static byte[] message(String id) {
        return ("Message-ID: <" + id
                        + "@fabrikam.test>\r\nFrom: a@fabrikam.test\r\nDate: Mon, 4 May 2026 10:00:00 +0000\r\n"
                        + "\r\nHello\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Four days of authenticated mail, three a day. */
    private String archive() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int number = 0; number < 12; number++) {
            ObjectNode line = JSON.createObjectNode();
            line.put("id", "archive-" + number);
            line.put("raw", Base64.getEncoder().encodeToString(message("archive-" + number)));
            line.put("clientIp", "192.0.2.1");
            line.put("helo", "mx.fabrikam.test");
            line.put("mailFrom", "a@fabrikam.test");
            line.put("rcptTo", "someone@contoso.test");
            line.put("receivedAt", "2026-05-0" + (1 + number / 3) + "T10:00:00Z");
            lines.append(line).append('\n');
        }
        return Files.writeString(directory.resolve("archive.ndjson"), lines).toString();
    }

    /** A forged one of the day after, from the same network. */
    private static void sendForged(String topic) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, message("live"));
        Map.of(
                        "id", "live",
                        "client-ip", "192.0.2.77",
                        "helo", "mx.fabrikam.test",
                        "mail-from", "a@fabrikam.test",
                        "rcpt-to", "someone@contoso.test",
                        "received-at", "2026-05-05T10:00:00Z")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    private static void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrap());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private static void run(String yaml, int parallelism) throws Exception {
        JobConfig config = JobConfig.parse(yaml, "job.yaml");
        StreamExecutionEnvironment topology = Environments.local(config);
        topology.setParallelism(parallelism);
        MailAuthJob.build(topology, config, Endpoints.of(config, "test"));
        flink.run(topology);
    }

    private static Map<String, JsonNode> verdicts(DemoTopics topics, String topic) throws Exception {
        Map<String, JsonNode> verdicts = new TreeMap<>();
        for (byte[] value : topics.readCommitted(topic)) {
            JsonNode verdict = JSON.readTree(value);
            assertThat(verdicts.put(verdict.path("id").asText(), verdict)).isNull();
        }
        return verdicts;
    }

    @Test
    void aLiveJobKnowsWhomItsArchiveKnew() throws Exception {
        String zone =
                Files.writeString(directory.resolve("fabrikam.zone"), ZONE).toString();
        DemoTopics topics = new DemoTopics(broker.bootstrap());
        topics.create(1, "seeded.mail", "seeded.verdicts", "seeded.dead", "seeded.feedback");
        sendForged("seeded.mail");
        send(new ProducerRecord<>(
                "seeded.feedback",
                "{\"schema\":\"sealstream.feedback/1\",\"verdict\":\"legitimate\",\"id\":\"archive-0\"}"
                        .getBytes(StandardCharsets.UTF_8)));
        run("""
                name: seeded
                source:
                  bounded: true
                  files: {paths: ['%s']}
                  kafka: {bootstrap-servers: '%s', topics: seeded.mail}
                sink: {kafka: {verdicts: seeded.verdicts, dead-letters: seeded.dead}}
                dns: {files: ['%s']}
                signals: {feedback-topic: seeded.feedback}
                """.formatted(archive(), broker.bootstrap(), zone), 1);
        Map<String, JsonNode> verdicts = verdicts(topics, "seeded.verdicts");
        assertThat(verdicts).hasSize(13);
        JsonNode signals =
                Objects.requireNonNull(verdicts.get("live")).path("compauth").path("signals");
        assertThat(signals.path("findings").toString()).contains("good_history", "known_contact");
        assertThat(signals.path("history").path("messages").asInt()).isEqualTo(12);
        assertThat(signals.path("history").path("days").asInt()).isEqualTo(4);
        assertThat(signals.path("contact").path("lastSeen").asText()).isEqualTo("2026-05-04");
    }

    @Test
    void theOrderOfMailChangesSignalsAndNothingElse() throws Exception {
        Map<String, JsonNode> inOrder = judged(1, 1, new Random(1));
        Map<String, JsonNode> shuffled = judged(7, 2, new Random(2));
        assertThat(shuffled).hasSameSizeAs(inOrder).isNotEmpty();
        assertThat(shuffled).isEqualTo(inOrder);
    }

    /** The sample's verdicts without what tells of the run: where it was read, how it was processed, what came before. */
    private Map<String, JsonNode> judged(int partitions, int parallelism, Random order) throws Exception {
        Path sample = directory.resolve("sample-" + partitions);
        BundledSample.copyTo(sample);
        Path manifest = sample.resolve(BundledSample.MANIFEST);
        List<String> lines = Files.readAllLines(manifest);
        Collections.shuffle(lines, order);
        Files.write(manifest, lines);
        String prefix = "shuffled-" + partitions + ".";
        DemoTopics topics = new DemoTopics(broker.bootstrap());
        topics.create(partitions, prefix + "mail", prefix + "verdicts", prefix + "dead");
        topics.load(prefix + "mail", sample);
        run(
                """
                name: '%1$s'
                source: {bounded: true, kafka: {bootstrap-servers: '%2$s', topics: %1$smail}}
                sink: {kafka: {verdicts: %1$sverdicts, dead-letters: %1$sdead}}
                dns: {files: ['%3$s', '%4$s']}
                """.formatted(
                                prefix,
                                broker.bootstrap(),
                                sample.resolve(BundledSample.ZONE),
                                sample.resolve(BundledSample.ANSWERS)),
                parallelism);
        Map<String, JsonNode> verdicts = verdicts(topics, prefix + "verdicts");
        for (JsonNode verdict : verdicts.values()) {
            ((ObjectNode) verdict).remove(List.of("source", "processing"));
            if (verdict.path("compauth") instanceof ObjectNode compauth) {
                compauth.remove("signals");
            }
        }
        return verdicts;
    }
}
