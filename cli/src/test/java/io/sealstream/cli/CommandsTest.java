package io.sealstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealstream.cli.sample.BundledSample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands as a person types them: exit codes, one clear line for each error, and what lies in the files afterwards. */
class CommandsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory = Path.of("");

    record Ran(int exit, String out, String err) {}

    static Ran run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintStream standardOut = System.out;
        PrintStream standardErr = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            CommandLine commandLine =
                    Sealstream.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
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
    @CsvSource(delimiter = '|', textBlock = """
            verify                                         | verify what? Give a PATH, or - for standard input
            verify --nope                                  | Unknown option: '--nope'
            verify /no/such/file.eml                       | no such file: /no/such/file.eml
            verify pom.xml --ip 300.1.1.1                  | --ip: not an IP address: 300.1.1.1
            verify pom.xml --as-of yesterday               | --as-of: not a time such as 2026-05-04T10:00:00Z or 2026-05-04: yesterday
            verify pom.xml --dns /no/such.zone             | --dns: /no/such.zone: no such file
            verify pom.xml --closed-world                  | --closed-world goes with --dns
            verify pom.xml --dns-observed 2026-05-04       | --dns-observed goes with --dns
            verify pom.xml --recipients hmac               | --recipients hmac and --recipients-key-file go together
            verify pom.xml --threads 0                     | --threads: from 1 to 1024, not 0
            verify pom.xml --threads x                     | Invalid value for option '--threads': 'x' is not an int
            verify pom.xml --max-message-bytes 0           | --max-message-bytes: from 1 to 1073741824, not 0
            verify pom.xml --accepted-domain a..b          | --accepted-domain: not a domain name: a..b
            verify pom.xml --policy a --accepted-domain b.c | --policy and --accepted-domain exclude each other: it stands in the policy
            verify pom.xml --policy /no/such.yaml          | /no/such.yaml: no such file
            verify pom.xml --what-if /no/such.yaml         | /no/such.yaml: no such file
            verify pom.xml --differences a                 | --differences goes with --what-if
            policy check                                   | Missing required parameter: 'FILE'
            policy check /no/such.yaml                     | /no/such.yaml: no such file
            policy show /no/such.yaml                      | /no/such.yaml: no such file
            verify pom.xml --resolver [::1                 | --resolver: not a resolver's host: [::1
            verify pom.xml --resolver 127.0.0.1:99999      | --resolver: not a port of a resolver: 127.0.0.1:99999
            verify pom.xml -o /no/such/directory/x         | -o: cannot be written: /no/such/directory/x
            explain /no/such/file.eml                      | no such file: /no/such/file.eml
            verify pom.xml --record a --replay b           | --record and --replay exclude each other
            verify pom.xml --run-id x                      | --run-id goes with --record or --replay
            verify pom.xml --replay /no/such.log           | --replay: /no/such.log: no such file
            verify pom.xml --replay a --live               | --replay answers from the log alone: not with --dns, --live or --resolver
            verify pom.xml --record /no/such/directory/x   | --record: cannot be written: /no/such/directory/x
            demo --record a --replay b                     | --record and --replay exclude each other
            dns import                                     | Missing required options and parameters: '--into=DIR', 'FILE'
            dns import pom.xml                             | Missing required option: '--into=DIR'
            dns import /no/such.ndjson --into target/x     | no such file: /no/such.ndjson
            dns import pom.xml --into target/x --dns-observed then | --dns-observed: not a time such as 2026-05-04T10:00:00Z or 2026-05-04: then
            dns lookup a..b TXT                            | NAME: not a domain name: a..b
            dns lookup a.test WKS                          | Invalid value for positional parameter at index 1 (TYPE): expected one of [A, AAAA, MX, PTR, TXT] (case-insensitive) but was 'WKS'
            dns lookup a.test TXT --as-of then             | --as-of: not a time such as 2026-05-04T10:00:00Z or 2026-05-04: then
            dns export /no/such                            | no such directory: /no/such
            dns nonsense                                   | Unmatched argument at index 1: 'nonsense'
            posture                                        | posture of what? Give a DOMAIN
            posture fabrikam..com                          | not a domain name: fabrikam..com
            posture fabrikam.com a@contoso.com             | not a domain name: a@contoso.com
            posture fabrikam.com --selector a/b            | --selector: not a selector: a/b
            posture fabrikam.com --as-of yesterday         | --as-of: not a time such as 2026-05-04T10:00:00Z or 2026-05-04: yesterday
            posture fabrikam.com --dns /no/such.zone       | --dns: /no/such.zone: no such file
            posture fabrikam.com --nope                    | Unknown option: '--nope'
            run --config /no/such.yaml                     | /no/such.yaml: no such file
            run                                            | Missing required option: '--config=FILE'
            nonsense                                       | Unmatched argument at index 0: 'nonsense'
            """)
    void aUsageErrorIsOneClearLineAndExitCode2(String args, String line) {
        Ran ran = run(args.split(" +"));
        assertThat(ran.exit).isEqualTo(2);
        assertThat(ran.err.lines().findFirst()).contains("sealstream: " + line);
        assertThat(ran.err).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "verify",
                "explain",
                "posture",
                "run",
                "dns",
                "policy",
                "policy check",
                "policy show",
                "dns import",
                "dns lookup",
                "dns export"
            })
    void helpAndVersionAreEverywhere(String command) {
        String[] help = (command + " --help").trim().split(" ");
        assertThat(run(help).exit).isZero();
        assertThat(run(help).out).startsWith("Usage: sealstream");
        help[help.length - 1] = "--version";
        assertThat(run(help).exit).isZero();
        assertThat(run(help).out).startsWith("sealstream ");
    }

    @Test
    void verdictsComeInInputOrderWhateverTheThreads() throws IOException {
        BundledSample.copyTo(directory);
        Path verdicts = directory.resolve("verdicts.ndjson");
        Ran ran = run(
                "verify",
                directory.resolve(BundledSample.MANIFEST).toString(),
                "--dns",
                directory.resolve(BundledSample.ZONE).toString(),
                "--dns",
                directory.resolve(BundledSample.ANSWERS).toString(),
                "--receiver",
                "auto",
                "--threads",
                "4",
                "-o",
                verdicts.toString());
        assertThat(ran.exit).as(ran.err).isZero();
        assertThat(ids(verdicts)).isEqualTo(expectedIds()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(ran.err).contains(ids(verdicts).size() + " verdicts on").contains("compauth ");
        assertThat(directory.resolve("verdicts.ndjson.partial")).doesNotExist();
        assertThat(directory.resolve("verdicts.ndjson.dead.ndjson")).doesNotExist();
    }

    private List<String> expectedIds() throws IOException {
        return Files.readAllLines(directory.resolve(BundledSample.EXPECTED)).stream()
                .skip(1)
                .map(row -> row.substring(0, row.indexOf('\t')))
                .toList();
    }

    private static List<String> ids(Path verdicts) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(verdicts)) {
            ids.add(JSON.readTree(line).path("id").asText());
        }
        return ids;
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndTheRestGoesOn() throws IOException {
        Path mail = Files.createDirectories(directory.resolve("mail"));
        Files.writeString(mail.resolve("1-good.eml"), "From: a@fabrikam.com\r\n\r\nhello\r\n");
        Files.write(mail.resolve("2-broken.eml.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3});
        Files.writeString(mail.resolve("3-large.eml"), "From: a@fabrikam.com\r\n\r\n" + "x".repeat(2_000));
        Files.writeString(
                mail.resolve("4.ndjson"),
                "{\"raw\":\"RnJvbTogYUBiLmNvbQoKeA==\",\"id\":\"ok\"}\n{nonsense\n{\"path\":\"gone.eml\"}\n");
        Files.writeString(mail.resolve("5-good.eml"), "From: b@fabrikam.com\r\n\r\nhello\r\n");
        Path out = directory.resolve("out.ndjson");
        Ran ran = run("verify", mail.toString(), "--max-message-bytes", "1000", "-o", out.toString());
        assertThat(ran.exit).as(ran.err).isEqualTo(1);
        assertThat(ids(out)).hasSize(3).contains("ok");
        List<JsonNode> dead = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("out.ndjson.dead.ndjson"))) {
            dead.add(JSON.readTree(line));
        }
        assertThat(dead).hasSize(4).allSatisfy(letter -> {
            assertThat(letter.path("path").asText()).contains("mail");
            assertThat(letter.path("offset").isIntegralNumber()).isTrue();
            assertThat(letter.path("detail").asText()).isNotEmpty();
        });
        assertThat(dead).extracting(letter -> letter.path("reason").asText()).contains("oversized", "bad_format");
        assertThat(ran.err).contains("4 dead letters, in ");
    }

    @Test
    void nobodyIsAskedAndTheSummarySaysSoFirst() throws IOException {
        Path message = directory.resolve("m.eml");
        Files.writeString(
                message,
                "DKIM-Signature: v=1; a=rsa-sha256; d=signed.example; s=k; h=from; bh=AAAA; b=AAAA\r\nFrom: a@fabrikam.com\r\n\r\nhello\r\n");
        Ran ran = run(
                "verify",
                message.toString(),
                "-o",
                directory.resolve("v").toString(),
                "--ip",
                "192.0.2.1",
                "--mail-from",
                "a@contoso.com");
        assertThat(ran.exit).isZero();
        assertThat(ran.err.lines().findFirst().orElse(""))
                .startsWith("Not asked: 6 questions of 5 zones. To ask them: --live");
    }

    @Test
    void explainSaysWhichHeaderWhichRecordWhichRuleAndWhy() throws IOException {
        BundledSample.copyTo(directory);
        Ran ran = run(
                "explain",
                directory
                        .resolve("mail/arrival/microsoft-forged-stamp-below-boundary.eml")
                        .toString(),
                "--dns",
                directory.resolve(BundledSample.ZONE).toString(),
                "--receiver",
                "auto");
        assertThat(ran.exit).as(ran.err).isZero();
        assertThat(ran.out)
                .contains("Received line 4 from the top took the message over from outside (microsoft365)")
                .contains("client IP 203.0.113.66, from received[3]")
                .contains("_dmarc.reject.test says v=DMARC1; p=reject")
                .contains("compauth  fail, reason 000: rule dmarc-fail (documented)")
                .contains("anybody may have written it; not used");
    }

    @Test
    void explainSaysWhatAListDidToASignedMessageAndThatItIsNoPass() throws IOException {
        BundledSample.copyTo(directory);
        String signed = Files.readString(directory.resolve("mail/dmarc/strict-dkim.eml"));
        Path sent = Files.writeString(
                directory.resolve("sent-on.eml"),
                signed.replace("Subject: ", "Subject: [list] ") + "____\r\nlist@lists.example\r\n");
        Ran ran = run(
                "explain",
                sent.toString(),
                "--dns",
                directory.resolve(BundledSample.ZONE).toString());
        assertThat(ran.exit).as(ran.err).isZero();
        assertThat(ran.out)
                .contains("DKIM      fail: body hash mismatch")
                .contains("repaired: footer appended, 26 octets: ____ | list@lists.example"
                        + " (without it the body hash matches)")
                .contains(
                        "repaired: subject prefix added (Subject), 6 octets: [list] (without it the signature matches)")
                .contains("which tells what happened on the way, and is no pass");
    }
}
