package io.sealstream.mailauth.spf;

import static io.sealstream.mailauth.spf.Checks.check;
import static io.sealstream.mailauth.spf.Checks.checkRecord;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7208 §4: the check_host() function. */
class SpfSection4Test {
    private static final String FABRIKAM = "fabrikam.com TXT ";

    // §4.3, §4.4, §4.5
    @ParameterizedTest(name = "{0} and {1}: {2} {3}")
    @CsvSource(textBlock = """
            v=spf1 -all,       v=spf2.0/pra,     FAIL,      MATCHED
            v=spf1,            v=spf10 +all,     NEUTRAL,   NO_MATCH
            V=SpF1 ~all,       anything,         SOFTFAIL,  MATCHED
            v=spf1 -all,       v=spf1 -all,      PERMERROR, MULTIPLE_RECORDS
            v=spf1 -all,       V=SPF1,           PERMERROR, MULTIPLE_RECORDS
            ' v=spf1 -all',    v=spf1-all,       NONE,      NO_RECORD
            v=spf1\t-all,      \"v=spf1 -all\",  NONE,      NO_RECORD
            !TIMEOUT,          v=spf1 -all,      TEMPERROR, DNS_FAILURE
            !SERVFAIL,         v=spf1 -all,      TEMPERROR, DNS_FAILURE
            """)
    void theRecordIsTheOneWhoseVersionIsExact(String first, String second, SpfStatus status, SpfReason reason) {
        SpfResult result = check(FABRIKAM + first, FABRIKAM + second.replace("\\t", "\t"));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
    }

    @Test
    void aDomainWithoutARecordIsNone() {
        assertThat(check().reason()).isEqualTo(SpfReason.NO_SUCH_DOMAIN);
        assertThat(check("fabrikam.com A 192.0.2.1").reason()).isEqualTo(SpfReason.NO_RECORD);
        assertThat(check("fabrikam.com A 192.0.2.1").status()).isEqualTo(SpfStatus.NONE);
    }

