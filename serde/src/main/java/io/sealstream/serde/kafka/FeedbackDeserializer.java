package io.sealstream.serde.kafka;

import io.sealstream.serde.Feedback;
import io.sealstream.serde.feedback.FeedbackJson;
import io.sealstream.serde.flat.FlatTypes;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feedback from each record. What is none is logged by its coordinates, without its content, counted ({@code feedback.malformed})
 * and passed over: an analyst's slip must not stop the mail.
 */
public final class FeedbackDeserializer implements KafkaRecordDeserializationSchema<Feedback> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FeedbackDeserializer.class);

    private transient Counter malformed = new SimpleCounter();

    @Override
    public void open(InitializationContext context) {
        malformed = context.getMetricGroup().addGroup("feedback").counter("malformed");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Feedback> out) {
        FeedbackJson.Reading reading = FeedbackJson.read(message.value(), message.timestamp());
        if (reading.feedback() == null) {
            malformed.inc();
            LOG.warn(
                    "No feedback at {}/{}/{}: {}",
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    reading.problem());
            return;
        }
        out.collect(reading.feedback());
    }

    @Override
    public TypeInformation<Feedback> getProducedType() {
        return FlatTypes.FEEDBACK;
    }
}
