package io.sealstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.cli.sample.BundledSample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of the demo: made, filled with the sample, and read back. */
final class DemoTopics {
    private static final int MAX_RECORD_BYTES = 33 << 20;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String bootstrap;

    DemoTopics(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    void create(int partitions, String... names) throws IOException, InterruptedException {
        create(partitions, Map.of(), names);
    }

    /** @param more settings of these topics by their Kafka names */
    void create(int partitions, Map<String, String> more, String... names) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            admin.createTopics(Arrays.stream(names)
                            .map(name -> new NewTopic(name, partitions, (short) 1).configs(settings))
                            .toList())
                    .all()
                    .get();
            awaitLeaders(admin, partitions, names);
        } catch (ExecutionException e) {
            throw new IOException("the topics cannot be made: " + e.getCause(), e);
        }
    }

    /**
     * A topic is made before its partitions have leaders, and before every thread of the broker has heard of it; asking for their
     * offsets waits for the first, and is tried again for the second.
     */
    private static void awaitLeaders(Admin admin, int partitions, String... names)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (String name : names) {
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
            }
        }
        long begun = System.nanoTime();
        while (true) {
            try {
                admin.listOffsets(ends).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw e;
                }
            }
        }
    }

    /**
     * Sends the sample as an MTA would: the message as the value, the envelope as headers; but for its history, which is an archive.
     * Returns the number of messages.
     */
    int load(String topic, Path sample) throws IOException, InterruptedException {
        JsonMapper json = new JsonMapper();
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("max.request.size", MAX_RECORD_BYTES);
        settings.put("buffer.memory", 2L * MAX_RECORD_BYTES);
        settings.put("compression.type", "lz4");
        // A partition of a topic just made may refuse the first batch and take the second: the first then comes out of
        // order.
        settings.put("max.in.flight.requests.per.connection", 1);
        List<String> lines = Files.readAllLines(sample.resolve(BundledSample.MANIFEST));
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String line : lines) {
                JsonNode row = json.readTree(line);
                if (!BundledSample.isHistory(row.path("id").asText())) {
                    sent.add(producer.send(record(topic, sample, row)));
                }
            }
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
            return sent.size();
        } catch (ExecutionException e) {
            throw new IOException("the sample cannot be sent: " + e.getCause(), e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, Path sample, JsonNode row) throws IOException {
        String path = row.path("path").asText();
        byte[] message = Files.readAllBytes(sample.resolve(path));
        if (path.endsWith(".gz")) {
            message = new GZIPInputStream(new ByteArrayInputStream(message)).readAllBytes();
        }
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, bytes(series(row.path("id").asText())), message);
        header(record, "id", row.path("id"));
        header(record, "client-ip", row.path("clientIp"));
        header(record, "helo", row.path("helo"));
        header(record, "mail-from", row.path("mailFrom"));
        header(record, "received-at", row.path("receivedAt"));
        row.path("rcptTo").forEach(recipient -> header(record, "rcpt-to", recipient));
        return record;
    }

    /** Those of a numbered series share a partition, so that they are read in their order. */
    private static String series(String id) {
        int end = id.length();
        while (end > 0 && Character.isDigit(id.charAt(end - 1))) {
            end--;
        }
        return id.substring(0, end);
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, JsonNode value) {
        if (value.isTextual()) {
            record.headers().add(name, bytes(value.asText()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The values of the topic up to its present end that a reader of committed data sees. A commit is answered before its markers
     * are written, so that this waits until the transactions up to that end are decided.
     */
    List<byte[]> readCommitted(String topic) throws IOException {
        List<byte[]> values = new ArrayList<>();
        try (var consumer = consumer("read_committed");
                var end = consumer("read_uncommitted")) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = end.endOffsets(partitions);
            long begun = System.nanoTime();
            while (!ends.entrySet().stream().allMatch(last -> consumer.position(last.getKey()) >= last.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    values.add(record.value());
                }
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IOException("a transaction on topic " + topic + " is not decided");
                }
            }
        }
        return values;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("isolation.level", isolation);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
