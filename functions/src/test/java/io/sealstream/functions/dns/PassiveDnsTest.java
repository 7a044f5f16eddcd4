package io.sealstream.functions.dns;

import static io.sealstream.functions.dns.DnsFilesTest.question;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Observation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassiveDnsTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "v=spf1 -all                      | v=spf1 -all",
                "\"v=spf1 -all\"                  | v=spf1 -all",
                "\"v=DKIM1; p=AB\" \"CD\"         | v=DKIM1; p=ABCD",
                "\"v=DKIM1; p=AB\"\t \"CD\"\"EF\" | v=DKIM1; p=ABCDEF",
                "v=DKIM1\\; p=AB                  | v=DKIM1; p=AB",
                "\"a\\\"b\\\\c\\065\"             | a\"b\\cA",
                "\"a\\009b\"                      | `a\tb`",
                "a \"b\" c                        | a \"b\" c",
                "\"\"                             | ``",
                "\"\u00e9\"                       | \u00c3\u00a9"
            })
    void txtDataIsReadInAllItsForms(String text, String octets) throws MalformedRowException {
        assertThat(CharacterStrings.parse(text)).isEqualTo(octets);
        assertThat(CharacterStrings.parse(CharacterStrings.format(octets))).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"open", "\"a\" b", "a\\", "\"a\\25\"", "a\\256", "\"a\\"})
    void malformedTxtDataIsRefused(String text) {
        assertThatThrownBy(() -> CharacterStrings.parse(text)).isInstanceOf(MalformedRowException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rrname\":\"A.Test.\",\"rrtype\":\"a\",\"rdata\":\"192.0.2.1\"}               | a.test A    | FOUND [192.0.2.1]",
                "{\"rrname\":\"a.test\",\"rrtype\":\"A\",\"rdata\":[\"192.0.2.1\",\"192.0.2.2\"]} | a.test A    | FOUND [192.0.2.1, 192.0.2.2]",
                "{\"rrname\":\"a.test\",\"rrtype\":\"AAAA\",\"rdata\":\"2001:DB8::1\"}           | a.test AAAA | FOUND [2001:db8::1]",
                "{\"rrname\":\"a.test\",\"rrtype\":\"MX\",\"rdata\":\"10 mx.a.test.\"}           | a.test MX   | FOUND [10 mx.a.test.]",
                "{\"rrname\":\"a.test\",\"rrtype\":\"MX\",\"rdata\":\"0 .\"}                     | a.test MX   | FOUND [0 .]",
                "{\"rrname\":\"1.2.0.192.in-addr.arpa\",\"rrtype\":\"PTR\",\"rdata\":\"h.test.\"} | 1.2.0.192.in-addr.arpa PTR | FOUND [h.test.]",
                "{\"rrname\":\"a.test\",\"rrtype\":\"NS\",\"rdata\":\"ns.test.\"}                | a.test A    | NOT_OBSERVED []",
                "{\"rrname\":\"a.test\",\"rcode\":\"NXDOMAIN\"}                                  | a.test MX   | NO_SUCH_DOMAIN []",
                "{\"rrname\":\"a.test\",\"rrtype\":\"MX\",\"rcode\":\"NODATA\"}                  | a.test MX   | NO_DATA []",
                "{\"rrname\":\"a.test\",\"rrtype\":\"MX\",\"rcode\":\"SERVFAIL\"}                | a.test MX   | FAILED SERVFAIL []",
                "{\"domain\":\"a.test\",\"selector\":\"s\",\"value\":\"p=AB\"}                   | s._domainkey.a.test TXT | FOUND [p=AB]"
            })
    void rowsAreRead(String row, String question, String answer) throws IOException {
        assertThat(known(row, question)).hasToString(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"time_first\":1767225600,\"time_last\":1767312000",
                "\"time_first\":\"1767225600\",\"time_last\":\"1767312000\"",
                "\"time_first\":\"2026-01-01T00:00:00Z\",\"time_last\":\"2026-01-02T01:00:00+01:00\"",
                "\"zone_time_first\":1767225600,\"zone_time_last\":1767312000"
            })
    void timesAreEpochSecondsOrRfc3339(String times) throws IOException {
        String row = "{\"rrname\":\"a.test\",\"rrtype\":\"TXT\",\"rdata\":\"x\",%s}".formatted(times);
        assertThat(known(row, "a.test TXT").observation())
                .isEqualTo(Observation.between(
                        Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z")));
    }

    @Test
    void keyArchiveHasItsTimesAndItsCompromise() throws IOException {
        String row = """
                {"domain":"a.test","selector":"s","value":"p=AB","first_seen":"2026-01-01T00:00:00Z",\
                "last_seen":"2026-01-02T00:00:00Z","compromised_from":"2026-03-01T00:00:00Z"}""";
        assertThat(known(row, "s._domainkey.a.test TXT").observation())
                .isEqualTo(new Observation(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-01-02T00:00:00Z"),
                        Instant.parse("2026-03-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rrname\":                                                      | no JSON",
                "[]                                                                | no JSON object",
                "{} {}                                                             | no JSON",
                "{\"rrtype\":\"A\",\"rdata\":\"192.0.2.1\"}                         | rrname is missing",
                "{\"rrname\":\"a..b\",\"rrtype\":\"A\",\"rdata\":\"192.0.2.1\"}     | no domain name: a..b",
                "{\"rrname\":\"a.b\",\"rdata\":\"192.0.2.1\"}                       | rrtype is missing",
                "{\"rrname\":\"a.b\",\"rrtype\":\"A\"}                              | rdata is neither",
                "{\"rrname\":\"a.b\",\"rrtype\":\"A\",\"rdata\":[1]}                | rdata is neither",
                "{\"rrname\":\"a.b\",\"rrtype\":\"A\",\"rdata\":\"::1\"}            | no A data: ::1",
                "{\"rrname\":\"a.b\",\"rrtype\":\"AAAA\",\"rdata\":\"192.0.2.1\"}   | no AAAA data",
                "{\"rrname\":\"a.b\",\"rrtype\":\"MX\",\"rdata\":\"mx\"}            | no MX data",
                "{\"rrname\":\"a.b\",\"rrtype\":\"MX\",\"rdata\":\"65536 mx\"}      | no MX data",
                "{\"rrname\":\"a.b\",\"rrtype\":\"TXT\",\"rdata\":\"\\\"x\"}        | unterminated quoted string",
                "{\"rrname\":\"a.b\",\"rcode\":\"NODATA\"}                          | the rcode NODATA needs",
                "{\"rrname\":\"a.b\",\"rcode\":\"WHAT\"}                            | unknown rcode WHAT",
                "{\"rrname\":\"a.b\",\"rcode\":\"NXDOMAIN\",\"time_first\":\"soon\"} | time_first is no time: soon",
                "{\"rrname\":\"a.b\",\"rcode\":\"NXDOMAIN\",\"time_first\":1e300}  | time_first is no time",
                "{\"rrname\":\"a.b\",\"rcode\":\"NXDOMAIN\",\"time_first\":9,\"time_last\":8} | time_first is after time_last"
            })
    void aBadRowNamesFileLineAndReason(String row, String reason) throws IOException {
        Path file =
                Files.writeString(dir.resolve("rows.ndjson"), "\n{\"rrname\":\"ok\",\"rcode\":\"NXDOMAIN\"}\n" + row);
        assertThatThrownBy(() -> DnsFiles.load(List.of(file), null, false))
                .isInstanceOf(DnsFileException.class)
                .hasMessageStartingWith(file + ":3: " + reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aLineAtTheLimitIsReadAndOneOctetMoreIsNot() throws Exception {
        String line = "1" + " ".repeat(Lines.MAX - 1);
        Lines lines = new Lines(new ByteArrayInputStream((line + "\n" + line + " \n\n \nnext").getBytes(UTF_8)));
        assertThat(lines.next()).hasSize(Lines.MAX);
        assertThatThrownBy(lines::next).isInstanceOf(MalformedRowException.class);
        assertThat(lines.next()).asString(UTF_8).isEqualTo("next");
        assertThat(lines.number()).isEqualTo(5);
        assertThat(lines.next()).isNull();
    }

    @Test
    void formIsToldByContentWhereTheNameDoesNotTell() throws IOException {
        Path file = Files.writeString(dir.resolve("answers"), "\n {\"rrname\":\"a.test\",\"rcode\":\"NXDOMAIN\"}");
        assertThat(DnsFiles.load(List.of(file), null, false).known(question("a.test A"), null))
                .hasToString("NO_SUCH_DOMAIN []");
    }

    private Answer known(String row, String question) throws IOException {
        Path file = Files.writeString(dir.resolve("rows.ndjson"), row + "\n");
        return DnsFiles.load(List.of(file), null, false).known(question(question), null);
    }
}
