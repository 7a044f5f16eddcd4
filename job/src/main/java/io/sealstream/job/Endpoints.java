package io.sealstream.job;

import io.sealstream.job.config.JobConfig;
import io.sealstream.job.config.SourceConfig;
import io.sealstream.job.sinks.KafkaSinks;
import io.sealstream.job.sources.ArchiveSource;
import io.sealstream.job.sources.KafkaMailSource;
import io.sealstream.mailauth.Verdict;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.archive.ArchiveSettings;
import io.sealstream.serde.verdict.VerdictJson;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Where the topology begins and ends.
 *
 * @param unreadable takes what could not be read or examined
 * @param unjudged takes what was examined and could not be judged: defects of ours
 * @param dnsLog takes the DNS answers that verdicts rest on, as rows; null: they are not logged
 */
public record Endpoints(
        Source<Intake, ?, ?> mail,
        Sink<Verdict> verdicts,
        Sink<Unreadable> unreadable,
        Sink<Unreadable> unjudged,
        @Nullable Sink<byte[]> dnsLog) {
    /**
     * Those that the configuration names.
     *
     * @param version of the software, as verdicts write it
     */
    public static Endpoints of(JobConfig config, String version) {
        VerdictJson json = new VerdictJson(config.recipients(), VerdictJson.DEFAULT_MAX_BYTES, version)
                .withDnsLog(config.dnsLog().runId());
        return new Endpoints(
                mail(config.source(), config),
                KafkaSinks.verdicts(config.sink(), config.limits(), json),
                KafkaSinks.deadLetters(config.sink(), config.limits(), "read"),
                KafkaSinks.deadLetters(config.sink(), config.limits(), "judge"),
                config.dnsLog().topic() == null
                        ? null
                        : KafkaSinks.dnsLog(config.sink(), config.limits(), config.dnsLog()));
    }

    private static Source<Intake, ?, ?> mail(SourceConfig source, JobConfig config) {
        if (source instanceof SourceConfig.Kafka kafka) {
            return KafkaMailSource.create(kafka, config.limits());
        }
        SourceConfig.Files files = (SourceConfig.Files) source;
        return new ArchiveSource(
                files.paths(), new ArchiveSettings(config.limits().maxMessageBytes(), files.fidelity()));
    }
}
