package io.sealstream.serde.kafka;

import io.sealstream.serde.Unreadable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter from each {@link Unreadable}: the original octets up to a limit, above it their first 64 KiB, so that a
 * producer's default record size always suffices. The key is the id, else the coordinates. The headers are {@code topic},
 * {@code partition}, {@code offset} (or {@code path}, {@code offset}), {@code timestamp}, {@code reason}, {@code detail},
 * {@code id}, {@code size}, {@code sha-256} of the original and {@code cut} (the octets of the value), each only where it is
 * known or applies. No envelope field is among them. A tombstone's dead letter has an empty value: a null one would delete it.
 */
public final class DeadLetterSerializer
        implements KafkaRecordSerializationSchema<Unreadable>, KafkaDatasetFacetProvider {
    public static final int DEFAULT_MAX_BYTES = 900 << 10;

    /** What is kept of a longer original. */
    public static final int CUT_BYTES = 64 << 10;

    private static final long serialVersionUID = 1L;
    private static final int MAX_DETAIL = 512;

    private final String topic;
    private final int maxBytes;

    /** Originals of up to {@code maxBytes} octets are written whole. */
    public DeadLetterSerializer(String topic, int maxBytes) {
        this.topic = topic;
        this.maxBytes = maxBytes;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Unreadable letter, KafkaSinkContext context, @Nullable Long timestamp) {
        byte[] original = letter.bytes();
        boolean whole = letter.isWhole() && original.length <= maxBytes;
        byte[] value = whole ? original : Arrays.copyOf(original, Math.min(original.length, CUT_BYTES));
        String id = letter.id();
        byte[] key = utf8(id == null ? letter.origin().text() : id);
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, null, recordTime(timestamp), key, value);
        addCoordinates(message.headers(), letter);
        addReason(message.headers(), letter);
        addSize(message.headers(), letter, whole, value.length);
        return message;
    }

    /** Kafka takes no time before 1970; a record without one has -1. */
    static @Nullable Long recordTime(@Nullable Long timestamp) {
        return timestamp == null || timestamp < 0 ? null : timestamp;
    }

    private static void addCoordinates(Headers headers, Unreadable letter) {
        if (letter.origin().isFile()) {
            add(headers, "path", letter.origin().container());
        } else {
            add(headers, "topic", letter.origin().container());
            add(headers, "partition", Integer.toString(letter.origin().partition()));
        }
        add(headers, "offset", Long.toString(letter.origin().offset()));
        if (letter.origin().timestamp() >= 0) {
            add(headers, "timestamp", Long.toString(letter.origin().timestamp()));
        }
    }

    private static void addReason(Headers headers, Unreadable letter) {
        add(headers, "reason", letter.reason().word());
        add(
                headers,
                "detail",
                letter.detail().substring(0, Math.min(letter.detail().length(), MAX_DETAIL)));
        String id = letter.id();
        if (id != null) {
            add(headers, "id", id);
        }
    }

    private static void addSize(Headers headers, Unreadable letter, boolean whole, int written) {
        if (letter.length() >= 0) {
            add(headers, "size", Long.toString(letter.length()));
        }
        if (letter.isWhole()) {
            add(headers, "sha-256", sha256(letter.bytes()));
        }
        if (!whole) {
            add(headers, "cut", Integer.toString(written));
        }
    }

    private static String sha256(byte[] original) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(original));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic)), new Properties()));
    }
}
