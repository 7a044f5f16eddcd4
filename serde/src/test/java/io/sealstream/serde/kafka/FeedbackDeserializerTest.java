package io.sealstream.serde.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.serde.Feedback;
import io.sealstream.serde.flat.FlatTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FeedbackDeserializerTest {
    private static final String FEEDBACK =
            "{\"schema\":\"sealstream.feedback/1\",\"verdict\":\"malicious\",\"domain\":\"fabrikam.com\",\"at\":\"2026-05-01T00:00:00Z\"}";

    private static List<Feedback> read(String... values) {
        List<Feedback> read = new ArrayList<>();
        FeedbackDeserializer deserializer = new FeedbackDeserializer();
        for (String value : values) {
            byte[] octets = value.getBytes(StandardCharsets.UTF_8);
            deserializer.deserialize(
                    new ConsumerRecord<>("mail.feedback", 0, 7, new byte[0], octets), new ListCollector<>(read));
        }
        return read;
    }

    @Test
    void whatIsNoFeedbackIsPassedOver() {
        assertThat(read("{}", FEEDBACK, "nonsense"))
                .singleElement()
                .extracting(Feedback::domain)
                .isEqualTo("fabrikam.com");
    }

    @Test
    void feedbackTravels() throws Exception {
        Feedback feedback = read(FEEDBACK).get(0);
        var serializer = FlatTypes.FEEDBACK.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(feedback, out);
        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(feedback);
    }
}
