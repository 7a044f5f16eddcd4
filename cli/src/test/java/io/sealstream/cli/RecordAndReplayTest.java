package io.sealstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.cli.CommandsTest.Ran;
import io.sealstream.cli.sample.BundledSample;
import io.sealstream.functions.dns.AnswerLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run has recorded gives the same verdicts once more, offline, to the octet but for {@code processing}. */
class RecordAndReplayTest {
    private static final Pattern SIGNALS = Pattern.compile(",\"signals\":\\{[^{}]*(\\{[^{}]*}[^{}]*)*}");

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory = Path.of("");

    private static Ran run(List<String> args, String... more) {
        List<String> all = new ArrayList<>(args);
        all.addAll(List.of(more));
        Ran ran = CommandsTest.run(all.toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran;
    }

    private String at(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void verifyReplaysWhatItRecorded() throws IOException {
        BundledSample.copyTo(directory);
        List<String> verify = List.of("verify", at(BundledSample.MANIFEST), "--receiver", "auto");
        List<String> recording = new ArrayList<>(verify);
        recording.addAll(List.of("--dns", at(BundledSample.ZONE), "--dns", at(BundledSample.ANSWERS)));
        Ran recorded = run(recording, "--record", at("log.ndjson"), "--run-id", "run 1", "-o", at("first.ndjson"));
        assertThat(recorded.err())
                .contains(" DNS answers in " + at("log.ndjson")
                        + ", run run 1. To judge the same mail by them: --replay ");
        Ran replayed = run(verify, "--replay", at("log.ndjson"), "--threads", "3", "-o", at("second.ndjson"));
        assertThat(replayed.err().lines().findFirst().orElse(""))
                .startsWith("Not asked: ")
                .contains("The log has no answer to them");
        assertThat(withoutProcessing("second.ndjson"))
                .hasSizeGreaterThan(100)
                .isEqualTo(withoutProcessing("first.ndjson"));
        assertThat(dnsLogs("first.ndjson")).containsExactly("run 1");
        assertThat(dnsLogs("second.ndjson")).containsExactly("null");
        assertThat(digests("first.ndjson")).isEqualTo(digestsOfRows("log.ndjson"));
        assertThat(directory.resolve("log.ndjson.partial")).doesNotExist();
    }

    @Test
    void whatLiveDnsAnsweredIsReplayedThoughItChangedInTheRun() throws Exception {
        Path mail = Files.createDirectory(directory.resolve("mail"));
        for (int i = 0; i < 5; i++) {
            Files.writeString(mail.resolve(i + ".eml"), "From: a@fabrikam.com\r\n\r\nhello " + i + "\r\n");
        }
        List<String> verify = List.of(
                "verify",
                mail.toString(),
                "--threads",
                "1",
                "--ip",
                "192.0.2.1",
                "--mail-from",
                "a@fabrikam.com",
                "--as-of",
                "2026-05-04");
        try (FickleResolver resolver = FickleResolver.start()) {
            Ran first = run(
                    verify, "--resolver", resolver.address(), "--record", at("log.ndjson"), "-o", at("first.ndjson"));
            assertThat(resolver.questions()).isPositive();
            assertThat(first.err())
                    .containsPattern("(?m)^Asked: " + resolver.questions()
                            + " DNS questions, none failed; half of the answers came within [0-9.,]+ ms, 99% within [0-9.,]+ ms\\."
                            + " The cache answered [0-9,]+ look-ups\\.$");
        }
        Ran second = run(verify, "--replay", at("log.ndjson"), "-o", at("second.ndjson"));
        assertThat(second.err()).doesNotContain("Asked: ");
        assertThat(withoutProcessing("second.ndjson")).hasSize(5).isEqualTo(withoutProcessing("first.ndjson"));
        assertThat(dnsLogs("first.ndjson")).singleElement().asString().matches("\\d{4}-.*Z-[0-9a-f]{4}");
    }

    @Test
    void theDemoReplaysWhatItRecorded() throws IOException {
        List<String> demo = List.of("demo", "--into");
        Ran recorded = run(demo, at("first"), "--record", at("log.ndjson"), "--run-id", "demo 1");
        assertThat(recorded.err()).contains(" DNS answers in " + at("log.ndjson") + ", run demo 1.");
        assertCampaignsAreCalledByName(recorded.out());
        Ran replayed = run(demo, at("second"), "--replay", at("log.ndjson"));
        assertThat(replayed.out()).contains("Nobody was asked: DNS came from the log ");
        assertThat(withoutSignals("second/verdicts.ndjson"))
                .hasSizeGreaterThan(100)
                .isEqualTo(withoutSignals("first/verdicts.ndjson"));
        assertThat(dnsLogs("first/verdicts.ndjson")).containsExactly("demo 1");
        assertThat(digests("first/verdicts.ndjson")).isEqualTo(digestsOfRows("log.ndjson"));
    }

    /** Of several subtasks what a signal is depends on the order in which mail comes by; and the history lies where the demo does. */
    private List<String> withoutSignals(String file) throws IOException {
        return withoutProcessing(file).stream()
                .map(line -> SIGNALS.matcher(line)
                        .replaceFirst("")
                        .replaceFirst("\"path\":\"[^\"]*/mail/", "\"path\":\"mail/"))
                .sorted()
                .toList();
    }

    /** The octets of each verdict but for that one member. */
    private List<String> withoutProcessing(String file) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(file));
        assertThat(lines).allSatisfy(line -> assertThat(line).containsOnlyOnce(",\"processing\":{"));
        return lines.stream()
                .map(line -> line.replaceFirst(",\"processing\":\\{[^{}]*}", ""))
                .toList();
    }

    private Set<String> dnsLogs(String file) throws IOException {
        Set<String> runs = new HashSet<>();
        for (String line : Files.readAllLines(directory.resolve(file))) {
            runs.add(JSON.readTree(line).path("processing").path("dnsLog").asText("null"));
        }
        return runs;
    }

    private Set<String> digests(String file) throws IOException {
        Set<String> digests = new HashSet<>();
        for (String line : Files.readAllLines(directory.resolve(file))) {
            for (JsonNode answer : JSON.readTree(line).path("dns")) {
                digests.add(answer.path("digest").asText());
            }
        }
        return digests;
    }

    /** Each campaign of the sample by its name, and none of the benign twins by that of the other. */
    private static void assertCampaignsAreCalledByName(String table) {
        Map<String, String> twins =
                Map.of("spoof", "new-mail-service", "replay", "list-post", "first-contact", "first-newsletter");
        Map<String, String> names =
                Map.of("spoof", "spoof campaign", "replay", "DKIM replay", "first-contact", "first contact");
        names.forEach((series, name) -> {
            assertThat(rows(table, series)).as(series).anyMatch(row -> row.contains(name));
            assertThat(rows(table, twins.get(series)))
                    .as(twins.get(series))
                    .isNotEmpty()
                    .noneMatch(row -> row.contains(name));
        });
        assertThat(rows(table, "journal")).isNotEmpty().noneMatch(row -> row.contains("DKIM replay"));
    }

    private static List<String> rows(String table, @Nullable String series) {
        return table.lines().filter(row -> row.startsWith(series + "-")).toList();
    }

    private Set<String> digestsOfRows(String file) throws IOException {
        Set<String> digests = new HashSet<>();
        for (String line : Files.readAllLines(directory.resolve(file))) {
            digests.add(AnswerLog.digest(line.getBytes(StandardCharsets.UTF_8)));
        }
        return digests;
    }
}
