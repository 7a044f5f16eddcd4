package io.sealstream.mailauth.spf;

import static io.sealstream.mailauth.spf.Checks.check;
import static io.sealstream.mailauth.spf.Checks.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.Zone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7208 §6: the modifiers. */
class SpfSection6Test {
    // §6.1
    @ParameterizedTest(name = "{0}, redirected to {1}: {2} {3}")
    @CsvSource(textBlock = """
            v=spf1 redirect=other.test,               v=spf1 -all,       FAIL,      MATCHED
            v=spf1 redirect=other.test,               v=spf1 a -all,     PASS,      MATCHED
            v=spf1 redirect=other.test,               v=spf1,            NEUTRAL,   NO_MATCH
            v=spf1 redirect=other.test ?all,          v=spf1 -all,       NEUTRAL,   MATCHED
            v=spf1 redirect=other.test ip4:192.0.2.1, v=spf1 -all,       PASS,      MATCHED
            v=spf1 redirect=other.test,               nothing,           PERMERROR, REDIRECT_WITHOUT_RECORD
            v=spf1 redirect=none.test,                v=spf1 -all,       PERMERROR, REDIRECT_WITHOUT_RECORD
            v=spf1 redirect=x..test,                  v=spf1 -all,       PERMERROR, REDIRECT_WITHOUT_RECORD
            v=spf1 redirect=other.test,               !TIMEOUT,          TEMPERROR, DNS_FAILURE
            v=spf1 redirect=other.test,               v=spf1 x,          PERMERROR, SYNTAX_ERROR
            """)
    void redirectTakesTheOthersRecordWhereNothingMatches(
            String record, String target, SpfStatus status, SpfReason reason) {
        SpfResult result = check("fabrikam.com TXT " + record, "other.test TXT " + target, "other.test A 192.0.2.1");

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
    }

    // §6.2
    @ParameterizedTest(name = "{0} explains {1}")
    @CsvSource(textBlock = """
            v=spf1 -all exp=why.test,             Not from %{c} for %{o}.,  Not from 192.0.2.1 for fabrikam.com.
            v=spf1 redirect=other.test exp=x.test, unused,                  The other says so.
            v=spf1 include:other.test -all exp=why.test, Mine.,             Mine.
            v=spf1 -all exp=%{d2}.why.test,       unused,                   From below.
            v=spf1 -all exp=why.test,             100%,                     ''
            v=spf1 -all exp=why.test,             Grüße,                    ''
            v=spf1 -all exp=why.test,             !TIMEOUT,                 ''
            v=spf1 -all exp=why.test,             !UNOBSERVED,              ''
            v=spf1 -all exp=none.test,            unused,                   ''
            v=spf1 -all exp=twice.test,           unused,                   ''
            v=spf1 -all,                          unused,                   ''
            v=spf1 ~all exp=why.test,             Unused.,                  ''
            """)
    void anExplanationIsGivenForAFail(String record, String text, String explanation) {
        Zone zone = Zone.of(
                "fabrikam.com TXT " + record,
                "why.test TXT " + text,
                "other.test TXT v=spf1 -all exp=theirs.test",
                "theirs.test TXT The other says so.",
                "fabrikam.com.why.test TXT From below.",
                "twice.test TXT One.",
                "twice.test TXT Two.");

        assertThat(Spf.explain(SpfIdentity.MAIL_FROM, request("192.0.2.1", "user@fabrikam.com"), zone)
                        .orElse(""))
                .isEqualTo(explanation);
    }

    @Test
    void anExplanationIsNeitherFetchedNorCountedByACheck() {
        Zone zone = Zone.of("fabrikam.com TXT v=spf1 a:none.test a:none.test -all exp=none.test");
        SpfResult result = Spf.checkMailFrom(request("192.0.2.1", "user@fabrikam.com"), zone);

        assertThat(result.status()).isEqualTo(SpfStatus.FAIL);
        assertThat(result.lookups()).isEqualTo(2);
        assertThat(zone.asked()).doesNotContain(Checks.txt("none.test"));
    }

    @Test
    void aLongExplanationIsNotGiven() {
        List<String> explanations = new ArrayList<>();
        for (int length : new int[] {1_000, 1_001}) {
            Zone zone = Zone.of("fabrikam.com TXT v=spf1 -all exp=why.test", "why.test TXT " + "x".repeat(length));
            explanations.add(Spf.explain(SpfIdentity.MAIL_FROM, request("192.0.2.1", "user@fabrikam.com"), zone)
                    .orElse(""));
        }
        assertThat(explanations).containsExactly("x".repeat(1_000), "");
    }
}
