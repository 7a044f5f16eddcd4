package io.sealstream.serde.kafka;

import io.sealstream.serde.Difference;
import io.sealstream.serde.verdict.DifferenceJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A record from each difference between two policies: its JSON, keyed by the verdict's id. */
public final class DifferenceSerializer
        implements KafkaRecordSerializationSchema<Difference>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    private final String topic;

    public DifferenceSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Difference difference, KafkaSinkContext context, @Nullable Long timestamp) {
        byte[] key = difference.id().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                topic, null, DeadLetterSerializer.recordTime(timestamp), key, DifferenceJson.write(difference));
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic)), new Properties()));
    }
}
