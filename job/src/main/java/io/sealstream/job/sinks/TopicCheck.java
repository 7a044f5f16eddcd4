package io.sealstream.job.sinks;

import io.sealstream.job.config.ConfigException;
import io.sealstream.job.config.JobConfig;
import io.sealstream.job.config.PolicyConfig;
import io.sealstream.job.config.SinkConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sees, before a job starts, that its output topics exist and take records as large as it may write: one that is refused later
 * would restart the job for ever.
 */
public final class TopicCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TopicCheck() {}

    /**
     * Looks at the output topics, and whether there is a policy topic where one is named.
     *
     * @throws ConfigException naming the topic, what it takes and what it has to take
     */
    public static void check(JobConfig config) throws ConfigException, InterruptedException {
        SinkConfig sink = config.sink();
        try (Admin admin = admin(sink.bootstrapServers(), sink.properties())) {
            check(admin, sink.verdicts(), RecordSizes.verdict(), "a verdict");
            check(admin, sink.deadLetters(), RecordSizes.deadLetter(config.limits()), "a dead letter");
            String log = config.dnsLog().topic();
            if (log != null) {
                check(admin, log, RecordSizes.answerRow(), "a DNS answer");
            }
            String differences = sink.differences();
            if (differences != null) {
                check(admin, differences, RecordSizes.difference(), "a difference");
            }
        }
        PolicyConfig.Topic policy = config.policy().topic();
        if (policy != null) {
            try (Admin admin = admin(policy.bootstrapServers(), policy.properties())) {
                maxMessageBytes(admin, policy.name());
            }
        }
    }

    private static Admin admin(String servers, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.put("bootstrap.servers", servers);
        return Admin.create(properties);
    }

    private static void check(Admin admin, String topic, int needed, String what)
            throws ConfigException, InterruptedException {
        long taken = maxMessageBytes(admin, topic);
        if (taken < needed) {
            throw new ConfigException("topic " + topic + " takes records of up to " + taken
                    + " bytes (max.message.bytes), but " + what + " may take " + needed
                    + ": raise it, or lower limits.dead-letter-max-bytes");
        }
    }

    private static long maxMessageBytes(Admin admin, String topic) throws ConfigException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Collection<Config> settings = admin.describeConfigs(List.of(resource))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .values();
            return Long.parseLong(settings.iterator()
                    .next()
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                    .value());
        } catch (TimeoutException e) {
            throw new ConfigException("the Kafka brokers of topic " + topic + " do not answer");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ConfigException(
                    cause instanceof UnknownTopicOrPartitionException
                            ? "topic " + topic + " does not exist"
                            : "topic " + topic + " cannot be looked at: " + cause.getMessage());
        }
    }
}
