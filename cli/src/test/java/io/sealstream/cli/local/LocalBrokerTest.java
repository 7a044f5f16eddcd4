package io.sealstream.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LocalBrokerTest {
    @Test
    void takesAndGivesRecordsAndLeavesNothingBehind() throws Exception {
        Path log;
        try (LocalBroker broker = LocalBroker.start()) {
            log = broker.directory();
            Map<String, Object> to = Map.of("bootstrap.servers", broker.bootstrap());
            try (Admin admin = Admin.create(to)) {
                admin.createTopics(List.of(new NewTopic("mail", Optional.of(1), Optional.empty())))
                        .all()
                        .get();
            }
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(to, new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>("mail", "id", "From: a@fabrikam.com"))
                        .get();
            }
            try (KafkaConsumer<String, String> consumer =
                    new KafkaConsumer<>(to, new StringDeserializer(), new StringDeserializer())) {
                consumer.assign(List.of(new TopicPartition("mail", 0)));
                consumer.seekToBeginning(consumer.assignment());
                assertThat(consumer.poll(Duration.ofSeconds(20)))
                        .singleElement()
                        .satisfies(record -> assertThat(record.value()).isEqualTo("From: a@fabrikam.com"));
            }
        }
        assertThat(Files.exists(log)).isFalse();
    }

    @Test
    void refusesSettingsThatItCannotStartWithInOneLine() {
        assertThatThrownBy(() -> LocalBroker.start(Map.of("log.retention.bytes", "many")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The local Kafka broker does not start: ")
                .hasMessageContaining("log.retention.bytes");
    }
}
