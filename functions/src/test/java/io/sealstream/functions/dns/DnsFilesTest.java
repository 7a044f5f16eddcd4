package io.sealstream.functions.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsFilesTest {
    private static final String ZONE = """
            $ORIGIN fabrikam.com.
            $TTL 1h
            @       IN SOA ns hostmaster ( 1 7200 3600
                                           1209600 300 ) ; the last is the negative TTL
                    IN NS  ns
                    IN TXT "v=spf1 " "a mx -all"
                 60 IN MX  10 mx
            ns      IN A   192.0.2.1
            mx      IN A   192.0.2.2
                    IN AAAA 2001:db8::2
            s1._domainkey IN CNAME s1.keys.example.
            here._domainkey IN CNAME real
            real    IN TXT "k=rsa; p=\\"\\065"
            *.wild  IN TXT any
            sub     IN NS  ns.sub
            a       IN CNAME b
            b       IN CNAME a
            """;

    @TempDir
    Path dir;

    @Test
    void zoneFileAnswersWithItsRecordsForAllTimes() throws IOException {
        Archive zone = load(false, write("f.zone", ZONE));
        Answer spf = zone.known(question("fabrikam.com TXT"), null);
        assertThat(spf.texts()).containsExactly("v=spf1 a mx -all");
        assertThat(spf.ttl()).isEqualTo(3600);
        assertThat(spf.observation()).isEqualTo(Observation.ALWAYS);
        assertThat(spf.via()).isEqualTo(Answer.Via.FILE);
        Answer mx = zone.known(question("fabrikam.com MX"), null);
        assertThat(mx.records()).containsExactly(new Rdata.MailExchange(10, DomainName.of("mx.fabrikam.com")));
        assertThat(mx.ttl()).isEqualTo(60);
        assertThat(zone.known(question("mx.fabrikam.com AAAA"), null)).hasToString("FOUND [2001:db8::2]");
    }

    @ParameterizedTest
    @CsvSource({
        "fabrikam.com A,              NO_DATA",
        "_domainkey.fabrikam.com TXT, NO_DATA",
        "none.fabrikam.com TXT,       NO_SUCH_DOMAIN",
        "deep.none.fabrikam.com A,    NO_SUCH_DOMAIN",
        "x.wild.fabrikam.com A,       NO_DATA",
        "x.wild.fabrikam.com TXT,     FOUND",
        "y.x.wild.fabrikam.com TXT,   FOUND",
        "wild.fabrikam.com TXT,       NO_DATA",
        "x.sub.fabrikam.com A,        NOT_OBSERVED",
        "other.com TXT,               NOT_OBSERVED",
        "com TXT,                     NOT_OBSERVED"
    })
    void zoneIsClosedUnderItsSoaAndTheWorldIsOpen(String question, Outcome outcome) throws IOException {
        Answer answer = load(false, write("f.zone", ZONE)).known(question(question), null);
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.ttl())
                .isEqualTo(outcome == Outcome.FOUND ? 3600 : outcome == Outcome.NOT_OBSERVED ? -1 : 300);
    }

    @Test
    void aliasesAreFollowedAndKept() throws IOException {
        Archive zone = load(false, write("f.zone", ZONE));
        Answer inside = zone.known(question("here._domainkey.fabrikam.com TXT"), null);
        assertThat(inside.texts()).containsExactly("k=rsa; p=\"A");
        assertThat(inside.cnames()).containsExactly(DomainName.of("real.fabrikam.com"));
        Answer outside = zone.known(question("s1._domainkey.fabrikam.com TXT"), null);
        assertThat(outside.outcome()).isEqualTo(Outcome.NOT_OBSERVED);
        assertThat(outside.cnames()).containsExactly(DomainName.of("s1.keys.example"));
        Answer loop = zone.known(question("a.fabrikam.com TXT"), null);
        assertThat(loop.failure()).isEqualTo(Answer.Failure.CNAME_LOOP);
    }

    @Test
    void aChainOfAliasesEndsAtTheLimit() throws IOException {
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i <= Archive.MAX_ALIASES; i++) {
            chain.append("a%d.test. CNAME a%d.test.\n".formatted(i, i + 1));
        }
        chain.append("a%d.test. TXT end\n".formatted(Archive.MAX_ALIASES + 1));
        Archive zone = load(false, write("chain.zone", chain.toString()));
        assertThat(zone.known(question("a1.test TXT"), null).texts()).containsExactly("end");
        assertThat(zone.known(question("a0.test TXT"), null).failure()).isEqualTo(Answer.Failure.CNAME_LOOP);
    }

    @Test
    void aKeyInOnePieceAboveTheLimitOfAStringIsRead() throws IOException {
        String key = "v=DKIM1; k=rsa; p=" + "MIIB".repeat(150);
        String line = "s._domainkey.example.com. IN TXT \"" + key + "\" ; a ; comment \" with \u00e9\n";
        Archive zone = load(false, write("keys", line));
        assertThat(zone.known(question("s._domainkey.example.com TXT"), null).texts())
                .containsExactly(key);
    }

    @Test
    void octetsAboveAsciiAreThoseOfTheFile() throws IOException {
        Archive zone = load(false, write("u", "u.test. TXT \"\u00e9\\200\"\n"));
        assertThat(zone.known(question("u.test TXT"), null).texts()).containsExactly("\u00c3\u00a9\u00c8");
    }

    @Test
    void equalAnswersAreOneObject() throws IOException {
        Archive zone = load(false, write("f.zone", ZONE));
        Question spf = question("fabrikam.com TXT");
        assertThat(zone.known(spf, Instant.EPOCH)).isSameAs(zone.known(spf, null));
        assertThat(zone.resolve(spf, null).toCompletableFuture().join()).isSameAs(zone.known(spf, null));
    }

    @Test
    void closedWorldDeniesWhatTheFilesDoNotHold() throws IOException {
        Archive open = load(false, write("o.zone", "www.example.com. A 192.0.2.1\n"));
        Archive closed = load(true, write("c.zone", "www.example.com. A 192.0.2.1\n"));
        for (String line : List.of("example.com TXT NO_DATA", "mail.example.com TXT NO_SUCH_DOMAIN")) {
            String[] part = line.split(" ");
            Question question = question(part[0] + " " + part[1]);
            assertThat(open.known(question, null).outcome()).isEqualTo(Outcome.NOT_OBSERVED);
            assertThat(closed.known(question, null).outcome()).isEqualTo(Outcome.valueOf(part[2]));
        }
    }

    @Test
    void observationTimeOfTheFilesIsThatOfEveryAnswer() throws IOException {
        Instant seen = Instant.parse("2026-01-01T00:00:00Z");
        Path zoneFile = write("f.zone", ZONE);
        Path rows = write("r.ndjson", "{\"rrname\":\"a.test\",\"rrtype\":\"TXT\",\"rdata\":\"x\"}\n");
        Archive archive = DnsFiles.load(List.of(zoneFile, rows), seen, true);
        for (String name : List.of("fabrikam.com", "none.fabrikam.com", "a.test", "none.test")) {
            assertThat(archive.known(question(name + " TXT"), Instant.EPOCH).observation())
                    .isEqualTo(Observation.at(seen));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.test. TXT \"open\n",
                "a.test. A 999.1.1.1\n",
                "a.test. NOTYPE x\n",
                "$INCLUDE other.zone\n",
                "a.test. MX x\n"
            })
    void aBadLineOfAZoneFileNamesFileAndLine(String line) throws IOException {
        Path file = write("bad.zone", "; first\nok.test. A 192.0.2.1\n" + line);
        assertThatThrownBy(() -> load(false, file))
                .isInstanceOfSatisfying(
                        DnsFileException.class, e -> assertThat(e.line()).isEqualTo(3))
                .hasMessageStartingWith(file + ":3: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aLineThatStandsForBillionsIsRefused() throws IOException {
        Path file = write("gen.zone", "$GENERATE 1-4000000000 h$.test. A 192.0.2.1\nok.test. A 192.0.2.1\n");
        assertThatThrownBy(() -> load(false, file))
                .isInstanceOf(DnsFileException.class)
                .hasMessage(file + ": after 1 records: $GENERATE is not read");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = dir.resolve("none.zone");
        assertThatThrownBy(() -> load(false, file)).hasMessage(file + ": no such file");
    }

    private Path write(String name, String text) throws IOException {
        return Files.write(dir.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private static Archive load(boolean closedWorld, Path... files) {
        return DnsFiles.load(List.of(files), null, closedWorld);
    }

    static Question question(String text) {
        String[] part = text.split(" ");
        DomainName name = DomainName.of(part[0]);
        return new Question(name, RecordType.valueOf(part[1]));
    }
}
