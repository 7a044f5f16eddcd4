package io.sealstream.mailauth.spf;

import static io.sealstream.mailauth.spf.Checks.checkRecord;
import static io.sealstream.mailauth.spf.Checks.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Zone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of ours, each at its edge. */
class SpfLimitsTest {
    private static final int RECORD = 65_535;

    @ParameterizedTest(name = "{0} octets: {1} {2}")
    @CsvSource(textBlock = """
            65535, FAIL,      MATCHED
            65536, PERMERROR, SYNTAX_ERROR
            """)
    void aRecordIsAsLongAsADnsMessageCanBe(int length, SpfStatus status, SpfReason reason) {
        SpfResult result = checkRecord("v=spf1 " + " ".repeat(length - 11) + "-all");

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
    }

    @ParameterizedTest(name = "a local part of {0} characters counts {1}")
    @CsvSource(textBlock = """
            255, 255
            256, 256
            257, 256
            """)
    void macrosSeeTheFirstPartOfALongLocalPart(int length, int seen) {
        assertThat(explain(request("192.0.2.1", "x".repeat(length) + "@fabrikam.com"), "%{l}"))
                .isEqualTo("x".repeat(seen));
    }

    @ParameterizedTest(name = "a HELO name of {0} characters counts {1}")
    @CsvSource(textBlock = """
            255, 255
            256, 255
            """)
    void macrosSeeTheFirstPartOfALongHeloName(int length, int seen) {
        SpfRequest request = new SpfRequest(
                IpAddress.parse("192.0.2.1").orElseThrow(), "h".repeat(length), "user@fabrikam.com", AsOf.UNKNOWN);

        assertThat(explain(request, "%{h}")).isEqualTo("h".repeat(seen));
    }

    private static String explain(SpfRequest request, String explanation) {
        Zone zone = Zone.of("fabrikam.com TXT v=spf1 -all exp=why.test", "why.test TXT " + explanation);
        return Spf.explain(SpfIdentity.MAIL_FROM, request, zone).orElse("none");
    }

    @ParameterizedTest(name = "a domain of {0} characters: {1}")
    @CsvSource(textBlock = """
            253, NO_SUCH_DOMAIN
            254, INVALID_DOMAIN
            1000000, INVALID_DOMAIN
            """)
    void aDomainIsAsLongAsDnsAllows(int length, SpfReason reason) {
        String domain = ("x".repeat(60) + ".").repeat(length / 61 + 1).substring(0, length - 5) + ".test";
        SpfResult result = Spf.checkMailFrom(request("192.0.2.1", "user@" + domain), Zone.of());

        assertThat(domain).hasSize(length);
        assertThat(result.reason()).isEqualTo(reason);
    }

    @ParameterizedTest(name = "a term of {0} characters is shown with {1}")
    @CsvSource(textBlock = """
            512, 512
            513, 512
            """)
    void aLongTermIsCutWhereItIsShown(int length, int shown) {
        assertThat(checkRecord("v=spf1 wrong-" + "x".repeat(length - 6)).problem())
                .hasSize(shown);
        assertThat(checkRecord("v=spf1 include:" + "x".repeat(length - 13) + ".test")
                        .path())
                .first()
                .asString()
                .hasSize(shown);
    }

    @Test
    void aRecordFullOfMacrosEndsInANameThatFits() {
        String macros = "%{l}.".repeat((RECORD - 30) / 5);
        SpfResult result = Spf.checkMailFrom(
                request("192.0.2.1", "x".repeat(63) + "@fabrikam.com"),
                question -> Zone.of("fabrikam.com TXT v=spf1 exists:" + macros + "test -all")
                        .lookup(question));

        assertThat(result.status()).isEqualTo(SpfStatus.FAIL);
        assertThat(result.voidLookups()).isEqualTo(1);
    }
}
