package io.sealstream.job.config;

import io.sealstream.mailauth.Mail;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the mail comes from: Kafka topics, files, or files first and then topics. */
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

    /**
     * Files and then topics, so that senders are known before live mail comes.
     *
     * @param archive read to its end before the first record of a topic
     */
    record Seeded(Files archive, Kafka live) implements SourceConfig {
        @Override
        public boolean bounded() {
            return live.bounded();
        }
    }

    static SourceConfig read(Section section) throws ConfigException {
        boolean files = section.has("files");
        boolean kafka = section.has("kafka");
        boolean bounded = section.flag("bounded", !kafka && files);
        SourceConfig source;
        if (files && kafka) {
            source = new Seeded(readFiles(section.section("files")), readKafka(section.section("kafka"), bounded));
        } else if (kafka) {
            source = readKafka(section.section("kafka"), bounded);
        } else if (!files) {
            throw section.error("source takes kafka, files, or both");
        } else if (bounded) {
            source = readFiles(section.section("files"));
        } else {
            throw section.wrong("bounded", "true where the source is files alone", "false");
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
