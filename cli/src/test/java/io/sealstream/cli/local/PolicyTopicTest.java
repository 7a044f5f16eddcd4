package io.sealstream.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.functions.authenticate.ResultCounts;
import io.sealstream.functions.policy.CompositeFunction;
import io.sealstream.job.Endpoints;
import io.sealstream.job.Environments;
import io.sealstream.job.MailAuthJob;
import io.sealstream.job.config.ConfigException;
import io.sealstream.job.config.JobConfig;
import io.sealstream.job.sinks.TopicCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A policy topic and a shadow policy through a real broker and a real job. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PolicyTopicTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static LocalBroker broker;
    private static LocalFlink flink;
    private static Map<String, Object> kafka;

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start();
        flink = LocalFlink.start(2);
        kafka = Map.of("bootstrap.servers", broker.bootstrap());
    }

    @AfterAll
    static void stop() throws Exception {
        flink.close();
        broker.close();
    }

    private static void create(String name) throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(
                            topic(name + ".mail", 2),
                            topic(name + ".verdicts", 1),
                            topic(name + ".dead", 1),
                            topic(name + ".differences", 1),
                            topic(name + ".policy", 1).configs(Map.of("cleanup.policy", "compact")),
                            topic(name + ".wide", 2)))
                    .all()
                    .get();
        }
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    private static JobConfig config(String name, boolean bounded, String more) throws ConfigException {
        return JobConfig.parse("""
                name: %1$s
                source:
                  kafka: {bootstrap-servers: '%2$s', topics: %1$s.mail, start: earliest}
                  bounded: %3$s
                sink:
                  kafka: {verdicts: %1$s.verdicts, dead-letters: %1$s.dead%4$s}
                flink: {parallelism.default: 2}
                """.formatted(name, broker.bootstrap(), bounded, more), "job.yaml");
    }

    private static JobID submit(JobConfig config) throws Exception {
        StreamExecutionEnvironment topology = Environments.local(config);
        MailAuthJob.build(topology, config, Endpoints.of(config, "test"));
        return flink.submit(topology);
    }

    private static void send(String topic, String key, String value) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(key), bytes(value));
        if (topic.endsWith(".mail")) {
            record.headers().add("id", bytes(key)).add("rcpt-to", bytes("b@contoso.com"));
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void mail(String name, String id) throws Exception {
        send(name + ".mail", id, "From: a@fabrikam.com\r\n\r\nHello\r\n");
    }

    private static String policy(String version) {
        return "version: " + version + "\ntenants: [{name: contoso, recipients: contoso.com}]";
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String topic) {
        Map<String, Object> settings = new TreeMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    private static List<JsonNode> committed(String topic) throws Exception {
        List<JsonNode> documents = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    documents.add(JSON.readTree(record.value()));
                }
            }
        }
        return documents;
    }

    @Test
    void aBoundedRunJudgesByTheTopicsNewestGoodPolicyAndTellsWhatAShadowWouldChange(@TempDir Path directory)
            throws Exception {
        create("bounded");
        send("bounded.policy", "p", policy("old"));
        send("bounded.policy", "p", policy("new"));
        send("bounded.policy", "p", "versoin: 1");
        mail("bounded", "m1");
        mail("bounded", "m2");
        Path shadow = Files.writeString(
                directory.resolve("shadow.yaml"),
                "version: shadow\ntenants: [{name: contoso, recipients: x.example, mx-elsewhere: true,"
                        + " overrides: {safe-senders: fabrikam.com}}]");
        JobConfig config = config(
                "bounded",
                true,
                ", differences: bounded.differences}\npolicy: {topic: bounded.policy, shadow-file: '" + shadow + "'");
        TopicCheck.check(config);
        JobExecutionResult result = flink.await(submit(config));

        assertThat(committed("bounded.verdicts")).hasSize(2).allSatisfy(verdict -> {
            assertThat(verdict.at("/compauth/policyVersion").asText()).isEqualTo("new");
            assertThat(verdict.path("tenant").asText()).isEqualTo("contoso");
        });
        assertThat(committed("bounded.differences"))
                .extracting(difference -> difference.path("id").asText() + " "
                        + difference.at("/shadow/override/kind").asText())
                .containsExactlyInAnyOrder("m1/contoso safe_sender", "m2/contoso safe_sender");
        ResultCounts counts = result.getAccumulatorResult(CompositeFunction.RESULTS);
        assertThat(counts.compared()).isEqualTo(2);
        assertThat(counts.differences()).containsOnly(Map.entry("override none\u2192safe_sender", 2L));
    }

    @Test
    void aNewPolicyIsTakenWithoutARestart() throws Exception {
        create("live");
        send("live.policy", "p", policy("one"));
        JobID job = submit(config("live", false, "}\npolicy: {topic: live.policy"));
        try (KafkaConsumer<byte[], byte[]> verdicts = consumer("live.verdicts")) {
            mail("live", "m0");
            assertThat(next(verdicts)).isEqualTo("one");
            send("live.policy", "p", "versoin: 1");
            send("live.policy", "p", policy("two"));
            String version = "one";
            for (int i = 1; version.equals("one"); i++) {
                mail("live", "m" + i);
                version = next(verdicts);
            }
            assertThat(version).isEqualTo("two");
        } finally {
            flink.cluster().cancelJob(job).get();
        }
    }

    /** The version that the next verdict was judged by; the test's time-out bounds the wait. */
    private static String next(KafkaConsumer<byte[], byte[]> verdicts) throws Exception {
        while (true) {
            for (ConsumerRecord<byte[], byte[]> record : verdicts.poll(Duration.ofSeconds(1))) {
                return JSON.readTree(record.value())
                        .at("/compauth/policyVersion")
                        .asText();
            }
        }
    }

    @Test
    void aTopicThatIsNoPolicyTopicEndsTheRunWithOneClearLine() throws Exception {
        create("none");
        mail("none", "m1");
        assertThatThrownBy(() -> flink.await(submit(config("none", true, "}\npolicy: {topic: none.policy"))))
                .isInstanceOf(JobFailed.class)
                .hasMessage("topic none.policy holds no policy");
        assertThatThrownBy(() -> flink.await(submit(config("none", true, "}\npolicy: {topic: none.wide"))))
                .isInstanceOf(JobFailed.class)
                .hasMessage("policy topic none.wide has 2 partitions: it takes one, for only there is one record the"
                        + " last");
        assertThatThrownBy(() -> TopicCheck.check(config("none", true, "}\npolicy: {topic: absent")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("topic absent does not exist");
    }
}
