package io.sealstream.mailauth.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** A table for each normative section of RFC 9989. */
class Rfc9989Test {
    private static final String DEEP = "a.b.c.d.e.f.g.h.i.j.mail.example.com";

    /** The line that {@link Scenario#line} gives for the RFC 9989 evaluation. */
    record Row(String expected, Scenario scenario) {
        static Row of(String expected, String from, String candidate, String... zone) {
            return new Row(expected, Scenario.of(from, candidate.isEmpty() ? List.of() : List.of(candidate), zone));
        }
    }

    private static void check(Row row) {
        assertThat(Scenario.line(row.scenario().evaluate().rfc9989())).isEqualTo(row.expected());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    v=DMARC1; p=reject                        | fail reject
                    v=DMARC1;p=quarantine;                    | fail quarantine
                    v=DMARC1 ; p = Reject ; x-unknown=1       | fail reject
                    V=DMARC1; P=reject                        | fail reject
                    v=DMARC1; sp=none; p=reject               | fail reject
                    v=DMARC1;; p=reject;;                     | fail reject
                    v=DMARC1; p=reject; garbage               | fail reject
                    v=DMARC1; p=reject; p=none                | fail reject
                    v=DMARC1; p=reject; adkim=x; aspf=; t=2   | fail reject
                    v=DMARC1; p=reject; pct=0                 | fail reject
                    v=DMARC1                                  | none null
                    v=DMARC1; rua=mailto:a@example.com        | fail none
                    v=DMARC1; p=bogus; rua=mailto:a@b.example | fail none
                    v=DMARC1; p=bogus; rua=a@b.example        | none null
                    v=DMARC1; p=bogus; rua=x y:z, https://r.example/d | fail none
                    v=DMARC1; p=reject; sp=bogus              | none null
                    v=DMARC1; p=reject; np=bogus; rua=mailto:a@b.example | fail none
                    v=dmarc1; p=reject                        | none null
                    v=DMARC1x; p=reject                       | none null
                    v=DMARC2; p=reject                        | none null
                    p=reject; v=DMARC1                        | none null
                    v=DMARC1, p=reject                        | none null
                    """)
    void section47TheFormatOfTheRecord(String record, String expected) {
        Scenario scenario = Scenario.of("example.com", List.of(), "_dmarc.example.com TXT " + record);
        assertThat(Scenario.line(scenario.evaluate().rfc9989())).startsWith(expected + ' ');
    }

    static final List<Row> ALIGNMENT = List.of(
            Row.of(
                    "pass reject example.com example.com",
                    "news.example.com",
                    "dkim foo.example.com",
                    "_dmarc.example.com TXT v=DMARC1; p=reject"),
            Row.of(
                    "fail reject example.com example.com",
                    "news.example.com",
                    "dkim foo.example.net",
                    "_dmarc.example.com TXT v=DMARC1; p=reject",
                    "_dmarc.example.net TXT v=DMARC1; p=none"),
            Row.of(
                    "pass reject example.com example.com",
                    "example.com",
                    "spf Mail.EXAMPLE.com",
                    "_dmarc.example.com TXT v=DMARC1; p=reject; adkim=s"),
            Row.of(
                    "fail reject example.com example.com",
                    "example.com",
                    "spf mail.example.com",
                    "_dmarc.example.com TXT v=DMARC1; p=reject; aspf=s"),
            Row.of(
                    "pass reject example.com example.com",
                    "example.com",
                    "spf example.com",
                    "_dmarc.example.com TXT v=DMARC1; p=reject; aspf=S"),
            Row.of(
                    "fail reject example.com example.com",
                    "example.com",
                    "dkim- example.com",
                    "_dmarc.example.com TXT v=DMARC1; p=reject"),
            Row.of(
                    "fail reject example.com example.com",
                    "example.com",
                    "dkim sub.example.com",
                    "_dmarc.example.com TXT v=DMARC1; p=reject",
                    "_dmarc.sub.example.com TXT v=DMARC1; p=none; psd=n"),
            Row.of(
                    "fail reject example.com example.com",
                    "example.com",
                    "dkim notexample.com",
                    "_dmarc.example.com TXT v=DMARC1; p=reject",
                    "_dmarc.com TXT v=DMARC1; psd=y; p=none"),
            Row.of(
                    "pass reject xn--bcher-kva.example xn--bcher-kva.example",
                    "bücher.example",
                    "dkim XN--BCHER-KVA.example",
                    "_dmarc.xn--bcher-kva.example TXT v=DMARC1; p=reject"));

    @ParameterizedTest
    @FieldSource("ALIGNMENT")
    void section44IdentifiersAlignRelaxedOrStrict(Row row) {
        check(row);
    }

    static final List<Row> WALK = List.of(
            Row.of("fail reject example.com example.com", DEEP, "", "_dmarc.example.com TXT v=DMARC1; p=reject"),
            Row.of("none null null " + DEEP, DEEP, "", "_dmarc.f.g.h.i.j.mail.example.com TXT v=DMARC1; p=reject"),
            Row.of(
                    "fail reject g.h.i.j.mail.example.com g.h.i.j.mail.example.com",
                    DEEP,
                    "",
                    "_dmarc.g.h.i.j.mail.example.com TXT v=DMARC1; p=reject"),
            Row.of(
                    "fail reject example.com example.com",
                    "a.mail.example.com",
                    "",
                    "_dmarc.mail.example.com TXT v=DMARC1; p=none",
                    "_dmarc.example.com TXT v=DMARC1; p=reject"),
            Row.of(
                    "fail reject mail.example.com mail.example.com",
                    "a.mail.example.com",
                    "",
                    "_dmarc.mail.example.com TXT v=DMARC1; p=reject; psd=n",
                    "_dmarc.example.com TXT v=DMARC1; p=none"),
            Row.of("fail reject com example.com", "a.mail.example.com", "", "_dmarc.com TXT v=DMARC1; p=reject; psd=y"),
            Row.of(
                    "fail none example.com example.com",
                    "mail.example.com",
                    "",
                    "_dmarc.mail.example.com TXT v=DMARC1; p=reject",
                    "_dmarc.mail.example.com TXT v=DMARC1; p=reject",
                    "_dmarc.example.com TXT v=DMARC1; p=none"),
            Row.of(
                    "fail quarantine mail.example.com example.com",
                    "mail.example.com",
                    "",
                    "_dmarc.mail.example.com TXT v=DMARC1; p=quarantine",
                    "_dmarc.example.com TXT v=DMARC1; p=reject"),
            Row.of("none null null mail.example.com", "mail.example.com", "", "example.com TXT v=DMARC1; p=reject"));

    @ParameterizedTest
    @FieldSource("WALK")
    void section410TheTreeWalkFindsPolicyAndOrganization(Row row) {
        check(row);
    }

    @Test
    void section410AWalkAsksAtMostEightNamesAndStopsAtAPublicSuffixFlag() {
        assertThat(TreeWalk.targets(DomainName.of(DEEP)).stream().map(DomainName::toString))
                .containsExactly(
                        DEEP,
                        "g.h.i.j.mail.example.com",
                        "h.i.j.mail.example.com",
                        "i.j.mail.example.com",
                        "j.mail.example.com",
                        "mail.example.com",
                        "example.com",
                        "com");
        assertThat(TreeWalk.targets(DomainName.of("a.b.c.d.e.f.g.h"))).hasSize(8);
        assertThat(TreeWalk.targets(DomainName.of("a.b.c.d.e.f.g"))).hasSize(7);
        assertThat(Scenario.of("a.b.example.com", List.of(), "_dmarc.b.example.com TXT v=DMARC1; p=none; psd=n")
                        .evaluate()
                        .rfc9989()
                        .queried())
                .containsExactly(DomainName.of("_dmarc.a.b.example.com"), DomainName.of("_dmarc.b.example.com"));
    }

    static final List<Row> DISCOVERY = List.of(
            Row.of(
                    "fail quarantine example.com example.com",
                    "sub.example.com",
                    "",
                    "_dmarc.example.com TXT v=DMARC1; p=reject; sp=quarantine"),
            Row.of(
                    "fail reject example.com example.com",
                    "example.com",
                    "",
                    "_dmarc.example.com TXT v=DMARC1; p=reject; sp=quarantine; np=none"),
            Row.of(
                    "fail none example.com example.com",
                    "sub.example.com",
                    "",
                    "_dmarc.example.com TXT v=DMARC1; p=reject; sp=quarantine; np=none"),
            Row.of(
                    "fail quarantine example.com example.com",
                    "sub.example.com",
                    "",
                    "_dmarc.example.com TXT v=DMARC1; p=reject; sp=quarantine; np=none",
                    "x.sub.example.com A 192.0.2.1"),
            Row.of(
                    "fail none example.com example.com",
                    "sub.example.com",
                    "",
                    "_dmarc.example.com TXT v=DMARC1; p=reject; np=none"),
            Row.of(
                    "fail reject sub.example.com example.com",
                    "sub.example.com",
                    "",
                    "_dmarc.sub.example.com TXT v=DMARC1; p=reject; sp=none; np=none",
                    "_dmarc.example.com TXT v=DMARC1; p=none"),
            Row.of(
                    "fail quarantine bank.example mega.bank.example",
                    "mega.bank.example",
                    "",
                    "_dmarc.bank.example TXT v=DMARC1; p=none; np=quarantine; psd=y"),
            Row.of(
                    "none null giant.bank.example giant.bank.example",
                    "mail.giant.bank.example",
                    "",
                    "_dmarc.bank.example TXT v=DMARC1; p=reject; psd=y",
                    "_dmarc.giant.bank.example TXT v=DMARC1"),
            Row.of(
                    "fail reject bank.example bank.example",
                    "bank.example",
                    "",
                    "_dmarc.bank.example TXT v=DMARC1; p=reject; psd=y"));

    @ParameterizedTest
    @FieldSource("DISCOVERY")
    void section4101ThePolicyOfTheAuthorTheOrganizationOrThePublicSuffix(Row row) {
        check(row);
    }

    static final List<Row> ORGANIZATION = List.of(
            Row.of(
                    "fail reject bank.example bank.example",
                    "bank.example",
                    "dkim giant.bank.example",
                    "_dmarc.bank.example TXT v=DMARC1; p=reject; psd=y"),
            Row.of(
                    "fail quarantine giant.bank.example giant.bank.example",
                    "giant.bank.example",
                    "dkim mail.mega.bank.example",
                    "_dmarc.bank.example TXT v=DMARC1; p=reject; psd=y",
                    "_dmarc.giant.bank.example TXT v=DMARC1; p=quarantine"),
            Row.of(
                    "pass reject com example.com",
                    "a.example.com",
                    "dkim b.example.com",
                    "_dmarc.com TXT v=DMARC1; p=reject; psd=y"),
            Row.of(
                    "fail reject com example.com",
                    "a.example.com",
                    "dkim b.example.org",
                    "_dmarc.com TXT v=DMARC1; p=reject; psd=y",
                    "_dmarc.org TXT v=DMARC1; p=reject; psd=y"));

    @ParameterizedTest
    @FieldSource("ORGANIZATION")
    void section4102OneLabelBelowAPublicSuffixButNotWhereTheWalkStarts(Row row) {
        check(row);
    }

    @Test
    void section47TestModeIsOneStepLowerAndKeepsNone() {
        assertThat(Scenario.of("example.com", List.of(), "_dmarc.example.com TXT v=DMARC1; p=reject; t=y")
                        .evaluate()
                        .action())
                .isEqualTo("quarantine");
        check(Row.of(
                "fail none example.com example.com",
                "sub.example.com",
                "",
                "_dmarc.example.com TXT v=DMARC1; p=reject; sp=none; t=Y"));
    }

    @Test
    void section531WithoutAnAuthorDomainDmarcDoesNotApply() {
        DmarcRequest none = Scenario.of("x.example", List.of("dkim x.example")).request();
        DmarcRequest request = new DmarcRequest(List.of(), none.candidates(), null, none.asOf(), null, none.suffixes());
        DmarcResult result = Dmarc.evaluate(request, question -> {
            throw new AssertionError("asked " + question);
        });
        assertThat(result.status()).isEqualTo(DmarcStatus.NONE);
        assertThat(result.deciding().reason()).isEqualTo(DmarcReason.NO_FROM);
    }

    @Test
    void section115OfSeveralAuthorsTheWorstCountsAndTheStrictestPolicyAmongFails() {
        String[] zone = {
            "_dmarc.good.example TXT v=DMARC1; p=reject",
            "_dmarc.lax.example TXT v=DMARC1; p=none",
            "_dmarc.strict.example TXT v=DMARC1; p=quarantine"
        };
        DmarcResult result = Scenario.of("good.example lax.example strict.example", List.of("dkim good.example"), zone)
                .evaluate();
        assertThat(Scenario.line(result.deciding())).isEqualTo("fail quarantine strict.example strict.example");
        assertThat(result.others().stream().map(Scenario::line))
                .containsExactly("pass reject good.example good.example", "fail none lax.example lax.example");
    }

    @Test
    void section115MoreAuthorsThanAreEvaluatedAreNeverAPass() {
        String ten = "good.example" + " good.example".repeat(Dmarc.MAX_FROM_DOMAINS - 1);
        List<String> signed = List.of("dkim good.example");
        String record = "_dmarc.good.example TXT v=DMARC1; p=reject";
        assertThat(Scenario.of(ten, signed, record).evaluate().status()).isEqualTo(DmarcStatus.PASS);
        DmarcResult over = Scenario.of(ten + " evil.example", signed, record).evaluate();
        assertThat(over.status()).isEqualTo(DmarcStatus.UNVERIFIABLE);
        assertThat(over.deciding().reason()).isEqualTo(DmarcReason.TOO_MANY_FROM_DOMAINS);
    }

    @Test
    void section42TheModesAndTheAlignedIdentifiersAreReported() {
        DmarcResult.Evaluation evaluation = Scenario.of(
                        "example.com",
                        List.of("spf bounce.example.com", "dkim other.example", "dkim example.com"),
                        "_dmarc.example.com TXT v=DMARC1; p=reject; adkim=s")
                .evaluate()
                .rfc9989();
        assertThat(evaluation.reason()).isEqualTo(DmarcReason.ALIGNED_BOTH);
        assertThat(evaluation.alignedSpf()).isEqualTo(DomainName.of("bounce.example.com"));
        assertThat(evaluation.alignedDkim()).isEqualTo(DomainName.of("example.com"));
        assertThat(evaluation.dkimAlignment()).isEqualTo(Alignment.STRICT);
        assertThat(evaluation.spfAlignment()).isEqualTo(Alignment.RELAXED);
        assertThat(evaluation.record()).isEqualTo("v=DMARC1; p=reject; adkim=s");
    }
}
