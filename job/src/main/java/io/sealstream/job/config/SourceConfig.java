package io.sealstream.job.config;

import io.sealstream.mailauth.Mail;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the mail comes from: a Kafka topic, or files. */
public sealed interface SourceConfig {
    /** Whether the job ends: at what the source holds when the job starts. */
    boolean bounded();

    /** Where reading begins when the job does not continue from a checkpoint or savepoint. */
    enum Start {
        /** What the topic still holds. */
        EARLIEST,
        /** What comes from now on. */
        LATEST,
        /** Where the consumer group stands, else earliest. */
        COMMITTED
    }

    /**
     * Topics of Kafka.
     *
     * @param properties consumer settings by their Kafka names, such as those of TLS and SASL
     */
    record Kafka(
            String bootstrapServers,
            List<String> topics,
            String groupId,
            Start start,
            boolean bounded,
            Map<String, String> properties)
            implements SourceConfig {}

    /**
     * Files and directories, always bounded.
     *
     * @param paths that every TaskManager sees
     * @param fidelity of every message; null: as {@link io.sealstream.serde.archive.ArchiveSettings} says
     */
    record Files(List<String> paths, Mail.@Nullable Fidelity fidelity) implements SourceConfig {
        @Override
        public boolean bounded() {
            return true;
        }
    }

    static SourceConfig read(Section section) throws ConfigException {
        boolean bounded = section.flag("bounded", section.has("files"));
        SourceConfig source;
        if (section.has("files") == section.has("kafka")) {
            throw section.error("source takes either kafka or files");
        } else if (section.has("files")) {
            if (!bounded) {
                throw section.wrong("bounded", "true where the source is files", "false");
            }
            source = readFiles(section.section("files"));
        } else {
            source = readKafka(section.section("kafka"), bounded);
        }
        section.end();
        return source;
    }

    private static Kafka readKafka(Section section, boolean bounded) throws ConfigException {
        String servers = section.required("bootstrap-servers");
        List<String> topics = section.list("topics");
        if (topics.isEmpty()) {
            throw section.error("source.kafka.topics is missing");
        }
        String group = section.text("group-id", "sealstream");
        Start start = section.choice("start", bounded ? Start.EARLIEST : Start.COMMITTED);
        Kafka kafka = new Kafka(servers, topics, group, start, bounded, section.settings("properties"));
        section.end();
        return kafka;
    }

    private static Files readFiles(Section section) throws ConfigException {
        List<String> paths = section.list("paths");
        if (paths.isEmpty()) {
            throw section.error("source.files.paths is missing");
        }
        Files files =
                new Files(paths, section.has("fidelity") ? section.choice("fidelity", Mail.Fidelity.STORED) : null);
        section.end();
        return files;
    }
}
