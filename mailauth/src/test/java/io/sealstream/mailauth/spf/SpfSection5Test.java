package io.sealstream.mailauth.spf;

import static io.sealstream.mailauth.spf.Checks.check;
import static io.sealstream.mailauth.spf.Checks.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.RecordType;
import io.sealstream.mailauth.dns.Zone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7208 §5: the mechanisms. */
class SpfSection5Test {
    // §5.2: the table of include
    @ParameterizedTest(name = "an included record {0} gives {1} {2}")
    @CsvSource(textBlock = """
            v=spf1 all,       PASS,      MATCHED
            v=spf1 -all,      NEUTRAL,   MATCHED
            v=spf1 ~all,      NEUTRAL,   MATCHED
            v=spf1 ?all,      NEUTRAL,   MATCHED
            v=spf1,           NEUTRAL,   MATCHED
            !TIMEOUT,         TEMPERROR, DNS_FAILURE
            v=spf1 wrong,     PERMERROR, SYNTAX_ERROR
            nothing,          PERMERROR, INCLUDE_WITHOUT_RECORD
            """)
    void includeMatchesWhereTheIncludedRecordPasses(String included, SpfStatus status, SpfReason reason) {
        SpfResult result = check("fabrikam.com TXT v=spf1 include:other.test ?all", "other.test TXT " + included);

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
    }

    @Test
    void thePathLeadsThroughTheIncludesThatMatched() {
        SpfResult result = check(
                "fabrikam.com TXT v=spf1 include:miss.test include:one.test -all",
                "miss.test TXT v=spf1 include:one.test2 -all",
                "one.test2 TXT v=spf1 -all",
                "one.test TXT v=spf1 redirect=two.test",
                "two.test TXT v=spf1 exists:%{ir}.ok.test -all",
                "1.2.0.192.ok.test A 127.0.0.2");

        assertThat(result.path()).containsExactly("include:one.test", "redirect=two.test", "exists:1.2.0.192.ok.test");
        assertThat(result.lookups()).isEqualTo(5);
    }

    @Test
    void withAnErrorThePathLeadsToIt() {
        SpfResult result = check(
                "fabrikam.com TXT v=spf1 include:one.test -all",
                "one.test TXT v=spf1 a:two.test",
                "two.test A !TIMEOUT");

        assertThat(result.path()).containsExactly("include:one.test", "a:two.test");
        assertThat(result.problem()).isEqualTo("two.test A");
    }

    // §5.3, §5.4
    @ParameterizedTest(name = "{1} is {2} for {0}")
    @CsvSource(textBlock = """
            192.0.2.1,            a,                        PASS
            192.0.2.2,            a,                        FAIL
            192.0.2.2,            a/30,                     PASS
            192.0.2.4,            a/30,                     FAIL
            192.0.2.2,            a//64,                    FAIL
            2001:db8::1,          a,                        PASS
            2001:db8::2,          a/24,                     FAIL
            2001:db8::2,          a/24//64,                 PASS
            2001:db8:0:1::2,      a//64,                    FAIL
            ::ffff:192.0.2.1,     a,                        PASS
            ::ffff:192.0.2.2,     a//0,                     FAIL
            192.0.2.25,           a:mx.fabrikam.com,        PASS
            192.0.2.25,           mx,                       PASS
            192.0.2.26,           mx/24,                    PASS
            2001:db8::25,         mx,                       PASS
            2001:db8::26,         mx:fabrikam.com//64,      PASS
            192.0.2.1,            mx,                       FAIL
            192.0.2.25,           mx:null.test,             FAIL
            192.0.2.1,            mx:mx.fabrikam.com,       FAIL
            """)
    void aAndMxMatchTheAddressesOfTheClientsFamily(String client, String term, SpfStatus status) {
        Zone zone = Zone.of(
                "fabrikam.com TXT v=spf1 " + term + " -all",
                "fabrikam.com A 192.0.2.1",
                "fabrikam.com AAAA 2001:db8::1",
                "fabrikam.com MX 10 mx.fabrikam.com",
                "mx.fabrikam.com A 192.0.2.25",
                "mx.fabrikam.com AAAA 2001:db8::25",
                "null.test MX 0 .");

        assertThat(Spf.checkMailFrom(request(client, "user@fabrikam.com"), zone).status())
                .isEqualTo(status);
    }

