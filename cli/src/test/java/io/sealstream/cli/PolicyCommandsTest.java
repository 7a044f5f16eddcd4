package io.sealstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.cli.CommandsTest.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies on the command line: a verdict for each tenant, and what another policy would change. */
class PolicyCommandsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String POLICY = """
            version: v1
            tenants:
              - name: contoso
                recipients: [contoso.com]
                blocked-pairs: ["fabrikam.com, *"]
              - name: northwind
                accepted-domains: [northwind.example]
                overrides:
                  allowed-domains: [{domain: fabrikam.com, last-used: 2026-05-01}]
            default:
              accepted-domains: [fabrikam.com]
            """;

    @TempDir
    private Path directory;

    private Path policy;
    private Path mail;
    private Path zone;

    @BeforeEach
    void write() throws IOException {
        policy = Files.writeString(directory.resolve("policy.yaml"), POLICY);
        mail = Files.writeString(directory.resolve("m.eml"), "From: a@fabrikam.com\r\nSubject: x\r\n\r\nHello\r\n");
        zone = Files.writeString(directory.resolve("empty.zone"), "nothing.test. 60 IN TXT \"\"\n");
    }

    private Ran verify(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "verify",
                mail.toString(),
                "--dns",
                zone.toString(),
                "--closed-world",
                "--ip",
                "192.0.2.1",
                "--helo",
                "mx.fabrikam.com",
                "--mail-from",
                "a@fabrikam.com",
                "--as-of",
                "2026-05-04"));
        args.addAll(List.of(more));
        return CommandsTest.run(args.toArray(new String[0]));
    }

    private String[] toThree(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--policy", policy.toString(), "--rcpt-to", "a@contoso.com", "--rcpt-to", "b@northwind.example"));
        args.addAll(List.of("--rcpt-to", "c@other.example"));
        args.addAll(List.of(more));
        return args.toArray(new String[0]);
    }

    @Test
    void aMessageToSeveralTenantsHasAVerdictForEachWithItsOwnRecipientsOnly() throws IOException {
        Path out = directory.resolve("verdicts");
        Ran ran = verify(toThree("-o", out.toString()));
        assertThat(ran.exit()).as(ran.err()).isZero();
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            JsonNode verdict = JSON.readTree(line);
            lines.add(verdict.path("id").asText().replaceFirst("^.*#", "#") + " "
                    + verdict.path("tenant").asText("-") + " "
                    + verdict.at("/compauth/reason").asText() + " "
                    + verdict.at("/compauth/policyVersion").asText() + " "
                    + verdict.at("/override/effect").asText("-") + " "
                    + verdict.at("/envelope/rcptTo"));
        }
        assertThat(lines)
                .containsExactly(
                        "#0/contoso contoso 002 v1 - [\"*@contoso.com\"]",
                        "#0/northwind northwind 001 v1 allow [\"*@northwind.example\"]",
                        "#0 - 601 v1 - [\"*@other.example\"]");
        assertThat(ran.err()).contains("3 verdicts on ");
    }

    @Test
    void whatAnotherPolicyWouldChangeIsCountedAndWrittenAndTheVerdictsStay() throws IOException {
        Path shadow = Files.writeString(
                directory.resolve("shadow.yaml"),
                POLICY.replace("v1", "v2").replace("[\"fabrikam.com, *\"]", "[\"fabrikam.com, 198.51.100.0/24\"]"));
        Path out = directory.resolve("verdicts");
        Path differences = directory.resolve("differences");
        Ran ran = verify(
                toThree("-o", out.toString(), "--what-if", shadow.toString(), "--differences", differences.toString()));
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("what-if: 1 of 3 differ: 002\u2192001 1\n");
        assertThat(Files.readString(out)).contains("\"v1\"").doesNotContain("\"v2\"");
        JsonNode difference = JSON.readTree(Files.readString(differences));
        assertThat(difference.path("schema").asText()).isEqualTo("sealstream.difference/1");
        assertThat(difference.path("tenant").asText()).isEqualTo("contoso");
        assertThat(difference.at("/real/reason").asText()).isEqualTo("002");
        assertThat(difference.at("/shadow/reason").asText()).isEqualTo("001");
        assertThat(differences.resolveSibling("differences.partial")).doesNotExist();

        Ran same = verify(toThree("-o", out.toString(), "--what-if", policy.toString()));
        assertThat(same.err()).contains("what-if: 0 of 3 differ\n");
    }

    @Test
    void explainTellsEachTenantsVerdict() {
        Ran ran = CommandsTest.run(
                "explain",
                mail.toString(),
                "--dns",
                zone.toString(),
                "--closed-world",
                "--ip",
                "192.0.2.1",
                "--helo",
                "mail.elsewhere.example",
                "--mail-from",
                "a@elsewhere.example",
                "--policy",
                policy.toString(),
                "--rcpt-to",
                "a@contoso.com",
                "--rcpt-to",
                "b@northwind.example",
                "--as-of",
                "2026-05-04");
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("reason 002: rule blocked-pair")
                .contains("judged by policy v1 of contoso\n")
                .contains("Override  lets it pass: allowed domain fabrikam.com\n");
        assertThat(ran.out().lines().filter(line -> line.startsWith("compauth")))
                .hasSize(2);
    }

    @Test
    void checkSaysWhatIsWrongLineByLine() throws IOException {
        assertThat(CommandsTest.run("policy", "check", policy.toString()))
                .isEqualTo(new Ran(0, policy + ": policy v1: 2 tenants with 2 recipient domains\n", ""));
        Path wrong = Files.writeString(
                directory.resolve("wrong.yaml"), "version: 1\ndefault:\n  colour: red\n  accepted-domains: a..b\n");
        Ran ran = CommandsTest.run("policy", "check", wrong.toString());
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().lines())
                .containsExactly(
                        "sealstream: " + wrong
                                + ":4: accepted-domains takes a domain name such as contoso.com, not a..b",
                        "sealstream: " + wrong + ":3: unknown key colour; known here: accepted-domains, blocked-pairs,"
                                + " trusted-sealers, same-organisation, modifying-hops, mx-elsewhere, honour-policy,"
                                + " use-signals, overrides");
        assertThat(verify("--policy", wrong.toString()).exit()).isEqualTo(2);
    }

    @Test
    void showTellsWhatThePolicySaysOfEachTenant() {
        Ran ran = CommandsTest.run("policy", "show", policy.toString(), "--as-of", "2026-07-01");
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("""
                Policy v1: 2 tenants with 2 recipient domains

                contoso: mail to contoso.com
                  blocked pairs       fabrikam.com, * (external)

                northwind: mail to northwind.example
                  accepted domains    northwind.example
                  allowed domains     fabrikam.com, expired 2026-06-15T00:00:00Z

                mail to all other domains
                  accepted domains    fabrikam.com
                """);
    }
}
