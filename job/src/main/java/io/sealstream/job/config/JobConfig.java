package io.sealstream.job.config;

import io.sealstream.functions.authenticate.AuthenticateSettings;
import io.sealstream.functions.authenticate.DnsSourceFactory;
import io.sealstream.serde.verdict.RecipientsRule;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a job is told; the keys are documented in {@code docs/configuration.md}.
 *
 * @param capacity messages under way in each subtask
 * @param checkpointInterval between checkpoints, and so between commits of what was written
 * @param flink settings of Flink by their own names, over those of the job
 */
public record JobConfig(
        String name,
        SourceConfig source,
        SinkConfig sink,
        DnsSourceFactory dns,
        DnsLogConfig dnsLog,
        AuthenticationConfig authentication,
        AuthenticateSettings authenticate,
        int capacity,
        PolicyConfig policy,
        SignalsConfig signals,
        Limits limits,
        RecipientsRule recipients,
        Duration checkpointInterval,
        Map<String, String> flink) {
    private static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
    private static final int DEFAULT_CAPACITY = 100;
    private static final int MAX_CAPACITY = 10_000;
    private static final int MAX_THREADS = 256;

    /**
     * Reads a configuration file.
     *
     * @throws ConfigException where the file cannot be read or does not say what to run
     */
    public static JobConfig read(Path file) throws ConfigException {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": no such file");
        } catch (MalformedInputException e) {
            throw new ConfigException(file + ": is not in UTF-8");
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a configuration.
     *
     * @param file the name by which errors call the text
     */
    public static JobConfig parse(String yaml, String file) throws ConfigException {
        Section root = Section.parse(yaml, file);
        String name = root.text("name", "sealstream");
        SourceConfig source = SourceConfig.read(root.section("source"));
        SinkConfig sink = SinkConfig.read(root.section("sink"), source, name);
        Section dnsSection = root.section("dns");
        boolean logged = dnsSection.has("log-topic");
        DnsConfig dns = DnsConfig.read(dnsSection, logged && source.bounded());
        DnsLogConfig dnsLog = DnsLogConfig.read(dnsSection, dns.mode() == DnsConfig.Mode.REPLAY);
        dnsSection.end();
        PolicyConfig policy = PolicyConfig.read(root.section("policy"), sink);
        Section step = root.section("authenticate");
        AuthenticationConfig authentication = AuthenticationConfig.read(step);
        AuthenticateSettings authenticate = readStep(step, authentication.maxQuestions());
        int capacity = step.number("capacity", DEFAULT_CAPACITY, 1, MAX_CAPACITY);
        step.end();
        JobConfig config = new JobConfig(
                name,
                source,
                sink,
                dns,
                dnsLog,
                authentication,
                authenticate,
                capacity,
                policy,
                SignalsConfig.read(root.section("signals"), sink),
                Limits.read(root.section("limits")),
                recipients(root),
                root.duration("checkpoint-interval", DEFAULT_CHECKPOINT_INTERVAL),
                root.settings("flink"));
        root.end();
        return config;
    }

    private static RecipientsRule recipients(Section root) throws ConfigException {
        RecipientsRule.Mode mode = root.choice("recipients", RecipientsRule.Mode.DOMAIN);
        String keyFile = root.text("recipients-key-file");
        if ((keyFile != null) != (mode == RecipientsRule.Mode.HMAC)) {
            throw root.wrong("recipients", "hmac with a recipients-key-file, and none otherwise", mode.toString());
        }
        return switch (mode) {
            case CLEAR -> RecipientsRule.CLEAR;
            case DOMAIN -> RecipientsRule.DOMAIN;
            case NONE -> RecipientsRule.NONE;
            case HMAC -> RecipientsRule.hmac(KeyFile.read(root, "recipients-key-file", String.valueOf(keyFile)));
        };
    }

    /** This configuration with DNS answers from elsewhere. */
    public JobConfig with(DnsSourceFactory other) {
        return new JobConfig(
                name,
                source,
                sink,
                other,
                dnsLog,
                authentication,
                authenticate,
                capacity,
                policy,
                signals,
                limits,
                recipients,
                checkpointInterval,
                flink);
    }

    private static AuthenticateSettings readStep(Section step, int maxQuestions) throws ConfigException {
        AuthenticateSettings otherwise = AuthenticateSettings.DEFAULT;
        return new AuthenticateSettings(
                step.number("threads", otherwise.threads(), 0, MAX_THREADS),
                step.octets("bytes-in-flight", otherwise.bytesInFlight(), 1, Long.MAX_VALUE),
                step.duration("timeout", otherwise.timeout()),
                maxQuestions);
    }
}
