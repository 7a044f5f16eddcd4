package io.sealstream.serde.kafka;

import io.sealstream.mailauth.Verdict;
import io.sealstream.serde.verdict.VerdictJson;
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

/** A record from each verdict: its JSON, keyed by the message's id. */
public final class VerdictSerializer implements KafkaRecordSerializationSchema<Verdict>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final VerdictJson json;

    public VerdictSerializer(String topic, VerdictJson json) {
        this.topic = topic;
        this.json = json;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Verdict verdict, KafkaSinkContext context, @Nullable Long timestamp) {
        byte[] key = verdict.evidence().id().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, null, DeadLetterSerializer.recordTime(timestamp), key, json.write(verdict));
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic)), new Properties()));
    }
}
