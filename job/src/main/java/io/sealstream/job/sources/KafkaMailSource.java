package io.sealstream.job.sources;

import io.sealstream.job.config.Limits;
import io.sealstream.job.config.SourceConfig;
import io.sealstream.serde.Intake;
import io.sealstream.serde.kafka.MailDeserializer;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Mail from the records of topics. What is fetched at once is bounded, for a record may be as large as a message. */
public final class KafkaMailSource {
    private static final int PARTITION_FETCH_BYTES = 4 << 20;
    private static final int FETCH_BYTES = 8 << 20;

    private KafkaMailSource() {}

    /** The source; bounded, it ends at the offsets that are the latest when the job starts. */
    public static KafkaSource<Intake> create(SourceConfig.Kafka config, Limits limits) {
        KafkaSourceBuilder<Intake> source = KafkaSource.<Intake>builder()
                .setBootstrapServers(config.bootstrapServers())
                .setTopics(config.topics())
                .setGroupId(config.groupId())
                .setStartingOffsets(startOf(config.start()))
                .setDeserializer(new MailDeserializer(limits.maxMessageBytes()))
                .setProperty("max.partition.fetch.bytes", Integer.toString(PARTITION_FETCH_BYTES))
                .setProperty("fetch.max.bytes", Integer.toString(FETCH_BYTES));
        config.properties().forEach(source::setProperty);
        if (config.bounded()) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }

    private static OffsetsInitializer startOf(SourceConfig.Start start) {
        return switch (start) {
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
        };
    }
}
