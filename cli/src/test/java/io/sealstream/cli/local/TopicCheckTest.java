package io.sealstream.cli.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.job.config.ConfigException;
import io.sealstream.job.config.JobConfig;
import io.sealstream.job.sinks.TopicCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicCheckTest {
    /** 64 KiB for key and headers beside the original. */
    private static final int DEAD_LETTER = (900 << 10) + (64 << 10);

    private static LocalBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = LocalBroker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(
                            topic("defaults", null), topic("enough", DEAD_LETTER), topic("small", DEAD_LETTER - 1)))
                    .all()
                    .get();
        }
    }

    private static NewTopic topic(String name, @Nullable Integer maxMessageBytes) {
        NewTopic topic = new NewTopic(name, Optional.of(1), Optional.empty());
        return maxMessageBytes == null
                ? topic
                : topic.configs(Map.of("max.message.bytes", Integer.toString(maxMessageBytes)));
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    private static JobConfig config(String verdicts, String deadLetters, String limits) throws ConfigException {
        return JobConfig.parse("""
                source: {files: {paths: /mail}}
                sink: {kafka: {bootstrap-servers: '%s', verdicts: %s, dead-letters: %s}}
                limits: {%s}
                """.formatted(broker.bootstrap(), verdicts, deadLetters, limits), "job.yaml");
    }

    @Test
    void kafkasDefaultsSufficeForOurs() {
        assertThatCode(() -> TopicCheck.check(config("defaults", "defaults", "")))
                .doesNotThrowAnyException();
    }

    @Test
    void aTopicThatTakesOneOctetLessThanIsWrittenIsNamed() {
        assertThatCode(() -> TopicCheck.check(config("defaults", "enough", ""))).doesNotThrowAnyException();
        assertThatThrownBy(() -> TopicCheck.check(config("defaults", "small", "")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("topic small takes records of up to " + (DEAD_LETTER - 1)
                        + " bytes (max.message.bytes), but a dead letter may take " + DEAD_LETTER
                        + ": raise it, or lower limits.dead-letter-max-bytes");
        assertThatThrownBy(() -> TopicCheck.check(config("defaults", "defaults", "dead-letter-max-bytes: 2 MiB")))
                .hasMessageContaining("a dead letter may take " + ((2 << 20) + (64 << 10)));
    }

    @Test
    void aTopicThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> TopicCheck.check(config("absent", "defaults", "")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("topic absent does not exist");
        String logged = "}\ndns: {log-topic: %s, run-id: x";
        assertThatCode(() -> TopicCheck.check(config("defaults", "defaults", logged.formatted("defaults"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TopicCheck.check(config("defaults", "defaults", logged.formatted("gone"))))
                .hasMessage("topic gone does not exist");
    }
}
