package io.sealstream.mailauth.arc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.ConformanceSuite;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.MessageHashes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** The public ARC suite: what it validates, and what it signs. */
class ArcSuiteTest {
    private static final AsOf RECEIVED = AsOf.of(Instant.parse("2018-01-01T00:00:00Z"));
    private static final ArcSettings SETTINGS = ArcSettings.of(CryptoProvider.detect());

    private record Case(String name, Map<String, Object> fields, Zone zone) {
        String text(String key) {
            Object value = fields.get(key);
            return value == null ? "" : value.toString();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyChainComesToItsStatus() {
        ConformanceSuite suite = ConformanceSuite.require("arc");
        List<Case> cases = cases(suite, "arc-draft-validation-tests.yml");
        assertThat(cases).hasSize(171);
        return cases.stream()
                .map(test -> DynamicTest.dynamicTest(test.name, () -> {
                    ArcResult result = validate(test.text("message"), test.zone);
                    String expected = suite.expected(test.name, test.text("cv").toLowerCase(Locale.ROOT));
                    assertThat(result.status().name().toLowerCase(Locale.ROOT))
                            .as(test.text("description") + " " + result)
                            .isEqualTo(expected);
                }));
    }

    /** A set that gives the chain up is sealed over itself alone (RFC 8617 §5.1.2); to such a chain none is added. */
    @TestFactory
    Stream<DynamicTest> everySetThatTheSuiteSignsValidates() {
        ConformanceSuite suite = ConformanceSuite.require("arc");
        List<Case> cases = cases(suite, "arc-draft-sign-tests.yml");
        assertThat(cases).hasSize(17);
        return cases.stream()
                .map(test -> DynamicTest.dynamicTest(test.name, () -> {
                    String signed = field("ARC-Seal", test.text("AS"))
                            + field("ARC-Message-Signature", unfoldSignature(test.text("AMS")))
                            + field("ARC-Authentication-Results", test.text("AAR"))
                            + test.text("message");
                    ArcResult result = validate(signed, test.zone);
                    assertThat(result.status().name().toLowerCase(Locale.ROOT) + " " + result.reason())
                            .as(result.toString())
                            .isEqualTo(
                                    test.text("AS").contains("cv=fail")
                                                    || test.text("AS").isBlank()
                                            ? "fail CV_FAIL"
                                            : "pass VERIFIED");
                }));
    }

    /** The suite prints {@code b=} folded, but seals what it was before. */
    private static String unfoldSignature(String value) {
        int start = value.indexOf("\nb=") + 1;
        int end = value.indexOf(';', start);
        return value.isBlank()
                ? ""
                : value.substring(0, start) + value.substring(start, end).replaceAll("\\s", "") + value.substring(end);
    }

    private static String field(String name, String value) {
        return value.isBlank() ? "" : name + ": " + value.strip().replace("\n", "\n  ") + "\n";
    }

    private static ArcResult validate(String text, Zone zone) {
        Message message = Message.of(text.getBytes(StandardCharsets.UTF_8));
        return Arc.examine(message, new MessageHashes(message), SETTINGS).validate(zone, RECEIVED, true);
    }

    @SuppressWarnings("unchecked")
    private static List<Case> cases(ConformanceSuite suite, String file) {
        List<Case> cases = new ArrayList<>();
        for (Object document : new Yaml().loadAll(suite.text(file))) {
            Map<String, Object> group = (Map<String, Object>) document;
            Zone zone = Zone.of();
            ((Map<String, Object>) requireNonNull(group.get("txt-records")))
                    .forEach((name, value) -> zone.add(Question.txt(DomainName.of(name)), value.toString()));
            ((Map<String, Map<String, Object>>) requireNonNull(group.get("tests")))
                    .forEach((name, fields) -> cases.add(new Case(name, fields, zone)));
        }
        return cases;
    }
}
