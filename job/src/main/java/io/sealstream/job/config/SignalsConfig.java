package io.sealstream.job.config;

import io.sealstream.functions.signals.SignalSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of senders.
 *
 * @param enabled whether anything is
 * @param outOfOrderness how much later than a younger one a message may come before its day may be forgotten
 * @param idleness after how long an input that brings nothing no longer holds time back
 * @param feedback null: there is none
 */
public record SignalsConfig(
        boolean enabled,
        SignalSettings settings,
        Duration outOfOrderness,
        Duration idleness,
        @Nullable Feedback feedback) {
    private static final Duration DEFAULT_OUT_OF_ORDERNESS = Duration.ofDays(1);
    private static final Duration DEFAULT_IDLENESS = Duration.ofMinutes(1);

    /**
     * The topic of what analysts say.
     *
     * @param properties consumer settings by their Kafka names, such as those of TLS and SASL
     */
    public record Feedback(String bootstrapServers, String topic, Map<String, String> properties) {}

    static SignalsConfig read(Section section, SinkConfig sink) throws ConfigException {
        boolean enabled = section.flag("enabled", true);
        int days = section.number(
                "days", SignalSettings.DEFAULT_DAYS, SignalSettings.LEAST_DAYS, SignalSettings.MOST_DAYS);
        SignalSettings settings = SignalSettings.of(days, section.list("journals"));
        String keyFile = section.text("recipients-key-file");
        if (keyFile != null) {
            settings = new SignalSettings(
                    days, Set.copyOf(settings.journals()), KeyFile.read(section, "recipients-key-file", keyFile));
        }
        SignalsConfig config = new SignalsConfig(
                enabled,
                settings,
                section.duration("out-of-orderness", DEFAULT_OUT_OF_ORDERNESS),
                section.duration("idleness", DEFAULT_IDLENESS),
                feedback(section, sink));
        if (!enabled && config.feedback != null) {
            throw section.wrong("feedback-topic", "a topic where signals are enabled", config.feedback.topic());
        }
        section.end();
        return config;
    }

    private static @Nullable Feedback feedback(Section section, SinkConfig sink) throws ConfigException {
        String topic = section.text("feedback-topic");
        String servers = section.text("bootstrap-servers", sink.bootstrapServers());
        Map<String, String> properties = section.settings("properties");
        if (topic == null && (section.has("bootstrap-servers") || section.has("properties"))) {
            throw section.error("signals.feedback-topic is missing");
        }
        return topic == null ? null : new Feedback(servers, topic, properties);
    }
}
