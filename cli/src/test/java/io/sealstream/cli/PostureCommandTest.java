package io.sealstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.sealstream.cli.CommandsTest.Ran;
import io.sealstream.cli.sample.BundledSample;
import io.sealstream.serde.verdict.VerdictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code posture} says of a zone, to a person and to a program. */
class PostureCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(VerdictJson.class.getResourceAsStream(PostureJson.SCHEMA_RESOURCE));

    private static final String REST_OF_THE_WORLD = """
            $TTL 3600
            com. SOA ns.com. hostmaster.com. 1 3600 900 604800 300
            test. SOA ns.test. hostmaster.test. 1 3600 900 604800 300
            us. SOA ns.us. hostmaster.us. 1 3600 900 604800 300
            fabrikam.com. A 192.0.2.1
            text.test. TXT "hello"
            twice.test. TXT "v=spf1 -all"
            twice.test. TXT "v=spf1 ~all"
            wrong.test. TXT "v=spf1 ip4:x"
            loop.test. TXT "v=spf1 include:fabrikam.com -all"
            wide.test. TXT "v=spf1 ip4:10.0.0.0/8 -all"
            spf.protection.outlook.com. TXT "v=spf1 ip4:40.92.0.0/15 ip6:2a01:111:f400::/48 -all"
            spf.protection.office365.us. TXT "v=spf1 ip4:23.103.191.0/24 -all"
            """;

    @TempDir
    Path directory = Path.of("");

    private Ran posture(String zone, String... args) throws IOException {
        Path file = directory.resolve("literal.zone");
        Files.writeString(file, REST_OF_THE_WORLD + zone);
        return posture(file, args);
    }

    private static Ran posture(Path dns, String... args) {
        List<String> all = new ArrayList<>(List.of("posture", "--dns", dns.toString()));
        all.addAll(List.of(args));
        Ran ran = CommandsTest.run(all.toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err()).isZero();
        if (all.contains("--json")) {
            ran.out().lines().forEach(PostureCommandTest::assertIsOfTheSchema);
        }
        return ran;
    }

    private static void assertIsOfTheSchema(String line) {
        assertThat(SCHEMA.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            v=spf1 -all                                | ok       parked: v=spf1 -all, nobody may send
            v=spf1 a -all                              | ok       -all: everybody else fails
            v=spf1 a ~all                              | ok       ~all: everybody else softfails
            v=spf1 a ?all                              | problem  ?all: nothing is said of everybody else, no forgery fails
            v=spf1 a +all                              | problem  +all: everybody may send for the domain
            v=spf1 a                                   | problem  no all: as ?all, no forgery fails (RFC 7208 §4.7)
            v=spf1 redirect=gone.test                  | unknown  what becomes of everybody else is not known
            v=spf1 redirect=gone.test                  | problem  redirect of gone.test, which does not exist: permerror (RFC 7208 §6.1)
            v=spf1 include:gone.test -all              | problem  include of gone.test, which does not exist: permerror (RFC 7208 §5.2)
            v=spf1 include:text.test -all              | problem  include of text.test, which has no SPF record: permerror (RFC 7208 §5.2)
            v=spf1 include:twice.test -all             | problem  several SPF records at twice.test: permerror (RFC 7208 §4.5)
            v=spf1 include:wrong.test -all             | problem  the record of wrong.test does not parse at ip4:x: permerror (RFC 7208 §4.6)
            v=spf1 nonsense -all                       | problem  the record of fabrikam.com does not parse at nonsense: permerror (RFC 7208 §4.6)
            v=spf1 include:loop.test -all              | problem  a record leads back to itself: permerror
            hello                                      | problem  no SPF record
            v=spf1 a mx include:wide.test -all         | ok       3 of 10 look-ups in all, 1 on the longest path
            v=spf1 a a a a a a a a a -all              | note     9 of 10 look-ups in all, 1 on the longest path
            v=spf1 a a a a a a a a a a a -all          | problem  11 of 10 look-ups in all, 1 on the longest path: permerror where nothing matches before (RFC 7208 §4.6.4)
            v=spf1 a -all                              | ok       0 of 2 void look-ups
            v=spf1 a:no1.test -all                     | note     1 of 2 void look-ups
            v=spf1 a:no1.test a:no2.test a:no3.test ~all | problem  3 of 2 void look-ups: permerror where nothing matches before (RFC 7208 §4.6.4)
            v=spf1 exists:%{i}.test -all               | note     only a message tells where these lead: %{i}.test
            v=spf1 a ip4:10.0.0.0/22 ip6:2001:db8::/64 -all | ok       authorises 1,025 IPv4 and 2^64 IPv6 addresses
            v=spf1 include:wide.test ip4:192.0.2.1 -all | note     authorises more than 2^24 IPv4 and 0 IPv6 addresses
            v=spf1 ptr -all                            | note     ptr is slow, unreliable and not to be used (RFC 7208 §5.5)
            v=spf1 include:spf.protection.outlook.com -all | ok       Microsoft 365 sends for it: worldwide (include:spf.protection.outlook.com)
            v=spf1 include:spf.protection.outlook.com include:spf.protection.office365.us -all | note     several Microsoft 365 clouds: worldwide (include:spf.protection.outlook.com), GCC High and DoD (include:spf.protection.office365.us)
            """)
    void spfIsToldInGradedLines(String record, String line) throws IOException {
        Ran ran = posture("fabrikam.com. TXT \"" + record + "\"\n", "fabrikam.com");

        assertThat(lines(ran)).startsWith("fabrikam.com").contains(line);
        assertThat(ran.out()).contains(record.startsWith("v=spf1") ? "SPF       " + record : "SPF       problem");
    }

    /** Without the label and the white space that stand before each. */
    private static List<String> lines(Ran ran) {
        return ran.out()
                .lines()
                .map(line -> line.replaceFirst("^(SPF|DMARC|DKIM)? +", ""))
                .toList();
    }

    @Test
    void severalSpfRecordsAreShownAndNothingIsCounted() throws IOException {
        Ran ran = posture("fabrikam.com. TXT \"v=spf1 -all\"\nfabrikam.com. TXT \"v=spf1 +all\"\n", "fabrikam.com");

        assertThat(lines(ran))
                .contains(
                        "v=spf1 -all",
                        "v=spf1 +all",
                        "problem  several SPF records at fabrikam.com: permerror (RFC 7208 §4.5)");
        assertThat(ran.out()).doesNotContain("look-ups");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            v=DMARC1; p=reject; rua=mailto:r@fabrikam.com         | ok       forged mail of the domain is not to be delivered to an inbox
            v=DMARC1; p=none; rua=mailto:r@fabrikam.com           | problem  policy none: forged mail is delivered, and at most reported
            v=DMARC1; p=reject                                    | note     no usable rua: nobody hears of forged mail
            v=DMARC1; p=reject; sp=none                           | note     subdomains have a weaker policy than the domain of the record
            v=DMARC1; p=reject; sp=none                           | policy reject; for subdomains none, for those that do not exist none
            v=DMARC1; p=reject; np=none                           | by RFC 9989: policy reject; for subdomains reject, for those that do not exist none
            v=DMARC1; p=reject; np=none                           | by RFC 7489: policy reject; for subdomains reject, for those that do not exist reject
            v=DMARC1; p=reject; np=none                           | note     RFC 9989 and RFC 7489 come to different policies
            v=DMARC1; p=reject; t=y                               | note     by RFC 9989: t=y: the policy applies one step lower
            v=DMARC1; p=reject; pct=10                            | note     by RFC 7489: pct spares some of the mail
            v=DMARC1; p=reject; oops                              | problem  by RFC 7489: no policy can be had from the record
            v=DMARC1                                              | problem  no policy can be had from the record
            hello                                                 | problem  no DMARC record applies
            """)
    void dmarcIsToldByBothRfcs(String record, String line) throws IOException {
        Ran ran = posture("_dmarc.fabrikam.com. TXT \"" + record + "\"\n", "fabrikam.com");

        assertThat(lines(ran)).contains(line);
    }

    @Test
    void aPolicyFromAboveTellsFromWhereByEachRfc() throws IOException {
        String zone = """
                _dmarc.mail.fabrikam.com. TXT "v=DMARC1; p=reject; psd=n; rua=mailto:r@fabrikam.com"
                _dmarc.fabrikam.com. TXT "v=DMARC1; p=reject; sp=none; rua=mailto:r@fabrikam.com"
                a.mail.fabrikam.com. A 192.0.2.1
                """;
        Ran ran = posture(zone, "a.mail.fabrikam.com");

        assertThat(lines(ran))
                .contains(
                        "by RFC 9989: policy reject, inherited from mail.fabrikam.com; for subdomains reject, for those that do not"
                                + " exist reject",
                        "by RFC 7489: policy none, inherited from fabrikam.com; for subdomains none, for those that do not exist"
                                + " none",
                        "problem  by RFC 7489: policy none: forged mail is delivered, and at most reported",
                        "note     RFC 9989 and RFC 7489 come to different policies");
        assertThat(ran.out()).doesNotContain("forged mail of the domain is not to be delivered");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            rsa      | selector rsa: rsa key of 2048 bits                   | ok       a usable key
            ed       | selector ed: ed25519 key of 256 bits                 | ok       a usable key
            alias    | alias of rsa._domainkey.mailer.test                  | ok       a usable key
            several  | selector several: rsa key of 2048 bits; rsa key of 2048 bits | note     several records: which one is taken is undefined (RFC 6376 §3.6.2.2)
            small    | selector small: rsa key of 1024 bits                 | note     a key should have 2048 bits or more (RFC 8301 §3.2)
            rsa768   | selector rsa768: rsa key of 768 bits                 | problem  a key below 1024 bits never passes (RFC 8301 §3.2)
            revoked  | selector revoked                                     | note     revoked: p= is empty, no signature by it passes
            testing  | selector testing: rsa key of 2048 bits               | note     t=y: in testing, signed mail counts as unsigned
            strict   | selector strict: rsa key of 2048 bits, t=s: i= has to be the domain itself | ok       a usable key
            garbage  | selector garbage: rsa key                            | problem  a key record that does not parse
            sha1only | selector sha1only: rsa key of 2048 bits              | problem  h= does not allow sha256 (RFC 8301 §3.1)
            loop     | selector loop                                        | unknown  DNS failed, which says nothing of the key
            nobody   | selector nobody                                      | problem  no key record
            """)
    void aSelectorTellsItsKey(String selector, String line, String finding) throws IOException {
        BundledSample.copyTo(directory);
        Ran ran = posture(directory.resolve(BundledSample.ZONE), "signed.example", "--selector", selector);

        assertThat(lines(ran)).contains(line, finding);
    }

    @Test
    void whatNobodyWasAskedIsUnknownAndNeverAbsent() {
        Ran ran = CommandsTest.run("posture", "fabrikam.com", "--selector", "s");

        assertThat(ran.exit()).isZero();
        assertThat(lines(ran))
                .containsExactly(
                        "fabrikam.com",
                        "unknown  fabrikam.com TXT: not observed, which is not absence",
                        "unknown  not observed, which is not absence",
                        "selector s",
                        "unknown  not observed, which is not absence",
                        "");
        assertThat(ran.err()).startsWith("Not asked: ").contains("To ask them: --live");
    }

    @Test
    void whatFailedInAnIncludeLeavesOnlyLowerBounds() throws IOException {
        Path answers = directory.resolve("answers.ndjson");
        Files.writeString(answers, """
                {"rrname":"fabrikam.com","rrtype":"TXT","rdata":["v=spf1 ip4:192.0.2.1 include:slow.test -all"]}
                {"rrname":"slow.test","rrtype":"TXT","rcode":"SERVFAIL"}
                """);
        assertThat(lines(posture(answers, "fabrikam.com")))
                .contains(
                        "unknown  slow.test TXT: DNS failed, which says nothing of the record",
                        "unknown  at least 1 of 10 look-ups in all, 1 on the longest path",
                        "unknown  at least 0 of 2 void look-ups",
                        "unknown  authorises at least 1 IPv4 and 0 IPv6 addresses",
                        "ok       -all: everybody else fails");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            2020-01-02 | ok       parked: v=spf1 -all, nobody may send
            2024-01-01 | unknown  fabrikam.com TXT: not observed, which is not absence
            """)
    void answersSpeakForTheTimeTheyWereSeen(String asOf, String line) throws IOException {
        Ran ran = posture(
                "fabrikam.com. TXT \"v=spf1 -all\"\n", "fabrikam.com", "--dns-observed", "2020-01-01", "--as-of", asOf);

        assertThat(lines(ran)).contains(line);
        if (line.startsWith("unknown")) {
            assertThat(ran.err()).startsWith("Not used: 3 answers seen only at another time than " + asOf);
        } else {
            assertThat(ran.err()).isEmpty();
        }
    }

    @Test
    void hostileRecordsDoNotReachTheTerminal() throws IOException {
        Ran ran = posture("fabrikam.com. TXT \"v=spf1 \\027[31m\\010 -all\"\n", "fabrikam.com");

        assertThat(ran.out().chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
        assertThat(ran.out()).contains("does not parse at \ufffd[31m\ufffd");
    }

    @Test
    void jsonIsOneObjectALine() throws IOException {
        Ran ran = posture(
                "fabrikam.com. TXT \"v=spf1 include:gone.test ~all\"\n",
                "fabrikam.com",
                "Contoso.com.",
                "--as-of",
                "2026-05-04",
                "--json");

        List<String> objects = ran.out().lines().toList();
        assertThat(objects).hasSize(2);
        JsonNode first = JSON.readTree(objects.get(0));
        assertThat(first.path("spf")).isEqualTo(JSON.readTree("""
                {"records":["v=spf1 include:gone.test ~all"],"usable":true,"complete":true,
                 "lookups":1,"longestPath":1,"voidLookups":1,"all":"softfail","ptrUsed":false,"parked":false,
                 "ipv4Addresses":0,"ipv6Addresses":"0","microsoft365":[],"domains":["fabrikam.com","gone.test"],
                 "missingIncludes":["gone.test"],"messageDependent":[],"loop":false,"truncated":false,
                 "findings":[
                  {"grade":"problem","finding":"include_does_not_exist",
                   "text":"include of gone.test, which does not exist: permerror (RFC 7208 §5.2)"},
                  {"grade":"ok","finding":"all_softfail","text":"~all: everybody else softfails"},
                  {"grade":"ok","finding":"lookups","text":"1 of 10 look-ups in all, 1 on the longest path"},
                  {"grade":"note","finding":"void_lookups","text":"1 of 2 void look-ups"},
                  {"grade":"ok","finding":"addresses","text":"authorises 0 IPv4 and 0 IPv6 addresses"}]}
                """));
        JsonNode second = JSON.readTree(objects.get(1));
        assertThat(second.path("schema").asText()).isEqualTo("sealstream.posture/1");
        assertThat(second.path("domain").asText()).isEqualTo("contoso.com");
        assertThat(second.path("asOf").asText()).isEqualTo("2026-05-04T00:00:00Z");
        assertThat(second.path("spf").path("usable").asBoolean(true)).isFalse();
        assertThat(second.path("spf").path("lookups").isNull()).isTrue();
        assertThat(second.path("dkim")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fabrikam.com. TXT \"v=spf1 include:gone.test include:spf.protection.outlook.com exists:%{i}.test ptr ?all\"",
                "fabrikam.com. TXT \"v=spf1 ip6:2001:db8::/16 include:loop.test redirect=gone.test\"",
                "fabrikam.com. TXT \"v=spf1 -all\"\nfabrikam.com. TXT \"v=spf1 -all\"",
                "_dmarc.fabrikam.com. TXT \"v=DMARC1; p=none; sp=reject; rua=mailto:r@fabrikam.com\"",
                "_dmarc.com. TXT \"v=DMARC1; p=quarantine; psd=y\"",
                "k._domainkey.fabrikam.com. TXT \"v=DKIM1; p=\"\nk._domainkey.fabrikam.com. TXT \"v=DKIM1; k=x; p=AA; t=y:s\"",
                "k._domainkey.fabrikam.com. TXT \"v=spf1\"\nk._domainkey.fabrikam.com. TXT \"v=DKIM1; h=sha1; p=AAAA\"",
                "k._domainkey.fabrikam.com. CNAME k.test."
            })
    void everyObjectIsOfTheSchema(String zone) throws IOException {
        Ran ran = posture(zone + "\n", "fabrikam.com", "unseen.invalid", "loop.test", "--selector", "k", "--json");
        assertThat(ran.out().lines()).hasSize(3);
    }

    @Test
    void everyDomainOfTheSampleIsOfTheSchema() throws IOException {
        BundledSample.copyTo(directory);
        Path zone = directory.resolve(BundledSample.ZONE);
        List<String> args = new ArrayList<>(List.of("--json", "--selector", "rsa", "--selector", "ed25519"));
        Files.readAllLines(zone).stream()
                .map(line -> line.split("\\s+")[0])
                .filter(name -> name.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+\\.?"))
                .distinct()
                .limit(100)
                .forEach(args::add);
        assertThat(posture(zone, args.toArray(String[]::new)).out().lines()).hasSizeGreaterThan(30);
    }

    @Test
    void jsonTellsThePolicyByEachRfc() throws IOException {
        String zone =
                "_dmarc.fabrikam.com. TXT \"v=DMARC1; p=reject; sp=quarantine; np=reject; rua=mailto:r@fabrikam.com\"\n";
        JsonNode dmarc =
                JSON.readTree(posture(zone, "fabrikam.com", "--json").out()).path("dmarc");

        assertThat(dmarc.path("rfc9989")).isEqualTo(JSON.readTree("""
                {"policyDomain":"fabrikam.com","inherited":false,"policy":"reject","subdomainPolicy":"quarantine",
                 "nonExistentPolicy":"reject","aggregateReports":["mailto:r@fabrikam.com"],
                 "record":"v=DMARC1; p=reject; sp=quarantine; np=reject; rua=mailto:r@fabrikam.com"}
                """));
        assertThat(dmarc.path("rfc7489").path("nonExistentPolicy").asText()).isEqualTo("quarantine");
        assertThat(dmarc.path("differs").asBoolean()).isTrue();
        assertThat(dmarc.path("findings").findValuesAsText("finding"))
                .containsExactly("weaker_subdomains", "editions_differ", "enforced");
    }

    @Test
    void jsonTellsEachKeyOfASelector() throws IOException {
        BundledSample.copyTo(directory);
        Ran ran = posture(
                directory.resolve(BundledSample.ZONE),
                "signed.example",
                "--selector",
                "testing",
                "--selector",
                "alias",
                "--json");
        JsonNode dkim = JSON.readTree(ran.out()).path("dkim");

        assertThat(dkim.path(0).path("keys").path(0)).isEqualTo(JSON.readTree("""
                {"defect":null,"algorithm":"rsa","bits":2048,"hashes":[],"email":true,"testing":true,"strict":false}
                """));
        assertThat(dkim.path(0).path("findings").findValuesAsText("finding")).containsExactly("testing");
        assertThat(dkim.path(1).path("name").asText()).isEqualTo("alias._domainkey.signed.example");
        assertThat(dkim.path(1).path("cnames").path(0).asText()).isEqualTo("rsa._domainkey.mailer.test");
        assertThat(dkim.path(1).path("records").path(0).asText()).startsWith("v=DKIM1; k=rsa; p=");
    }
}
