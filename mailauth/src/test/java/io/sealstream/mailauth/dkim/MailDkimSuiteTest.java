package io.sealstream.mailauth.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.ConformanceSuite;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.MessageHashes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The messages of Mail::DKIM, by its table. */
class MailDkimSuiteTest {
    private static final AsOf RECEIVED = AsOf.of(Instant.parse("2024-01-01T00:00:00Z"));

    @TestFactory
    Stream<DynamicTest> everyMessageComesToItsResult() {
        ConformanceSuite suite = ConformanceSuite.require("dkim/mail-dkim");
        Zone zone = zone(suite.text("FAKE_DNS.dat"));
        List<String[]> rows = suite.text("expected.tsv")
                .lines()
                .skip(1)
                .map(line -> line.split("\t"))
                .toList();
        assertThat(rows).hasSize(79);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row[1], () -> {
                    List<DkimResult> results = verify(suite.bytes("corpus/" + row[1]), zone);
                    assertThat(results).noneMatch(MailDkimSuiteTest::passesAgainstTheRules);
                    assertThat(summary(results)).as(results.toString()).isEqualTo(suite.expected(row[1], row[2]));
                }));
    }

    private static List<DkimResult> verify(byte[] bytes, Zone zone) {
        Message message = Message.of(bytes);
        return Dkim.examine(message, new MessageHashes(message), DkimSettings.of(CryptoProvider.detect()))
                .verify(zone, RECEIVED, true);
    }

    private static boolean passesAgainstTheRules(DkimResult result) {
        return result.status() == DkimStatus.PASS
                && (result.has(DkimFlag.SHA1) || result.has(DkimFlag.KEY_TESTING) || result.keyBits() == 512);
    }

    /**
     * The word of the best signature by what it proves, for the suite is older than the rules against SHA-1, small keys and
     * test keys: pass, else fail, else invalid.
     */
    private static String summary(List<DkimResult> results) {
        return results.stream()
                .map(result -> result.wouldBe() == null ? result.status() : result.wouldBe())
                .map(MailDkimSuiteTest::word)
                .min(Comparator.comparing(List.of("pass", "fail", "invalid", "none")::indexOf))
                .orElseThrow();
    }

    private static String word(DkimStatus status) {
        return switch (status) {
            case PASS -> "pass";
            case FAIL -> "fail";
            case NONE -> "none";
            default -> "invalid";
        };
    }

    private static Zone zone(String table) {
        Zone zone = Zone.of();
        table.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            String[] part = line.split("\\s+", 2);
            Question question = Question.txt(DomainName.of(part[0]));
            switch (part[1]) {
                case "NXDOMAIN" -> {}
                case "~~Query timed out~~" -> zone.add(question, "!TIMEOUT");
                case "~~SERVFAIL~~" -> zone.add(question, "!SERVFAIL");
                default -> zone.add(question, part[1].equals("\"\"") ? "" : part[1]);
            }
        });
        return zone;
    }
}
