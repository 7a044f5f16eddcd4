package io.sealstream.job.sources;

import io.sealstream.job.config.PolicyConfig;
import io.sealstream.serde.PolicyRecord;
import io.sealstream.serde.kafka.PolicyDeserializer;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The policies of a topic, from its beginning on. Those that the steps loaded when they opened are passed over there. */
public final class KafkaPolicySource {
    private KafkaPolicySource() {}

    /**
     * The source.
     *
     * @param bounded whether it ends at what the topic holds when the job starts
     */
    public static KafkaSource<PolicyRecord> create(PolicyConfig.Topic topic, boolean bounded) {
        KafkaSourceBuilder<PolicyRecord> source = KafkaSource.<PolicyRecord>builder()
                .setBootstrapServers(topic.bootstrapServers())
                .setTopics(topic.name())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new PolicyDeserializer())
                .setProperty("isolation.level", "read_committed");
        topic.properties().forEach(source::setProperty);
        if (bounded) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }

    /** At once the greatest watermark: policies have no time, and hold up nobody's. */
    public static WatermarkStrategy<PolicyRecord> watermarks() {
        return WatermarkStrategy.<PolicyRecord>forGenerator(context -> new Timeless());
    }

    private static final class Timeless implements WatermarkGenerator<PolicyRecord> {
        @Override
        public void onEvent(PolicyRecord record, long timestamp, WatermarkOutput output) {
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }
    }
}
