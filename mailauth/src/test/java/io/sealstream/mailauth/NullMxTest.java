package io.sealstream.mailauth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import io.sealstream.mailauth.dns.Zone;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7505: a domain that takes no mail. */
class NullMxTest {
    private static final Instant RECEIVED = Instant.parse("2026-05-04T10:00:00Z");
    private static final DomainName FABRIKAM = DomainName.of("fabrikam.test");

    // §3
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            fabrikam.test MX 0 .                                    | true
            fabrikam.test MX 10 .                                   | false
            fabrikam.test MX 0 mx.fabrikam.test                     | false
            fabrikam.test MX 0 . & fabrikam.test MX 5 mx.test       | false
            fabrikam.test A 192.0.2.1                               | false
            fabrikam.test MX !UNOBSERVED                            | null
            fabrikam.test MX !TIMEOUT                               | null
            """)
    void aDomainWithANullMxTakesNoMail(String zone, @Nullable Boolean takesNone) {
        assertThat(NullMx.of(List.of(FABRIKAM), Zone.of(zone.split(" & ")), AsOf.of(RECEIVED)))
                .isEqualTo(takesNone);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            b.test MX 0 .             | true
            b.test MX 0 mx.test       | false
            b.test MX !TIMEOUT        | null
            """)
    void oneOfSeveralDomainsIsEnough(String zone, @Nullable Boolean takesNone) {
        List<DomainName> both = List.of(FABRIKAM, DomainName.of("b.test"));
        assertThat(NullMx.of(both, Zone.of(zone), AsOf.of(RECEIVED))).isEqualTo(takesNone);
    }

    @Test
    void anAnswerOfAnotherTimeAndAMessageWithoutADomainTellNothing() {
        Dns later = question -> Zone.of("fabrikam.test MX 0 .").lookup(question).toBuilder()
                .seenAt(RECEIVED.plusSeconds(30 * 86_400))
                .build();
        assertThat(NullMx.of(List.of(FABRIKAM), later, AsOf.of(RECEIVED))).isNull();
        assertThat(NullMx.of(List.of(), later, AsOf.of(RECEIVED))).isNull();
    }

    @Test
    void itIsForeseenAndNothingIsJudgedByIt() {
        Authentication core = new Authentication(AuthenticationSettings.defaults());
        Question mx = new Question(FABRIKAM, RecordType.MX);
        for (String policy : List.of("v=DMARC1; p=reject", "v=DMARC1; p=none", "none")) {
            Examination message = core.examine(mail());
            assertThat(core.foreseeable(message)).containsOnlyOnce(mx);
            List<Verdict> verdicts = Arrays.stream(
                            new String[] {"0 .", "0 mx.fabrikam.test", "!UNOBSERVED", "!TIMEOUT", "!SERVFAIL"})
                    .map(answer -> Zone.of(
                            "_dmarc.fabrikam.test TXT " + policy,
                            "fabrikam.test TXT v=spf1 -all",
                            "fabrikam.test MX " + answer))
                    .map(zone -> Authentication.judge(core.authenticate(message, zone), CompositePolicy.NONE))
                    .toList();
            assertThat(verdicts)
                    .extracting(verdict -> verdict.evidence().fromTakesNoMail())
                    .containsExactly(true, false, null, null, null);
            assertThat(verdicts)
                    .extracting(Verdict::compauth)
                    .containsOnly(verdicts.get(0).compauth());
            assertThat(verdicts)
                    .extracting(verdict -> verdict.evidence().dmarc())
                    .containsOnly(verdicts.get(0).evidence().dmarc());
            assertThat(verdicts)
                    .extracting(verdict -> verdict.evidence().missing())
                    .containsOnly(verdicts.get(0).evidence().missing());
        }
    }

    private static Mail mail() {
        return new Mail(
                "1",
                Mail.Origin.file("1.eml", 0),
                Mail.Fidelity.WIRE,
                new Envelope(
                        IpAddress.parse("192.0.2.1").orElseThrow(),
                        "mx.fabrikam.test",
                        "a@fabrikam.test",
                        List.of(),
                        RECEIVED),
                "From: <a@fabrikam.test>\r\n\r\nhello\r\n".getBytes(US_ASCII));
    }
}
