package io.sealstream.cli.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFilesTest {
    private static final Set<String> NOT_GENERATED = Set.of("README.md", "test-keys.tsv");
    private static final Set<String> ENVELOPE =
            Set.of("path", "id", "clientIp", "helo", "mailFrom", "rcptTo", "receivedAt");
    private static final Pattern DOCUMENTATION_ADDRESS =
            Pattern.compile("192\\.0\\.2\\.\\d+|198\\.51\\.100\\.\\d+|203\\.0\\.113\\.\\d+|2001:db8:[0-9a-f:]+");
    private static final Map<String, Set<String>> WORDS = Map.of(
            "spf",
            Set.of("none", "neutral", "pass", "fail", "softfail", "temperror", "permerror", "not_evaluable"),
            "dkim",
            Set.of("none", "pass", "fail", "policy", "neutral", "temperror", "permerror", "skipped"),
            "arc",
            Set.of("none", "pass", "fail"),
            "dmarc",
            Set.of("none", "pass", "fail", "bestguesspass", "temperror", "permerror", "unverifiable"),
            "compauth",
            Set.of("pass", "fail", "none", "undetermined", "-"));

    @TempDir
    Path directory;

    @Test
    void generatorWritesWhatIsCommitted() throws Exception {
        SampleGenerator.write(directory);
        Map<String, String> written = contents(directory);
        Map<String, String> committed = contents(committed());
        assertThat(written.keySet()).isEqualTo(committed.keySet());
        assertThat(written.keySet())
                .allSatisfy(file -> assertThat(written.get(file)).as(file).isEqualTo(committed.get(file)));
    }

    @Test
    void bundledSampleIsCopiedWhole() throws Exception {
        BundledSample.copyTo(directory);
        assertThat(contents(directory)).isEqualTo(contents(committed()));
    }

    @Test
    void committedFilesStaySmall() throws Exception {
        try (Stream<Path> files = Files.walk(committed())) {
            long size = files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().endsWith(".class"))
                    .mapToLong(f -> f.toFile().length())
                    .sum();
            assertThat(size).isLessThan(1_500_000);
        }
    }

    @Test
    void manifestNamesEveryMessageOnceWithItsEnvelope() throws Exception {
        List<String> ids = new ArrayList<>();
        for (JsonNode line : ndjson("sample.ndjson")) {
            assertThat(ENVELOPE).containsAll(line::fieldNames);
            assertThat(committed().resolve(line.get("path").asText())).isRegularFile();
            assertThat(Instant.parse(line.path("receivedAt").asText("2026-05-01T00:00:00Z")))
                    .isBetween("2026-04-01T00:00:00Z", "2026-06-01T00:00:00Z");
            boolean documented = line.get("id").asText().startsWith("documented/");
            if (line.has("clientIp") && !documented) {
                assertThat(line.get("clientIp").asText()).matches(DOCUMENTATION_ADDRESS);
            }
            ids.add(line.get("id").asText());
        }
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
        assertThat(expected().stream().map(row -> row.get("id"))).isEqualTo(ids);
    }

    @Test
    void expectedResultsAreOfTheVerdictsVocabulary() throws Exception {
        for (Map<String, String> row : expected()) {
            for (Map.Entry<String, Set<String>> column : WORDS.entrySet()) {
                String cell = Objects.requireNonNull(row.get(column.getKey()));
                assertThat(column.getValue()).as(row.get("id")).contains(cell.split(",", -1));
            }
            boolean decided = Set.of("pass", "fail", "none").contains(row.get("compauth"));
            assertThat(row.get("reason")).as(row.get("id")).matches(decided ? "\\d{3}" : "-");
            assertThat(row.get("why")).as(row.get("id")).isNotBlank();
        }
    }

    @Test
    void everyResultOfSpfAndDmarcOccurs() throws Exception {
        assertThat(expected().stream().map(row -> row.get("spf")))
                .containsAll(Objects.requireNonNull(WORDS.get("spf")));
        assertThat(expected().stream().map(row -> row.get("dmarc")))
                .containsAll(Objects.requireNonNull(WORDS.get("dmarc")));
        assertThat(expected().stream().map(row -> row.get("reason")))
                .contains("100", "109", "111", "000", "001", "010", "601", "-");
    }

    @Test
    void zoneParsesAndEachZoneHasItsSoa() throws Exception {
        SampleZone zone = SampleZone.read(committed().resolve("sample.zone"));
        assertThat(zone.origins())
                .containsExactlyInAnyOrder(
                        "example.", "test.", "contoso.com.", "maliciousdomain.com.", "in-addr.arpa.", "ip6.arpa.");
        assertThat(zone.names()).allSatisfy(name -> assertThat(zone.origins()).anyMatch(name::endsWith));
        assertThat(zone.texts("_dmarc.signed.example.")).containsExactly("v=DMARC1; p=reject");
    }

    @Test
    void answersAreOfNamesThatNoZoneHolds() throws Exception {
        SampleZone zone = SampleZone.read(committed().resolve("sample.zone"));
        for (JsonNode row : ndjson("sample-answers.ndjson")) {
            assertThat(row.has("rdata")).as(row.toString()).isNotEqualTo(row.has("rcode"));
            assertThat(row.has("time_first")).as(row.toString()).isEqualTo(row.has("time_last"));
            String name = row.get("rrname").asText() + ".";
            assertThat(zone.origins()).as(name).noneMatch(name::endsWith);
        }
    }

    private static List<JsonNode> ndjson(String file) throws Exception {
        JsonMapper json = new JsonMapper();
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(committed().resolve(file))) {
            rows.add(json.readTree(line));
        }
        return rows;
    }

    private static List<Map<String, String>> expected() throws Exception {
        List<String> lines = Files.readAllLines(committed().resolve("expected.tsv"));
        String[] names = lines.get(0).split("\t", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            assertThat(cells).as(line).hasSameSizeAs(names);
            Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    /** The generated files (the classes lie beside them), an octet a char, unpacked: how a file is compressed depends on the zlib at hand. */
    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().endsWith(".class"))
                    .filter(f -> !NOT_GENERATED.contains(f.getFileName().toString()))
                    .forEach(f -> contents.put(root.relativize(f).toString().replace('\\', '/'), unpacked(f)));
        }
        return contents;
    }

    private static String unpacked(Path file) {
        try {
            byte[] octets = Files.readAllBytes(file);
            if (file.toString().endsWith(".gz")) {
                octets = new GZIPInputStream(new ByteArrayInputStream(octets)).readAllBytes();
            }
            return new String(octets, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path committed() throws URISyntaxException {
        URL manifest = Objects.requireNonNull(SampleFilesTest.class.getResource("sample.ndjson"));
        return Objects.requireNonNull(Path.of(manifest.toURI()).getParent());
    }
}
