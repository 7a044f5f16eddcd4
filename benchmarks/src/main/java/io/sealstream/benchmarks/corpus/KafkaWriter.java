package io.sealstream.benchmarks.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealstream.benchmarks.corpus.MessageGenerator.Generated;
import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Mail;
import java.io.IOException;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A topic, as an MTA fills it: the message as the value, the envelope as headers. */
public final class KafkaWriter implements CorpusWriter {
    /** The largest message that is authenticated, and its headers. */
    private static final int MAX_RECORD_BYTES = 33 << 20;

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile @Nullable Exception failure;

    public KafkaWriter(String bootstrapServers, String topic) {
        this.topic = topic;
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("max.request.size", MAX_RECORD_BYTES);
        settings.put("buffer.memory", 2L * MAX_RECORD_BYTES);
        settings.put("linger.ms", 5);
        settings.put("batch.size", 1 << 20);
        // A partition of a topic just made may refuse the first batch and take the second: the first then comes out of
        // order.
        settings.put("max.in.flight.requests.per.connection", 1);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void write(Generated message) throws IOException {
        send(message.label().mail(message.bytes()));
    }

    /** Sends a mail; that an earlier one failed is told here or by {@link #close}. */
    public void send(Mail mail) throws IOException {
        throwFailure();
        Envelope envelope = mail.envelope();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, mail.id().getBytes(UTF_8), mail.bytes());
        header(record, "id", mail.id());
        header(record, "client-ip", envelope.clientIp());
        header(record, "helo", envelope.helo());
        header(record, "mail-from", envelope.mailFrom());
        header(record, "received-at", envelope.receivedAt());
        envelope.rcptTo().forEach(recipient -> header(record, "rcpt-to", recipient));
        producer.send(record, (sent, problem) -> {
            if (problem != null) {
                failure = problem;
            }
        });
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, @Nullable Object value) {
        if (value != null) {
            record.headers().add(name, value.toString().getBytes(UTF_8));
        }
    }

    private void throwFailure() throws IOException {
        Exception problem = failure;
        if (problem != null) {
            throw new IOException("topic " + topic + ": " + problem.getMessage(), problem);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            producer.close();
        } catch (KafkaException e) {
            throw new IOException("topic " + topic + ": " + e.getMessage(), e);
        }
        throwFailure();
    }
}