    // §4.6
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "all:x",
                "ip4",
                "ip4:192.0.2.1/33",
                "moo",
                "a:",
                "-",
                "+-all",
                "exp=",
                "redirect=a.b redirect=a.b"
            })
    void aSyntaxErrorAnywhereIsFoundBeforeATermIsEvaluated(String wrong) {
        SpfResult result = checkRecord("v=spf1 ip4:192.0.2.1 " + wrong);

        assertThat(result.status()).isEqualTo(SpfStatus.PERMERROR);
        assertThat(result.reason()).isEqualTo(SpfReason.SYNTAX_ERROR);
        assertThat(result.problem()).isEqualTo(wrong.substring(wrong.lastIndexOf(' ') + 1));
        assertThat(result.lookups()).isZero();
    }

    // §4.6.2, §4.7
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            v=spf1 ip4:192.0.2.1,                PASS,     ip4:192.0.2.1
            v=spf1 +ip4:192.0.2.1,               PASS,     ip4:192.0.2.1
            v=spf1 -ip4:192.0.2.1 all,           FAIL,     -ip4:192.0.2.1
            v=spf1 ~ip4:192.0.2.1 all,           SOFTFAIL, ~ip4:192.0.2.1
            v=spf1 ?ip4:192.0.2.1 all,           NEUTRAL,  ?ip4:192.0.2.1
            v=spf1 IP4:192.0.2.1,                PASS,     IP4:192.0.2.1
            v=spf1   ip4:198.51.100.1   -all  ,  FAIL,     -all
            """)
    void theQualifierOfTheFirstMatchDecides(String record, SpfStatus status, String term) {
        SpfResult result = checkRecord(record);

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.path()).containsExactly(term);
    }

    @Test
    void withoutAMatchTheResultIsNeutral() {
        SpfResult result = checkRecord("v=spf1 ip4:198.51.100.1");

        assertThat(result.status()).isEqualTo(SpfStatus.NEUTRAL);
        assertThat(result.reason()).isEqualTo(SpfReason.NO_MATCH);
        assertThat(result.path()).isEmpty();
    }

    // §4.6.4
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a", "mx", "ptr", "include:other.test"})
    void tenTermsThatQueryDnsAreAllowedAndElevenAreNot(String term) {
        String ten = String.join(
                " ", IntStream.range(0, 10).mapToObj(i -> "?" + term).toList());

        assertThat(checkLimit("v=spf1 " + ten + " ip4:192.0.2.1").status()).isEqualTo(SpfStatus.PASS);

        SpfResult over = checkLimit("v=spf1 " + ten + " " + term + " ip4:192.0.2.1");
        assertThat(over.status()).isEqualTo(SpfStatus.PERMERROR);
        assertThat(over.reason()).isEqualTo(SpfReason.TOO_MANY_LOOKUPS);
        assertThat(over.lookups()).isEqualTo(10);
    }

    @Test
    void aRedirectIsOneOfTheTenTerms() {
        String nine = " a".repeat(9);
        assertThat(checkLimit("v=spf1" + nine + " redirect=other.test").reason())
                .isEqualTo(SpfReason.NO_MATCH);
        assertThat(checkLimit("v=spf1" + nine + " a redirect=other.test").reason())
                .isEqualTo(SpfReason.TOO_MANY_LOOKUPS);
    }

    @Test
    void anExistsIsOneOfTheTenTerms() {
        assertThat(checkLimit("v=spf1" + " a".repeat(9) + " exists:none.test ip4:192.0.2.1")
                        .status())
                .isEqualTo(SpfStatus.PASS);
        assertThat(checkLimit("v=spf1" + " a".repeat(10) + " exists:fabrikam.com")
                        .reason())
                .isEqualTo(SpfReason.TOO_MANY_LOOKUPS);
    }

    private static SpfResult checkLimit(String record) {
        return check(
                FABRIKAM + record,
                "fabrikam.com A 198.51.100.1",
                "fabrikam.com MX 10 fabrikam.com",
                "1.2.0.192.in-addr.arpa PTR elsewhere.test",
                "other.test TXT v=spf1");
    }

    @ParameterizedTest(name = "{0} void look-ups: {1} {2}")
    @CsvSource(textBlock = """
            1, PASS,      MATCHED
            2, PASS,      MATCHED
            3, PERMERROR, TOO_MANY_VOID_LOOKUPS
            4, PERMERROR, TOO_MANY_VOID_LOOKUPS
            """)
    void twoVoidLookUpsAreAllowed(int voids, SpfStatus status, SpfReason reason) {
        SpfResult result = checkRecord("v=spf1" + " a:nothing.test".repeat(voids) + " ip4:192.0.2.1");

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.voidLookups()).isEqualTo(Math.min(voids, 3));
    }

    @Test
    void everyKindOfTermCountsItsVoidLookUps() {
        assertThat(check(
                                FABRIKAM + "v=spf1 mx:none.test exists:none.test ip4:192.0.2.1",
                                "1.2.0.192.in-addr.arpa PTR none.test")
                        .voidLookups())
                .isEqualTo(2);
        assertThat(checkRecord("v=spf1 ptr exists:none.test a:none.test all").reason())
                .isEqualTo(SpfReason.TOO_MANY_VOID_LOOKUPS);
    }

    @Test
    void namesOfTheClientThatHaveNoAddressAreNotHeldAgainstTheDomain() {
        SpfResult result = check(
                FABRIKAM + "v=spf1 ptr -all",
                "1.2.0.192.in-addr.arpa PTR a.fabrikam.com",
                "1.2.0.192.in-addr.arpa PTR b.fabrikam.com",
                "1.2.0.192.in-addr.arpa PTR c.fabrikam.com");

        assertThat(result.status()).isEqualTo(SpfStatus.FAIL);
        assertThat(result.voidLookups()).isZero();
    }

    @ParameterizedTest(name = "{0} MX names, the last of which is the client: {1} {2}")
    @CsvSource(textBlock = """
            10, PASS,      MATCHED
            11, PERMERROR, TOO_MANY_NAMES
            """)
    void tenNamesOfAnMxAreLookedUp(int names, SpfStatus status, SpfReason reason) {
        List<String> zone = new ArrayList<>(List.of(FABRIKAM + "v=spf1 mx -all"));
        for (int i = 1; i <= names; i++) {
            zone.add("fabrikam.com MX " + i + " mx" + i + ".test");
            zone.add("mx" + i + ".test A " + (i == names ? "192.0.2.1" : "198.51.100.1"));
        }
        SpfResult result = check(zone.toArray(String[]::new));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0} PTR names, the last of which is the client: {1}")
    @CsvSource(textBlock = """
            10, PASS
            11, FAIL
            """)
    void namesOfTheClientBeyondTenAreIgnored(int names, SpfStatus status) {
        List<String> zone = new ArrayList<>(List.of(FABRIKAM + "v=spf1 ptr -all"));
        for (int i = 1; i <= names; i++) {
            String name = (char) ('a' + i) + ".fabrikam.com";
            zone.add(name + " A " + (i == names ? "192.0.2.1" : "198.51.100.1"));
            zone.add("1.2.0.192.in-addr.arpa PTR " + name);
        }
        assertThat(check(zone.toArray(String[]::new)).status()).isEqualTo(status);
    }

    // §4.8
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a:x..example.com", "mx:x..example.com", "exists:x..example.com", "ptr:x..example.com"})
    void aTargetThatIsNoDomainNameDoesNotMatch(String term) {
        assertThat(checkRecord("v=spf1 " + term + " -all").path()).containsExactly("-all");
    }
}
