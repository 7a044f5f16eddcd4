package io.sealstream.job.sources;

import io.sealstream.functions.policy.PolicyException;
import io.sealstream.functions.policy.PolicyTopic;
import io.sealstream.job.config.PolicyConfig;
import io.sealstream.serde.PolicyRecord;
import io.sealstream.serde.kafka.PolicyDeserializer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a policy topic from its beginning to its present end, for a step that opens. The topic has one partition, for only there is one
 * record the last.
 */
public final class KafkaPolicyTopic implements PolicyTopic {
    private static final long serialVersionUID = 1L;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PolicyConfig.Topic topic;
    private final Duration patience;

    public KafkaPolicyTopic(PolicyConfig.Topic topic) {
        this(topic, PATIENCE);
    }

    /** @param patience how long reading may take */
    KafkaPolicyTopic(PolicyConfig.Topic topic, Duration patience) {
        this.topic = topic;
        this.patience = patience;
    }

    @Override
    public String name() {
        return topic.name();
    }

    @Override
    public List<PolicyRecord> newest() throws PolicyException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = partition(consumer, left(until));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), left(until)).getOrDefault(partition, 0L);
            Deque<PolicyRecord> newest = new ArrayDeque<>();
            while (consumer.position(partition, left(until)) < end) {
                consumer.poll(left(until)).forEach(record -> {
                    newest.add(PolicyDeserializer.policy(record));
                    if (newest.size() > MAX_TRIED) {
                        newest.remove();
                    }
                });
            }
            return List.copyOf(newest);
        } catch (InterruptException e) {
            throw new InterruptedException("while the policy topic was read");
        } catch (TimeoutException e) {
            throw late();
        } catch (KafkaException e) {
            throw new PolicyException("policy topic " + topic.name() + " cannot be read: " + e.getMessage());
        }
    }

    private Duration left(long until) throws PolicyException {
        long left = until - System.nanoTime();
        if (left <= 0) {
            throw late();
        }
        return Duration.ofNanos(left);
    }

    private TopicPartition partition(KafkaConsumer<byte[], byte[]> consumer, Duration left) throws PolicyException {
        int partitions = consumer.partitionsFor(topic.name(), left).size();
        if (partitions != 1) {
            throw new PolicyException(
                    partitions == 0
                            ? "policy topic " + topic.name() + " does not exist"
                            : "policy topic " + topic.name() + " has " + partitions
                                    + " partitions: it takes one, for only there is one record the last");
        }
        return new TopicPartition(topic.name(), 0);
    }

    private PolicyException late() {
        return new PolicyException("policy topic " + topic.name() + " could not be read to its end within "
                + patience.toSeconds() + " s: " + topic.bootstrapServers());
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(topic.properties());
        settings.put("bootstrap.servers", topic.bootstrapServers());
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        settings.put("default.api.timeout.ms", Math.toIntExact(patience.toMillis()));
        settings.put("request.timeout.ms", Math.toIntExact(Math.min(patience.toMillis(), 10_000)));
        return settings;
    }
}
