package io.sealstream.job.config;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where verdicts and dead letters go: topics of Kafka, exactly once.
 *
 * @param differences where a shadow policy differs; null: there is none
 * @param transactionalIdPrefix unique for each job that writes to these brokers; the prefixes of the sinks begin with it
 * @param transactionTimeout longer than the longest time between two checkpoints, restarts included; the broker's
 *     {@code transaction.max.timeout.ms} at most
 * @param properties producer settings by their Kafka names, such as those of TLS and SASL
 */
public record SinkConfig(
        String bootstrapServers,
        String verdicts,
        String deadLetters,
        @Nullable String differences,
        String transactionalIdPrefix,
        Duration transactionTimeout,
        Map<String, String> properties) {
    /** The broker's default maximum. */
    public static final Duration DEFAULT_TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

    static SinkConfig read(Section section, SourceConfig source, String jobName) throws ConfigException {
        Section kafka = section.section("kafka");
        String servers = source instanceof SourceConfig.Kafka from
                ? kafka.text("bootstrap-servers", from.bootstrapServers())
                : source instanceof SourceConfig.Seeded seeded
                        ? kafka.text("bootstrap-servers", seeded.live().bootstrapServers())
                        : kafka.required("bootstrap-servers");
        SinkConfig sink = new SinkConfig(
                servers,
                kafka.required("verdicts"),
                kafka.required("dead-letters"),
                kafka.text("differences"),
                kafka.text("transactional-id-prefix", jobName),
                kafka.duration("transaction-timeout", DEFAULT_TRANSACTION_TIMEOUT),
                kafka.settings("properties"));
        kafka.end();
        section.end();
        return sink;
    }
}
