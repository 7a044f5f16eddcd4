package io.sealstream.job.sinks;

import io.sealstream.functions.dns.AnswerLog;
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

/** A record from each row of an {@link AnswerLog}: keyed by its digest, with the run id in the header {@value #RUN}. */
final class AnswerRowSerializer implements KafkaRecordSerializationSchema<byte[]>, KafkaDatasetFacetProvider {
    static final String RUN = "run-id";

    private static final long serialVersionUID = 1L;

    private final String topic;
    private final String runId;

    AnswerRowSerializer(String topic, String runId) {
        this.topic = topic;
        this.runId = runId;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(byte[] row, KafkaSinkContext context, @Nullable Long timestamp) {
        byte[] key = AnswerLog.digest(row).getBytes(StandardCharsets.US_ASCII);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, row);
        record.headers().add(RUN, runId.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic)), new Properties()));
    }
}
