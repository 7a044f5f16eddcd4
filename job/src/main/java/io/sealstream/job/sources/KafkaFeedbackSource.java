package io.sealstream.job.sources;

import io.sealstream.job.config.SignalsConfig;
import io.sealstream.serde.Feedback;
import io.sealstream.serde.kafka.FeedbackDeserializer;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** What analysts say, from the beginning of its topic on. */
public final class KafkaFeedbackSource {
    private KafkaFeedbackSource() {}

    /**
     * The source.
     *
     * @param bounded whether it ends at what the topic holds when the job starts
     */
    public static KafkaSource<Feedback> create(SignalsConfig.Feedback config, boolean bounded) {
        KafkaSourceBuilder<Feedback> source = KafkaSource.<Feedback>builder()
                .setBootstrapServers(config.bootstrapServers())
                .setTopics(config.topic())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new FeedbackDeserializer())
                .setProperty("isolation.level", "read_committed");
        config.properties().forEach(source::setProperty);
        if (bounded) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }
}
