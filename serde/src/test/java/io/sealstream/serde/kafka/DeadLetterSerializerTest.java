package io.sealstream.serde.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterSerializerTest {
    private static final int MAX = DeadLetterSerializer.DEFAULT_MAX_BYTES;
    private static final Mail.Origin RECORD = new Mail.Origin("mail.raw", 3, 42, 1_000);

    private final DeadLetterSerializer serializer = new DeadLetterSerializer("mail.dead", MAX);

    @Test
    void theOriginalIsTheValueAndTheHeadersSayWhereAndWhy() {
        byte[] original = "Hello".getBytes(StandardCharsets.US_ASCII);
        ProducerRecord<byte[], byte[]> dead =
                serialize(Unreadable.of(RECORD, Reason.BAD_ENVELOPE, "client IP: no", "m-1", original), 5L);
        assertThat(dead.topic()).isEqualTo("mail.dead");
        assertThat(dead.timestamp()).isEqualTo(5);
        assertThat(dead.key()).asString().isEqualTo("m-1");
        assertThat(dead.value()).isSameAs(original);
        assertThat(headers(dead))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "topic", "mail.raw",
                        "partition", "3",
                        "offset", "42",
                        "timestamp", "1000",
                        "reason", "bad_envelope",
                        "detail", "client IP: no",
                        "id", "m-1",
                        "size", "5",
                        "sha-256", "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"));
    }

    @Test
    void aFileHasAPath() {
        Unreadable letter =
                Unreadable.of(Mail.Origin.file("a.mbox", 7), Reason.BAD_FORMAT, "no mbox", null, new byte[0]);
        ProducerRecord<byte[], byte[]> dead = serialize(letter, null);
        assertThat(headers(dead))
                .containsEntry("path", "a.mbox")
                .containsEntry("offset", "7")
                .doesNotContainKey("topic");
        assertThat(dead.key()).asString().isEqualTo("a.mbox#7");
    }

    @Test
    void anOriginalOfTheLimitIsWholeAndOneOctetMoreIsCut() {
        byte[] fits = new byte[MAX];
        assertThat(serialize(Unreadable.of(RECORD, Reason.OVERSIZED, "", null, fits), null)
                        .value())
                .isSameAs(fits);

        byte[] over = new byte[MAX + 1];
        Arrays.fill(over, (byte) 'x');
        ProducerRecord<byte[], byte[]> dead = serialize(Unreadable.of(RECORD, Reason.OVERSIZED, "", null, over), null);
        assertThat(dead.value()).hasSize(DeadLetterSerializer.CUT_BYTES).containsOnly('x');
        assertThat(headers(dead))
                .containsEntry("size", "921601")
                .containsEntry("cut", "65536")
                .containsKey("sha-256");
    }

    @Test
    void ofAnOriginalThatIsNotHeldTheStartIsWrittenWithoutADigest() {
        Unreadable start = new Unreadable(RECORD, Reason.OVERSIZED, "", null, 1L << 33, new byte[100]);
        ProducerRecord<byte[], byte[]> dead = serialize(start, null);
        assertThat(dead.value()).hasSize(100);
        assertThat(headers(dead))
                .containsEntry("size", "8589934592")
                .containsEntry("cut", "100")
                .doesNotContainKey("sha-256");
    }

    @Test
    void theLargestDeadLetterPassesAProducersDefaultLimit() {
        String longest = "\u20ac".repeat(10_000);
        Unreadable letter = Unreadable.of(RECORD, Reason.BAD_ENVELOPE, longest, "\u20ac".repeat(1_024), new byte[MAX]);
        ProducerRecord<byte[], byte[]> dead = serialize(letter, null);
        int size = dead.key().length + dead.value().length;
        for (var header : dead.headers()) {
            size += header.key().length() + header.value().length + 10;
        }
        assertThat(size).isLessThan(1 << 20);
    }

    @Test
    void aPlantedRecipientIsInNoHeader() {
        ConsumerRecord<byte[], byte[]> bad = new ConsumerRecord<>("mail.raw", 3, 42, new byte[0], new byte[0]);
        bad.headers().add("rcpt-to", "planted.bcc@contoso.com".getBytes(StandardCharsets.US_ASCII));
        bad.headers().add("mail-from", "bounce+planted.bcc=contoso.com@x.example".getBytes(StandardCharsets.US_ASCII));
        bad.headers().add("client-ip", "planted.bcc@contoso.com".getBytes(StandardCharsets.US_ASCII));
        Unreadable letter = (Unreadable) new MailDeserializer(1_000).intake(bad);
        ProducerRecord<byte[], byte[]> dead = serialize(letter, null);
        assertThat(headers(dead).toString()).contains("bad_envelope").doesNotContain("planted");
        assertThat(dead.key()).asString().doesNotContain("planted");
    }

    @Test
    void aRecordWithoutATimeStaysWithoutOne() {
        Unreadable letter = Unreadable.of(RECORD, Reason.TOMBSTONE, "", null, new byte[0]);
        assertThat(serialize(letter, -1L).timestamp()).isNull();
        assertThat(serialize(letter, Long.MIN_VALUE).timestamp()).isNull();
        assertThat(serialize(letter, -1L).value()).isEmpty();
    }

    @Test
    void theSinkKnowsItsTopic() {
        KafkaDatasetFacet facet = serializer.getKafkaDatasetFacet().orElseThrow();
        assertThat(facet)
                .isEqualTo(new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(List.of("mail.dead")), new Properties()));
    }

    private ProducerRecord<byte[], byte[]> serialize(Unreadable letter, @Nullable Long timestamp) {
        return serializer.serialize(letter, new OneWriter(), timestamp);
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> message) {
        Map<String, String> headers = new LinkedHashMap<>();
        message.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
