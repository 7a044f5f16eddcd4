package io.sealstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealstream.cli.local.LocalBroker;
import io.sealstream.cli.sample.BundledSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job over files, and the core called directly: two ways over the same archive come to the same verdicts. */
class FilesAndVerifyAgreeTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory = Path.of("");

    @Test
    void theJobOverFilesAndVerifyGiveTheSameVerdictsButForProcessing() throws Exception {
        BundledSample.copyTo(directory);
        Path manifest = directory.resolve(BundledSample.MANIFEST);
        Path unseen = Files.writeString(directory.resolve("unseen.eml"), "From: a@unseen.invalid\r\n\r\nHello\r\n");
        Path zone = directory.resolve(BundledSample.ZONE);
        Path answers = directory.resolve(BundledSample.ANSWERS);
        Path verified = directory.resolve("verified.ndjson");
        int exit = Sealstream.commandLine()
                .execute(
                        "verify",
                        manifest.toString(),
                        unseen.toString(),
                        "-q",
                        "--receiver",
                        "auto",
                        "--fidelity",
                        "stored",
                        "--dns",
                        zone.toString(),
                        "--dns",
                        answers.toString(),
                        "-o",
                        verified.toString());
        assertThat(exit).isZero();
        try (LocalBroker broker = LocalBroker.start()) {
            DemoTopics topics = new DemoTopics(broker.bootstrap());
            topics.create(2, "verdicts", "dead");
            Path config = directory.resolve("files.yaml");
            Files.writeString(config, """
                    name: files
                    source:
                      files:
                        paths: ["%s", "%s"]
                        fidelity: stored
                    sink:
                      kafka:
                        bootstrap-servers: %s
                        verdicts: verdicts
                        dead-letters: dead
                    authenticate:
                      receiver: auto
                    dns:
                      files: ["%s", "%s"]
                    # verify judges each message by itself
                    signals: {enabled: false}
                    """.formatted(manifest, unseen, broker.bootstrap(), zone, answers));
            CommandsTest.Ran ran = CommandsTest.run("run", "--config", config.toString(), "--slots", "2");
            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(ran.err())
                    .containsPattern(
                            "ended after .*\\nNot asked: 3 questions of 2 zones\\. To ask them: dns\\.mode archive-then-live.*\\n275 verdicts on");
            assertThat(topics.readCommitted("dead")).isEmpty();
            assertThat(documents(topics.readCommitted("verdicts"))).isEqualTo(documents(lines(verified)));
        }
    }

    @Test
    void aJobThatAsksSaysHowItWasAnswered() throws Exception {
        Path message = Files.writeString(directory.resolve("m.eml"), "From: a@fabrikam.com\r\n\r\nhello\r\n");
        try (LocalBroker broker = LocalBroker.start();
                FickleResolver resolver = FickleResolver.start()) {
            new DemoTopics(broker.bootstrap()).create(1, "verdicts", "dead");
            Path config = directory.resolve("live.yaml");
            Files.writeString(config, """
                    name: live
                    source:
                      files:
                        paths: ["%s"]
                    sink:
                      kafka:
                        bootstrap-servers: %s
                        verdicts: verdicts
                        dead-letters: dead
                    dns:
                      mode: live
                      resolvers: ["%s"]
                    """.formatted(message, broker.bootstrap(), resolver.address()));
            CommandsTest.Ran ran = CommandsTest.run("run", "--config", config.toString(), "--slots", "2");
            assertThat(ran.exit()).as(ran.err()).isZero();
            assertThat(ran.err())
                    .containsPattern("\\nAsked: " + resolver.questions()
                            + " DNS questions?, none failed; half of the answers came within .*\\.\\nSPF ")
                    .doesNotContain("Not asked");
            assertThat(resolver.questions()).isPositive();
        }
    }

    private static List<byte[]> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static Map<String, JsonNode> documents(List<byte[]> verdicts) throws IOException {
        Map<String, JsonNode> documents = new TreeMap<>();
        for (byte[] verdict : verdicts) {
            ObjectNode document = (ObjectNode) JSON.readTree(verdict);
            document.remove("processing");
            documents.put(document.path("id").asText(), document);
        }
        return documents;
    }
}
