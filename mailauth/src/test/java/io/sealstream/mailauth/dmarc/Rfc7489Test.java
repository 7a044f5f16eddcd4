package io.sealstream.mailauth.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dmarc.Rfc9989Test.Row;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.DomainName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** A table for each normative section of RFC 7489, and for what tells the editions apart. */
class Rfc7489Test {
    private static void check(Row row) {
        assertThat(Scenario.line(row.scenario().evaluate().rfc7489())).isEqualTo(row.expected());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    v=DMARC1; p=reject                         | fail reject
                    v=DMARC1; p=reject; t=y; np=none; psd=n    | fail reject
                    v=DMARC1; p=reject; np=bogus               | fail reject
                    v=DMARC1; p=reject; adkim=x; pct=many      | fail reject
                    v=DMARC1; p=reject; rua=                   | fail reject
                    v=DMARC1; rua=mailto:a@b.example           | fail none
                    v=DMARC1; p=x; rua=mailto:a@b.example!10m  | fail none
                    v=DMARC1; p=reject; sp=x; rua=mailto:a@b.c | fail none
                    v=DMARC1                                   | permerror null
                    v=DMARC1; p=x                              | permerror null
                    v=DMARC1; p=reject; sp=x                   | permerror null
                    v=DMARC1; p=reject; garbage                | permerror null
                    v=DMARC1; p=reject; =x                     | permerror null
                    v=DMARC1; p=reject; p=reject               | permerror null
                    v=DMARC1 p=reject                          | none null
                    v=dmarc1; p=reject                         | none null
                    """)
    void section63TheFormatOfTheRecord(String record, String expected) {
        Scenario scenario = Scenario.of("example.com", List.of(), "_dmarc.example.com TXT " + record);
        assertThat(Scenario.line(scenario.evaluate().rfc7489())).startsWith(expected + ' ');
    }

    static final List<Row> ORGANIZATION = List.of(
            Row.of(
                    "pass reject example.co.uk example.co.uk",
                    "a.b.example.co.uk",
                    "dkim c.example.co.uk",
                    "_dmarc.example.co.uk TXT v=DMARC1; p=reject"),
            Row.of(
                    "fail reject example.co.uk example.co.uk",
                    "example.co.uk",
                    "dkim other.co.uk",
                    "_dmarc.example.co.uk TXT v=DMARC1; p=reject",
                    "_dmarc.co.uk TXT v=DMARC1; p=none"),
            Row.of("none null null co.uk", "co.uk", "dkim other.co.uk", "_dmarc.uk TXT v=DMARC1; p=reject"),
            Row.of("pass reject co.uk co.uk", "co.uk", "dkim co.uk", "_dmarc.co.uk TXT v=DMARC1; p=reject"),
            Row.of("fail reject www.ck www.ck", "a.www.ck", "dkim x.ck", "_dmarc.www.ck TXT v=DMARC1; p=reject"));

    @ParameterizedTest
    @FieldSource("ORGANIZATION")
    void section32TheOrganizationalDomainIsOneLabelMoreThanThePublicSuffix(Row row) {
        check(row);
    }

    static final List<Row> DISCOVERY = List.of(
            Row.of(
                    "fail none example.com example.com",
                    "a.mail.example.com",
                    "",
                    "_dmarc.mail.example.com TXT v=DMARC1; p=reject",
                    "_dmarc.example.com TXT v=DMARC1; p=none"),
            Row.of(
                    "fail quarantine example.com example.com",
                    "mail.example.com",
                    "",
                    "_dmarc.example.com TXT v=DMARC1; p=reject; sp=quarantine"),
            Row.of(
                    "fail reject mail.example.com example.com",
                    "mail.example.com",
                    "",
                    "_dmarc.mail.example.com TXT v=DMARC1; p=reject; sp=none",
                    "_dmarc.example.com TXT v=DMARC1; p=none"),
            Row.of(
                    "none null null example.com",
                    "mail.example.com",
                    "",
                    "_dmarc.mail.example.com TXT v=DMARC1; p=reject",
                    "_dmarc.mail.example.com TXT v=DMARC1; p=none",
                    "_dmarc.example.com TXT v=DMARC1; p=reject"),
            Row.of(
                    "fail reject example.com example.com",
                    "mail.example.com",
                    "",
                    "_dmarc.mail.example.com TXT something else",
                    "_dmarc.example.com TXT v=DMARC1; p=reject"),
            Row.of(
                    "permerror null mail.example.com example.com",
                    "mail.example.com",
                    "dkim mail.example.com",
                    "_dmarc.mail.example.com TXT v=DMARC1",
                    "_dmarc.example.com TXT v=DMARC1; p=reject"),
            Row.of("none null null example.com", "mail.example.com", ""));

    @ParameterizedTest
    @FieldSource("DISCOVERY")
    void section663TheRecordOfTheAuthorElseOfItsOrganization(Row row) {
        check(row);
    }

    @Test
    void section663AtMostTwoNamesAreAskedForAnAuthor() {
        assertThat(Scenario.of("a.b.example.com", List.of("dkim c.example.com"))
                        .evaluate()
                        .rfc7489()
                        .queried())
                .containsExactly(DomainName.of("_dmarc.a.b.example.com"), DomainName.of("_dmarc.example.com"));
    }

    @ParameterizedTest
    @CsvSource({"100,1000", "0,0", "30,300"})
    void section664TheSampleIsAShareOfTheMessagesAndTheSameForEachCopy(int percent, int expected) {
        long applied = IntStream.range(0, 1000)
                .filter(i -> !sampledOut(percent, "<" + i + "@example.com>"))
                .count();
        assertThat(applied).isBetween(expected - 45L, expected + 45L);
        assertThat(sampledOut(percent, "<7@example.com>")).isEqualTo(sampledOut(percent, "<7@example.com>"));
    }

    private static boolean sampledOut(int percent, String messageId) {
        Scenario scenario =
                Scenario.of("example.com", List.of(), "_dmarc.example.com TXT v=DMARC1; p=reject; pct=" + percent);
        DmarcRequest request = scenario.request();
        return Dmarc.evaluate(
                        new DmarcRequest(
                                request.fromDomains(),
                                List.of(),
                                messageId,
                                request.asOf(),
                                DmarcEdition.RFC7489,
                                request.suffixes()),
                        scenario.dns())
                .deciding()
                .sampledOut();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    p=none              | true  | none
                    p=none; pct=0       | true  | none
                    p=quarantine        | true  | quarantine
                    p=quarantine        | false | quarantine
                    p=quarantine; pct=0 | true  | pct.quarantine
                    p=reject            | true  | reject
                    p=reject            | false | oreject
                    p=reject; pct=0     | false | pct.reject
                    x                   | true  | permerror
                    """)
    void theActionIsInMicrosoftsWords(String tags, boolean honour, String action) {
        Scenario scenario = Scenario.of("example.com", List.of(), "_dmarc.example.com TXT v=DMARC1; " + tags);
        DmarcRequest request = scenario.request();
        DmarcResult result = Dmarc.evaluate(
                new DmarcRequest(
                        request.fromDomains(),
                        List.of(),
                        null,
                        request.asOf(),
                        DmarcEdition.RFC7489,
                        request.suffixes()),
                scenario.dns());
        assertThat((honour ? result.honoured() : result).action()).isEqualTo(action);
    }

