package io.sealstream.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.sealstream.benchmarks.corpus.CorpusFiles;
import io.sealstream.cli.Sealstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandTest {
    @TempDir
    static Path corpus = Path.of("");

    private record Ran(int exit, String out, String err) {}

    @BeforeAll
    static void write() throws IOException {
        CorpusFiles.write(corpus, 24, 1);
    }

    private static Ran run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintStream standardOut = System.out;
        PrintStream standardErr = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            CommandLine commandLine = Sealstream.commandLine(new BenchCommand())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err));
            int exit = commandLine.execute(args);
            return new Ran(
                    exit,
                    out + outBytes.toString(StandardCharsets.UTF_8),
                    err + errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standardOut);
            System.setErr(standardErr);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "core, core, --crypto jdk",
        "flink, evidence verdict json signals signalsRocksDb, --alone --slots 2 --threads 0",
        "flink, evidence, --alone --dns-latency 1 --capacity 3",
        "kafka, flink bareConsumer kafka, --alone",
    })
    void aRunPrintsATableAndOneObjectOfItsSchema(String mode, String parts, String more) throws IOException {
        Ran ran = run(("bench --seconds 0.1 --mode " + mode + " --corpus " + corpus + " " + more).split(" "));
        assertThat(ran.exit).as(ran.err).isZero();
        JsonNode json = new JsonMapper().readTree(ran.out);
        assertThat(schema().validate(json)).isEmpty();
        assertThat(json.path("mode").asText()).isEqualTo(mode);
        for (String part : parts.split(" ")) {
            assertThat(json.path("parts").has(part)).as(part).isTrue();
        }
        assertThat(json.path("corpus").path("messages").asInt()).isEqualTo(24);
        assertThat(ran.err).contains("CPU a message", "bodyHash");
        boolean alone = more.contains("--alone");
        assertThat(json.has("ratioToFloor")).isNotEqualTo(alone || ran.err.contains("no floor"));
        assertThat(json.has("ratioToRsa2048")).isNotEqualTo(alone || ran.err.contains("no openssl"));
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in = Report.class.getResourceAsStream(Report.SCHEMA_RESOURCE)) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Objects.requireNonNull(in));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bench                                    | bench what? Give --corpus DIR, and make it with 'bench corpus --out DIR'
            bench --corpus /no/such                  | --corpus: no such directory: /no/such
            bench --corpus src                       | --dns: no such file: src/corpus.zone
            bench --corpus src --dns pom.xml         | --corpus: no mail in src
            bench --corpus src --dns /no/such        | --dns: no such file: /no/such
            bench --corpus src --seconds 0           | --seconds: up to 3600, not 0.0
            bench --corpus src --slots 0             | --slots: from 1 to 256, not 0
            bench --corpus src --dns-latency 20      | --dns-latency goes with --mode flink
            bench --corpus src --capacity 0          | --capacity: from 1 to 100000, not 0
            bench --corpus src --threads -1          | --threads: from 0 to 256, not -1
            bench --corpus src --slots 2             | --slots goes with --mode flink or kafka: core is one thread
            bench --corpus src --mode flink --crypto jdk | --crypto goes with --mode core: the job chooses by itself
            bench --mode spark                       | Invalid value for option '--mode': expected one of [CORE, FLINK, KAFKA] (case-insensitive) but was 'spark'
            bench corpus                             | Missing required option: '--out=DIR'
            bench corpus --out pom.xml               | --out: not a directory: pom.xml
            bench corpus --out target/x --messages 0 | --messages: from 1 to 100000000, not 0
            """)
    void aUsageErrorIsOneClearLineAndExitCode2(String args, String line) {
        Ran ran = run(args.split(" +"));
        assertThat(ran.exit).isEqualTo(2);
        assertThat(ran.err.lines().findFirst()).contains("sealstream: " + line);
        assertThat(ran.err).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench --help", "bench corpus --help"})
    void helpIsThere(String args) {
        Ran ran = run(args.split(" "));
        assertThat(ran.exit).isZero();
        assertThat(ran.out).startsWith("Usage: sealstream bench");
    }

    @Test
    void theCorpusCommandWritesWhatTheRunReads(@TempDir Path directory) {
        Ran ran = run("bench", "corpus", "--out", directory.toString(), "--messages", "3", "--seed", "9");
        assertThat(ran.exit).as(ran.err).isZero();
        assertThat(directory.resolve("msg/000/000002.eml")).exists();
        assertThat(directory.resolve("manifest.tsv")).content().hasLineCount(3);
        assertThat(directory.resolve("corpus.zone")).content().contains("_dmarc.dom001.test. IN TXT");
    }
}
