package io.sealstream.job;

import io.sealstream.job.config.JobConfig;
import io.sealstream.job.config.PolicyConfig;
import io.sealstream.job.config.SignalsConfig;
import io.sealstream.job.config.SourceConfig;
import io.sealstream.job.sinks.KafkaSinks;
import io.sealstream.job.sources.ArchiveSource;
import io.sealstream.job.sources.KafkaFeedbackSource;
import io.sealstream.job.sources.KafkaMailSource;
import io.sealstream.job.sources.KafkaPolicySource;
import io.sealstream.mailauth.Verdict;
import io.sealstream.serde.Difference;
import io.sealstream.serde.Feedback;
import io.sealstream.serde.Intake;
import io.sealstream.serde.PolicyRecord;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.archive.ArchiveSettings;
import io.sealstream.serde.verdict.VerdictJson;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.source.hybrid.HybridSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the topology begins and ends.
 *
 * @param policies the records of the policy topic; null: there is none, and the policy is fixed
 * @param feedback what analysts say of messages and domains; null: nothing
 * @param unreadable takes what could not be read or examined
 * @param unjudged takes what was examined and could not be judged: defects of ours
 * @param differences takes what a shadow policy would change; null: there is none
 * @param dnsLog takes the DNS answers that verdicts rest on, as rows; null: they are not logged
 */
public record Endpoints(
        Source<Intake, ?, ?> mail,
        @Nullable Source<PolicyRecord, ?, ?> policies,
        @Nullable Source<Feedback, ?, ?> feedback,
        Sink<Verdict> verdicts,
        Sink<Unreadable> unreadable,
        Sink<Unreadable> unjudged,
        @Nullable Sink<Difference> differences,
        @Nullable Sink<byte[]> dnsLog) {
    /**
     * Those that the configuration names.
     *
     * @param version of the software, as verdicts write it
     */
    public static Endpoints of(JobConfig config, String version) {
        VerdictJson json = new VerdictJson(config.recipients(), VerdictJson.DEFAULT_MAX_BYTES, version)
                .withDnsLog(config.dnsLog().runId());
        PolicyConfig.Topic policy = config.policy().topic();
        SignalsConfig.Feedback feedback = config.signals().feedback();
        String differences = config.sink().differences();
        return new Endpoints(
                mail(config.source(), config),
                policy == null
                        ? null
                        : KafkaPolicySource.create(policy, config.source().bounded()),
                feedback == null
                        ? null
                        : KafkaFeedbackSource.create(feedback, config.source().bounded()),
                KafkaSinks.verdicts(config.sink(), config.limits(), json),
                KafkaSinks.deadLetters(config.sink(), config.limits(), "read"),
                KafkaSinks.deadLetters(config.sink(), config.limits(), "judge"),
                differences == null ? null : KafkaSinks.differences(config.sink(), config.limits(), differences),
                config.dnsLog().topic() == null
                        ? null
                        : KafkaSinks.dnsLog(config.sink(), config.limits(), config.dnsLog()));
    }

    private static Source<Intake, ?, ?> mail(SourceConfig source, JobConfig config) {
        if (source instanceof SourceConfig.Kafka kafka) {
            return KafkaMailSource.create(kafka, config.limits());
        }
        if (source instanceof SourceConfig.Files files) {
            return archive(files, config);
        }
        SourceConfig.Seeded seeded = (SourceConfig.Seeded) source;
        return HybridSource.builder(archive(seeded.archive(), config))
                .addSource(KafkaMailSource.create(seeded.live(), config.limits()))
                .build();
    }

    private static ArchiveSource archive(SourceConfig.Files files, JobConfig config) {
        return new ArchiveSource(
                files.paths(), new ArchiveSettings(config.limits().maxMessageBytes(), files.fidelity()));
    }
}