    @Test
    void aPassHasNoActionAndASampleSparesNone() {
        DmarcResult result = Scenario.of(
                        "example.com", List.of("dkim example.com"), "_dmarc.example.com TXT v=DMARC1; p=reject; pct=0")
                .by(DmarcEdition.RFC7489)
                .evaluate();
        assertThat(result.honoured().action()).isEqualTo("none");
        assertThat(result.deciding().sampledOut()).isFalse();
        assertThat(result.deciding().percent()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-30T23:59:59Z,RFC7489",
        "2026-05-01T00:00:00Z,RFC9989",
        "2015-03-18T00:00:00Z,RFC7489",
        ",RFC9989"
    })
    void theEditionInForceAtTheReceiptDecidesUnlessOneIsGiven(String receivedAt, DmarcEdition edition) {
        AsOf asOf = receivedAt == null ? AsOf.UNKNOWN : AsOf.of(Instant.parse(receivedAt));
        Scenario scenario = Scenario.of("example.com", List.of());
        assertThat(scenario.with(scenario.dns(), asOf).evaluate().edition()).isEqualTo(edition);
        for (DmarcEdition given : DmarcEdition.values()) {
            assertThat(scenario.with(scenario.dns(), asOf).by(given).evaluate().edition())
                    .isEqualTo(given);
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # by 9989,       by 7489,        candidate,              record of com,            record of a.example.com,  record of example.com
            FAIL,            NONE,           spf- example.com,       -,                        v=DMARC1; p=none|twice,   v=DMARC1; p=reject
            NONE,            PERMERROR,      spf- example.com,       -,                        v=DMARC1,                 -
            BESTGUESSPASS,   PERMERROR,      spf a.example.com,      -,                        v=DMARC1,                 -
            PASS,            BESTGUESSPASS,  spf a.example.com,      v=DMARC1; p=none; psd=y,  -,                        -
            """)
    void whereTheReceiptIsNotKnownAndTheEditionsDifferNothingIsDecided(
            DmarcStatus rfc9989,
            DmarcStatus rfc7489,
            String candidate,
            @Nullable String com,
            @Nullable String own,
            @Nullable String organization) {
        List<String> zone = new ArrayList<>();
        add(zone, "_dmarc.com TXT ", com);
        add(zone, "_dmarc.a.example.com TXT ", own);
        add(zone, "_dmarc.example.com TXT ", organization);
        Scenario scenario = Scenario.of("a.example.com", List.of(candidate), zone.toArray(String[]::new));

        DmarcResult dated = scenario.evaluate();
        assertThat(dated.rfc9989().status()).isEqualTo(rfc9989);
        assertThat(dated.rfc7489().status()).isEqualTo(rfc7489);

        DmarcResult undated = scenario.undated().evaluate();
        boolean passes = rfc9989 == DmarcStatus.PASS;
        assertThat(undated.status()).isEqualTo(passes ? rfc9989 : DmarcStatus.UNVERIFIABLE);
        assertThat(undated.deciding().reason())
                .isEqualTo(passes ? dated.deciding().reason() : DmarcReason.EDITION_NOT_KNOWN);
        assertThat(undated.action()).isEqualTo("none");
        for (DmarcEdition given : DmarcEdition.values()) {
            assertThat(scenario.undated().by(given).evaluate().deciding())
                    .isEqualTo(scenario.by(given).evaluate().deciding());
        }
    }

    private static void add(List<String> zone, String question, @Nullable String record) {
        if (record != null) {
            String text = record.replace("|twice", "");
            zone.add(question + text);
            if (!text.equals(record)) {
                zone.add(question + text);
            }
        }
    }

    @Test
    void aDifferenceOfTheEditionsIsFlagged() {
        String[] several = {
            "_dmarc.mail.example.com TXT v=DMARC1; p=reject",
            "_dmarc.mail.example.com TXT v=DMARC1; p=reject",
            "_dmarc.example.com TXT v=DMARC1; p=none"
        };
        DmarcResult result = Scenario.of("mail.example.com", List.of(), several).evaluate();
        assertThat(result.differs()).isTrue();
        assertThat(result.rfc9989().status()).isEqualTo(DmarcStatus.FAIL);
        assertThat(result.rfc7489().status()).isEqualTo(DmarcStatus.NONE);
        assertThat(Scenario.of("example.com", List.of(), several).evaluate().differs())
                .isFalse();
    }
}
