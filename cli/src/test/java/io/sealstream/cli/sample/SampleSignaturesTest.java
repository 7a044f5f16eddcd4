package io.sealstream.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the signatures of the sample are what the expected results say, checked without the code under test or the signer. */
class SampleSignaturesTest {
    /** Verified results, and those that a rule refuses although the hashes match. */
    private static final Set<String> MATCHING = Set.of("pass", "policy", "skipped");

    /** Aliases are followed by DNS, not by a zone file's reader; and a hash does not tell that l= is too long. */
    private static final Set<String> NOT_BY_HASHES = Set.of("dkim/key-by-alias", "dkim/length-exceeds-body");

    /** Matches, and is a permerror for its algorithm. */
    private static final String SHA1 = "dkim/rsa-sha1";

    private static final List<SampleMessage> MESSAGES = SampleGenerator.messages();

    private static SampleZone zone;

    @BeforeAll
    static void readZone() throws IOException, URISyntaxException {
        zone = SampleZone.read(file("sample.zone"));
        JsonMapper json = new JsonMapper();
        for (String line : Files.readAllLines(file("sample-answers.ndjson"))) {
            JsonNode row = json.readTree(line);
            row.path("rdata")
                    .forEach(text -> zone.texts().put(row.get("rrname").asText() + ".", List.of(text.asText())));
        }
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(SampleSignaturesTest.class.getResource(name))
                .toURI());
    }

    static Stream<SampleMessage> signed() {
        return MESSAGES.stream()
                .filter(m -> !NOT_BY_HASHES.contains(m.id()))
                .filter(m -> m.id().equals(SHA1)
                        || !Set.of("none", "neutral", "permerror", "temperror")
                                .contains(m.expected().dkim()));
    }

    static Stream<SampleMessage> sealed() {
        return MESSAGES.stream().filter(m -> m.expected().arc().equals("pass"));
    }

    @ParameterizedTest
    @MethodSource("signed")
    void hashesMatchWhereExpected(SampleMessage message) throws GeneralSecurityException {
        NaiveVerifier verifier = new NaiveVerifier(message.content(), zone);
        List<String> signatures = verifier.fields("DKIM-Signature");
        String[] expected = message.expected().dkim().split(",", -1);
        assertThat(signatures).as(message.id()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(verifier.matches(signatures.get(i)))
                    .as(message.id() + " signature " + i)
                    .isEqualTo(MATCHING.contains(expected[i]) || message.id().equals(SHA1));
        }
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void sealsMatchWhereExpected(SampleMessage message) throws GeneralSecurityException {
        assertThat(new NaiveVerifier(message.content(), zone).chainMatches())
                .as(message.id())
                .isTrue();
    }

    @Test
    void everyAlgorithmAndCanonicalizationIsAmongThem() {
        assertThat(signed().map(SampleMessage::id))
                .contains(
                        "dkim/rsa-sha256-simple-simple",
                        "dkim/rsa-sha256-simple-relaxed",
                        "dkim/rsa-sha256-relaxed-simple",
                        "dkim/rsa-sha256-relaxed-relaxed",
                        "dkim/ed25519-sha256-simple-simple",
                        "dkim/ed25519-sha256-simple-relaxed",
                        "dkim/ed25519-sha256-relaxed-simple",
                        "dkim/ed25519-sha256-relaxed-relaxed");
        assertThat(sealed()).hasSizeGreaterThanOrEqualTo(3);
    }
}
