package io.sealstream.serde.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Verdict;
import io.sealstream.serde.SampleVerdict;
import io.sealstream.serde.verdict.RecipientsRule;
import io.sealstream.serde.verdict.VerdictJson;
import java.util.List;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class VerdictSerializerTest {
    private final VerdictJson json = new VerdictJson(RecipientsRule.DOMAIN, VerdictJson.DEFAULT_MAX_BYTES, "test");
    private final VerdictSerializer serializer = new VerdictSerializer("mail.verdicts", json);

    @Test
    void theKeyIsTheIdAndTheValueTheJson() {
        Verdict verdict = SampleVerdict.verdict();
        ProducerRecord<byte[], byte[]> message = serializer.serialize(verdict, new OneWriter(), 5L);
        assertThat(message.topic()).isEqualTo("mail.verdicts");
        assertThat(message.timestamp()).isEqualTo(5);
        assertThat(message.key()).asString().isEqualTo("mail.raw/0/42");
        assertThat(message.value()).isEqualTo(json.write(verdict));
    }

    @Test
    void aRecordWithoutATimeStaysWithoutOne() {
        assertThat(serializer
                        .serialize(SampleVerdict.verdict(), new OneWriter(), -1L)
                        .timestamp())
                .isNull();
    }

    @Test
    void theSinkKnowsItsTopic() {
        assertThat(serializer.getKafkaDatasetFacet().orElseThrow().getTopicIdentifier())
                .isEqualTo(DefaultKafkaDatasetIdentifier.ofTopics(List.of("mail.verdicts")));
    }
}
