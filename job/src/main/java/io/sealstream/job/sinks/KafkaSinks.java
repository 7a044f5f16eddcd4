package io.sealstream.job.sinks;

import io.sealstream.job.config.DnsLogConfig;
import io.sealstream.job.config.Limits;
import io.sealstream.job.config.SinkConfig;
import io.sealstream.mailauth.Verdict;
import io.sealstream.serde.Difference;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.kafka.DeadLetterSerializer;
import io.sealstream.serde.kafka.DifferenceSerializer;
import io.sealstream.serde.kafka.VerdictSerializer;
import io.sealstream.serde.verdict.VerdictJson;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * The exactly-once sinks. Each has transactional ids of its own, and commits on its own: readers use {@code read_committed}.
 */
public final class KafkaSinks {
    /** Verdicts are read at the commit, which flushes: so they may wait, and one request takes many. */
    private static final int LINGER_MILLIS = 50;

    /** Kafka's default of 16 KiB holds three verdicts; a buffer of this size is there for each partition that is written to. */
    private static final int BATCH_BYTES = 128 << 10;

    private KafkaSinks() {}

    /** Verdicts as JSON, keyed by id. */
    public static KafkaSink<Verdict> verdicts(SinkConfig config, Limits limits, VerdictJson json) {
        return sink(config, limits, "verdicts", new VerdictSerializer(config.verdicts(), json));
    }

    /**
     * Dead letters.
     *
     * @param step that they come from: each has a sink of its own, so that the originals stay in the chain that read them
     */
    public static KafkaSink<Unreadable> deadLetters(SinkConfig config, Limits limits, String step) {
        return sink(
                config,
                limits,
                "dead-letters-" + step,
                new DeadLetterSerializer(config.deadLetters(), limits.deadLetterMaxBytes()));
    }

    /** The DNS answers that verdicts rest on, keyed by digest. */
    public static KafkaSink<byte[]> dnsLog(SinkConfig config, Limits limits, DnsLogConfig log) {
        return sink(
                config,
                limits,
                "dns-log",
                new AnswerRowSerializer(String.valueOf(log.topic()), String.valueOf(log.runId())));
    }

    /** Where a shadow policy differs, keyed by the verdict's id. */
    public static KafkaSink<Difference> differences(SinkConfig config, Limits limits, String topic) {
        return sink(config, limits, "differences", new DifferenceSerializer(topic));
    }

    private static <T> KafkaSink<T> sink(
            SinkConfig config, Limits limits, String name, KafkaRecordSerializationSchema<T> serializer) {
        int largest = RecordSizes.largest(limits);
        var sink = KafkaSink.<T>builder()
                .setBootstrapServers(config.bootstrapServers())
                .setRecordSerializer(serializer)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(config.transactionalIdPrefix() + "-" + name)
                .setProperty(
                        "transaction.timeout.ms",
                        Long.toString(config.transactionTimeout().toMillis()))
                .setProperty("linger.ms", Integer.toString(LINGER_MILLIS))
                .setProperty("batch.size", Integer.toString(BATCH_BYTES))
                .setProperty("max.request.size", Integer.toString(largest))
                .setProperty("buffer.memory", Long.toString(RecordSizes.bufferMemory(limits)));
        config.properties().forEach(sink::setProperty);
        return sink.build();
    }
}
