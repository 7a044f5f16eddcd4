package io.sealstream.serde.kafka;

import io.sealstream.mailauth.Mail;
import io.sealstream.serde.EnvelopeFields;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import io.sealstream.serde.flat.FlatTypes;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A mail from each record: the value is the raw RFC 5322 message, as it was on the wire, and is not copied; the envelope is
 * in the headers {@code id}, {@code client-ip}, {@code helo}, {@code mail-from}, {@code rcpt-to} (repeated) and
 * {@code received-at}, in UTF-8. Other headers are passed over. What is no mail becomes {@link Unreadable}: nothing throws.
 */
public final class MailDeserializer implements KafkaRecordDeserializationSchema<Intake> {
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 32 << 20;

    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    private final int maxMessageBytes;

    /**
     * Takes messages of up to {@code maxMessageBytes} octets.
     */
    public MailDeserializer(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Intake> out) {
        out.collect(intake(message));
    }

    /** The content of one record. */
    Intake intake(ConsumerRecord<byte[], byte[]> message) {
        Mail.Origin origin =
                new Mail.Origin(message.topic(), message.partition(), message.offset(), message.timestamp());
        EnvelopeFields envelope = envelope(message);
        byte[] value = message.value();
        if (value == null) {
            return Unreadable.of(origin, Reason.TOMBSTONE, "a record without a value", envelope.id(), NOTHING);
        }
        if (value.length > maxMessageBytes) {
            String detail = value.length + " octets, of at most " + maxMessageBytes;
            return Unreadable.of(origin, Reason.OVERSIZED, detail, envelope.id(), value);
        }
        String problem = envelope.problem();
        if (problem != null) {
            return Unreadable.of(origin, Reason.BAD_ENVELOPE, problem, envelope.id(), value);
        }
        String id = envelope.id() == null ? origin.text() : envelope.id();
        return Intake.of(new Mail(id, origin, Mail.Fidelity.WIRE, envelope.envelope(), value));
    }

    private static EnvelopeFields envelope(ConsumerRecord<byte[], byte[]> message) {
        EnvelopeFields fields = new EnvelopeFields();
        for (Header header : message.headers()) {
            byte[] value = header.value();
            if (value != null) {
                set(fields, header.key(), value);
            }
            if (fields.problem() != null) {
                break;
            }
        }
        return fields;
    }

    private static void set(EnvelopeFields fields, String name, byte[] value) {
        switch (name) {
            case "id" -> fields.id(text(value));
            case "client-ip" -> fields.clientIp(text(value));
            case "helo" -> fields.helo(text(value));
            case "mail-from" -> fields.mailFrom(text(value));
            case "rcpt-to" -> fields.rcptTo(text(value));
            case "received-at" -> fields.receivedAt(text(value));
            default -> {}
        }
    }

    /** Decoded as far as a field may be long: a UTF-8 character has at most four octets. */
    private static String text(byte[] value) {
        int length = Math.min(value.length, 4 * EnvelopeFields.MAX_LENGTH + 4);
        return new String(value, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public TypeInformation<Intake> getProducedType() {
        return FlatTypes.INTAKE;
    }
}