    // §5.5
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            ptr,                     PASS
            ptr:fabrikam.com,        PASS
            ptr:out.fabrikam.com,    PASS
            ptr:a.out.fabrikam.com,  FAIL
            ptr:abrikam.com,         FAIL
            ptr:forged.test,         FAIL
            """)
    void ptrMatchesAValidatedNameAtOrBelowTheTarget(String term, SpfStatus status) {
        SpfResult result = check(
                "fabrikam.com TXT v=spf1 " + term + " -all",
                "1.2.0.192.in-addr.arpa PTR out.fabrikam.com",
                "1.2.0.192.in-addr.arpa PTR forged.test",
                "out.fabrikam.com A 198.51.100.1",
                "out.fabrikam.com A 192.0.2.1",
                "forged.test A 198.51.100.1");

        assertThat(result.status()).isEqualTo(status);
    }

    @ParameterizedTest(name = "PTR {0} and A {1}, then {2}: {3}")
    @CsvSource(textBlock = """
            !TIMEOUT,         192.0.2.1, -all,          TEMPERROR
            !TIMEOUT,         192.0.2.1, ~all,          TEMPERROR
            !TIMEOUT,         192.0.2.1, ?all,          NEUTRAL
            !TIMEOUT,         192.0.2.1, ip4:192.0.2.1, PASS
            out.fabrikam.com, !SERVFAIL, -all,          TEMPERROR
            out.fabrikam.com, !SERVFAIL, ip4:192.0.2.1, PASS
            """)
    void aPtrThatCannotBeLookedUpDoesNotMatchAndNeverMakesAFail(
            String pointer, String address, String next, SpfStatus status) {
        SpfResult result = check(
                "fabrikam.com TXT v=spf1 ptr " + next,
                "1.2.0.192.in-addr.arpa PTR " + pointer,
                "out.fabrikam.com A " + address);

        assertThat(result.status()).isEqualTo(status);
    }

    // §5.6
    @ParameterizedTest(name = "{1} is {2} for {0}")
    @CsvSource(textBlock = """
            192.0.2.1,         ip4:192.0.2.1,              PASS
            192.0.2.1,         ip4:192.0.2.128/24,         PASS
            192.0.2.1,         ip4:192.0.2.128/25,         FAIL
            192.0.2.1,         ip4:1.1.1.1/0,              PASS
            192.0.2.1,         ip6:::/0,                   FAIL
            2001:db8::1,       ip4:0.0.0.0/0,              FAIL
            2001:db8::1,       ip6:2001:DB8::/32,          PASS
            2001:db8::1,       ip6:2001:db8::1,            PASS
            2001:db8::1,       ip6:2001:db8::2/127,        FAIL
            192.0.2.1,         ip6:::ffff:192.0.2.1,       FAIL
            ::ffff:192.0.2.1,  ip4:192.0.2.1,              PASS
            ::ffff:192.0.2.1,  ip6:::ffff:192.0.2.1/96,    FAIL
            ::1,               ip6:::ffff:192.0.2.1/64,    PASS
            ::1,               ip6:::ffff:192.0.2.1/96,    FAIL
            """)
    void networksMatchClientsOfTheirFamily(String client, String term, SpfStatus status) {
        Zone zone = Zone.of("fabrikam.com TXT v=spf1 " + term + " -all");

        assertThat(Spf.checkMailFrom(request(client, "user@fabrikam.com"), zone).status())
                .isEqualTo(status);
    }

    // §5.7
    @ParameterizedTest(name = "exists:{1} is {2} for {0}")
    @CsvSource(textBlock = """
            192.0.2.1,   four.test, PASS
            2001:db8::1, four.test, PASS
            2001:db8::1, six.test,  FAIL
            192.0.2.1,   none.test, FAIL
            192.0.2.1,   slow.test, TEMPERROR
            """)
    void existsAsksForAWhateverTheClientsFamily(String client, String target, SpfStatus status) {
        Zone zone = Zone.of(
                "fabrikam.com TXT v=spf1 exists:" + target + " -all",
                "four.test A 127.0.0.2",
                "six.test AAAA 2001:db8::1",
                "slow.test A !TIMEOUT");

        assertThat(Spf.checkMailFrom(request(client, "user@fabrikam.com"), zone).status())
                .isEqualTo(status);
        assertThat(zone.asked()).isEqualTo(List.of(Checks.txt("fabrikam.com"), Checks.question(target, RecordType.A)));
    }
}
