package io.sealstream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the jar for clusters holds; run after it is packaged. */
class ShadedJarCheck {
    /** The one class of the connector that lies outside its packages. */
    private static final String CONNECTOR_CLASS =
            "org/apache/flink/streaming/util/serialization/JSONKeyValueDeserializationSchema.class";

    private static JarFile jar;
    private static List<String> entries;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(Path.of(System.getProperty("sealstream.jar")).toFile());
        entries = jar.stream().map(ZipEntry::getName).toList();
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io/sealstream/job/MailAuthJob.class",
                "io/sealstream/functions/authenticate/AuthenticateFunction.class",
                "io/sealstream/mailauth/Authentication.class",
                "org/apache/flink/connector/kafka/source/KafkaSource.class",
                "org/apache/kafka/clients/producer/KafkaProducer.class",
                "org/xbill/DNS/Name.class",
                "com/github/benmanes/caffeine/cache/Caffeine.class",
                "org/yaml/snakeyaml/Yaml.class"
            })
    void holdsTheJobAndWhatItNeeds(String entry) {
        assertThat(entries).contains(entry);
    }

    @Test
    void holdsOfFlinkTheKafkaConnectorOnly() {
        assertThat(entries)
                .filteredOn(entry -> entry.startsWith("org/apache/flink/") && entry.endsWith(".class"))
                .allMatch(entry -> entry.startsWith("org/apache/flink/connector/kafka/")
                        || entry.startsWith("org/apache/flink/streaming/connectors/kafka/")
                        || entry.equals(CONNECTOR_CLASS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka/server/",
                "org/apache/kafka/metadata/",
                "org/apache/kafka/storage/",
                "org/apache/kafka/raft/",
                "scala/",
                "io/sealstream/cli/",
                "com/amazon/corretto/",
                "org/slf4j/",
                "org/apache/logging/",
                "org/rocksdb/"
            })
    void holdsNothingThatTheClusterHasOrOnlyOneMachineNeeds(String prefix) {
        assertThat(entries).noneMatch(entry -> entry.startsWith(prefix));
    }

    @Test
    void holdsNoEntryTwiceAndNoSignature() {
        assertThat(entries).doesNotHaveDuplicates().noneMatch(entry -> entry.endsWith(".SF") || entry.endsWith(".RSA"));
    }

    @Test
    void startsTheJobAndTellsItsVersion() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();
        assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo(MailAuthJob.class.getName());
        assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION)).isNotBlank();
        assertThat(manifest.getValue(Attributes.Name.MULTI_RELEASE)).isEqualTo("true");
    }
}
