package io.sealstream.mailauth.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dmarc.DmarcSuite.Case;
import io.sealstream.mailauth.dmarc.DmarcSuite.Expectation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The RFC 9989 suite whole, its "skipped" cases included; what we do not share stands in {@code deviations.tsv}. */
class DmarcSuiteTest {

    private static List<Case> cases(String file) throws IOException {
        Path suite = Path.of(System.getProperty("sealstream.conformance", "none"), "dmarc", file);
        assumeTrue(Files.exists(suite), () -> "the public DMARC suite is not at " + suite);
        return DmarcSuite.load(suite);
    }

    @Test
    void theSuitesAreWhole() throws IOException {
        assertThat(cases("rfc9989-compliance-test.jsonl")).hasSize(29);
        assertThat(cases("dmarc-verify-test.jsonl")).hasSize(3);
    }

    @TestFactory
    Stream<DynamicTest> everyCaseOfRfc9989() throws IOException {
        Map<String, String> deviations = deviations();
        return cases("rfc9989-compliance-test.jsonl").stream()
                .map(row -> dynamicTest(row.title(), () -> check(row, deviations)));
    }

    @TestFactory
    Stream<DynamicTest> everyCaseOfTheReportedIdentifiers() throws IOException {
        Map<String, String> deviations = deviations();
        return cases("dmarc-verify-test.jsonl").stream()
                .map(row -> dynamicTest(row.title(), () -> check(row, deviations)));
    }

    private static Map<String, String> deviations() throws IOException {
        try (InputStream in = DmarcSuiteTest.class.getResourceAsStream("deviations.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toMap(column -> column[0] + '\t' + column[1], column -> column[2]));
        }
    }

    private static void check(Case row, Map<String, String> deviations) {
        assertThat(row.expectations()).isNotEmpty();
        for (Expectation expectation : row.expectations()) {
            boolean second = expectation.path().startsWith("result2");
            Evaluation result = row.results().get(second ? 1 : 0);
            String ours = deviations.get(row.title() + '\t' + expectation.path());
            if (ours == null) {
                check(result, expectation);
            } else if (expectation.path().equals("result.status.result")) {
                assertThat(word(result.status())).isEqualTo(ours);
            } else if (expectation.path().equals("result")) {
                assertThat(word(result.policy())).isEqualTo(ours);
            } else {
                assertThat(ours).isEqualTo("not evaluated");
            }
        }
    }

    private static void check(Evaluation result, Expectation expectation) {
        Object actual = actual(result, expectation);
        switch (String.join(" ", expectation.words())) {
            case "to equal" ->
                assertThat(actual).isEqualTo(expectation.argument().asText());
            case "to deep equal" -> assertThat(actual).isEqualTo(texts(expectation.argument()));
            case "to contain" ->
                assertThat((String) actual).contains(expectation.argument().asText());
            case "to be true" -> assertThat(actual).isEqualTo(true);
            case "to not be ok", "to be undefined", "to not have property" ->
                assertThat(actual).isNull();
            default -> throw new AssertionError("an assertion that is not known: " + expectation);
        }
    }

    private static List<String> texts(JsonNode list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .map(i -> list.get(i).asText())
                .toList();
    }

    /** The suite's words for our result. */
    private static @Nullable Object actual(Evaluation result, Expectation expectation) {
        String path = expectation.path().replace("result2.", "result.");
        return switch (path) {
            case "queried" -> result.queried().stream().map(Object::toString).toList();
            case "result.status.result" -> word(result.status());
            case "result.policy" -> word(result.policy());
            case "result.domain" -> text(result.organizationalDomain());
            case "result.status.header.from" -> text(result.fromDomain());
            case "result.status.header.d" -> text(result.policyDomain());
            case "result.rr" -> result.record();
            case "result.alignment.spf.result" ->
                result.alignedSpf() == null ? null : text(result.organizationalDomain());
            case "result.alignment.dkim.result" -> text(result.alignedDkim());
            case "result.alignment.dkim.strict" -> result.dkimAlignment() == Alignment.STRICT;
            case "result" -> property(result, expectation.argument().asText());
            default -> throw new AssertionError("a path that is not known: " + path);
        };
    }

    private static @Nullable Object property(Evaluation result, String name) {
        return switch (name) {
            case "policy" -> word(result.policy());
            case "pct" -> result.percent() == 100 ? null : (Object) result.percent();
            default -> throw new AssertionError("a property that is not known: " + name);
        };
    }

    /** {@code bestguesspass} is what RFC 9989 calls none. */
    private static @Nullable String word(@Nullable Enum<?> value) {
        return value == null
                ? null
                : value == DmarcStatus.BESTGUESSPASS ? "none" : value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
