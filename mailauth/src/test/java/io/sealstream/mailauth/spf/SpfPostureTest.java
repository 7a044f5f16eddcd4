package io.sealstream.mailauth.spf;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.spf.SpfPosture.All;
import io.sealstream.mailauth.spf.SpfPosture.Defect;
import java.math.BigInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a survey of a domain's records finds. */
class SpfPostureTest {
    private static final DomainName FABRIKAM = DomainName.of("fabrikam.com");

    private static SpfPosture of(String... zone) {
        return SpfPosture.of(FABRIKAM, Zone.of(zone));
    }

    @ParameterizedTest(name = "{0}: everybody else {1}, parked {2}")
    @CsvSource(textBlock = """
            v=spf1 -all,                     FAIL,     true
            v=spf1 -all exp=why.test,        FAIL,     true
            v=spf1 ip4:192.0.2.1 -all,       FAIL,     false
            v=spf1 ~all,                     SOFTFAIL, false
            v=spf1 ?all,                     NEUTRAL,  false
            v=spf1 +all,                     PASS,     false
            v=spf1 a,                        MISSING,  false
            v=spf1 redirect=soft.test,       SOFTFAIL, false
            v=spf1 redirect=%{d}.soft.test,  FAIL,     false
            v=spf1 redirect=%{i}.soft.test,  UNKNOWN,  false
            v=spf1 redirect=none.test,       UNKNOWN,  false
            v=spf1 redirect=fabrikam.com,    UNKNOWN,  false
            v=spf1 include:soft.test,        MISSING,  false
            v=spf1 wrong -all,               UNKNOWN,  false
            nothing,                         UNKNOWN,  false
            """)
    void itTellsWhatHappensToEverybodyElse(String record, All all, boolean parked) {
        SpfPosture posture = of(
                "fabrikam.com TXT " + record,
                "soft.test TXT v=spf1 ~all",
                "fabrikam.com.soft.test TXT v=spf1 -all",
                "fabrikam.com A 192.0.2.1");

        assertThat(posture.all()).isEqualTo(all);
        assertThat(posture.parked()).isEqualTo(parked);
    }

    @Test
    void itCountsLookUpsAlongTheTreeOfRecords() {
        SpfPosture posture = of(
                "fabrikam.com TXT v=spf1 a mx include:one.test include:two.test -all include:never.test",
                "fabrikam.com A 192.0.2.1",
                "fabrikam.com MX 10 fabrikam.com",
                "one.test TXT v=spf1 include:deep.test ~all",
                "deep.test TXT v=spf1 a:none.test exists:%{i}.list.test ~all",
                "two.test TXT v=spf1 ptr mx:nomx.test redirect=unused.test ?all");

        assertThat(posture.lookups()).isEqualTo(9);
        assertThat(posture.longestPath()).isEqualTo(3);
        assertThat(posture.voidLookups()).isEqualTo(2);
        assertThat(posture.ptrUsed()).isTrue();
        assertThat(posture.messageDependent()).containsExactly("%{i}.list.test");
        assertThat(posture.domains())
                .map(DomainName::toString)
                .containsExactly("fabrikam.com", "one.test", "deep.test", "two.test");
        assertThat(posture.exceedsLimits()).isFalse();
        assertThat(posture.hasUsableRecord()).isTrue();
    }

    @ParameterizedTest(name = "{0} authorises {1} and {2}")
    @CsvSource(textBlock = """
            v=spf1 ip4:192.0.2.0/24 ip4:192.0.2.128/25 -all,  256,        0
            v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.64/25 ip4:192.0.3.9 ~all, 129, 0
            v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 ~all,  256,        0
            v=spf1 -ip4:192.0.2.0/25 ?ip4:192.0.3.0/24 ~all,  0,          0
            v=spf1 ip6:2001:db8::/126 ip6:2001:db8::1,        0,          4
            v=spf1 ip6:::ffff:192.0.2.1,                      0,          0
            v=spf1 a mx/28 -all,                              17,         1
            v=spf1 a//64 -all,                                1,          18446744073709551616
            v=spf1 include:one.test -all,                     512,        0
            v=spf1 ?include:one.test -all,                    0,          0
            v=spf1 redirect=one.test,                         512,        0
            v=spf1 ip4:192.0.2.1 +all,                        4294967296, 340282366920938463463374607431768211456
            v=spf1 exists:mx.test -all,                       4294967296, 340282366920938463463374607431768211456
            v=spf1 exists:%{i}.mx.test -all,                  0,          0
            v=spf1 include:all.test -all,                     4294967296, 340282366920938463463374607431768211456
            """)
    void itCountsTheAddressesAuthorised(String record, BigInteger ipv4, BigInteger ipv6) {
        SpfPosture posture = of(
                "fabrikam.com TXT " + record,
                "fabrikam.com A 198.51.100.1",
                "fabrikam.com AAAA 2001:db8::1",
                "fabrikam.com MX 10 mx.test",
                "mx.test A 203.0.113.7",
                "one.test TXT v=spf1 ip4:10.0.0.0/23 -all",
                "all.test TXT v=spf1 +all");

        assertThat(posture.ipv4Addresses()).isEqualTo(ipv4);
        assertThat(posture.ipv6Addresses()).isEqualTo(ipv6);
    }

    @ParameterizedTest(name = "{0}: {1} at {2}")
    @CsvSource(nullValues = "null", textBlock = """
            v=spf1 include:none.test -all,     INCLUDE_WITHOUT_RECORD,  none.test,    null
            v=spf1 include:text.test -all,     INCLUDE_WITHOUT_RECORD,  text.test,    null
            v=spf1 redirect=none.test,         REDIRECT_WITHOUT_RECORD, none.test,    null
            v=spf1 include:wrong.test -all,    SYNTAX_ERROR,            wrong.test,   ip4:x
            v=spf1 include:twice.test -all,    MULTIPLE_RECORDS,        twice.test,   null
            v=spf1 include:slow.test -all,     DNS_FAILURE,             slow.test,    slow.test TXT
            v=spf1 include:unseen.test -all,   NOT_OBSERVED,            unseen.test,  unseen.test TXT
            v=spf1 ip4:y -all,                 SYNTAX_ERROR,            fabrikam.com, ip4:y
            nothing,                           NO_RECORD,               fabrikam.com, null
            !TIMEOUT,                          DNS_FAILURE,             fabrikam.com, null
            !UNOBSERVED,                       NOT_OBSERVED,            fabrikam.com, null
            """)
    void itTellsWhatIsWrongAndWhere(String record, SpfReason reason, String domain, @Nullable String problem) {
        SpfPosture posture = of(
                "fabrikam.com TXT " + record,
                "text.test TXT hello",
                "wrong.test TXT v=spf1 ip4:x",
                "twice.test TXT v=spf1",
                "twice.test TXT v=spf1",
                "slow.test TXT !TIMEOUT",
                "unseen.test TXT !UNOBSERVED");

        assertThat(posture.defects()).containsExactly(new Defect(DomainName.of(domain), reason, problem));
        assertThat(posture.hasUsableRecord()).isEqualTo(!domain.equals("fabrikam.com"));
    }

    @Test
    void aQuestionThatFailsAtTheDomainItselfLeavesItsRecordUsable() {
        SpfPosture posture = of("fabrikam.com TXT v=spf1 a -all", "fabrikam.com A !TIMEOUT", "fabrikam.com AAAA ::1");

        assertThat(posture.defects()).containsExactly(new Defect(FABRIKAM, SpfReason.DNS_FAILURE, "fabrikam.com A"));
        assertThat(posture.hasUsableRecord()).isTrue();
    }

    @Test
    void itShowsSeveralRecordsAsPublished() {
        SpfPosture posture = of("fabrikam.com TXT v=spf1 -all", "fabrikam.com TXT v=spf1 +all", "fabrikam.com TXT x");

        assertThat(posture.records()).containsExactly("v=spf1 -all", "v=spf1 +all");
        assertThat(posture.defects()).containsExactly(new Defect(FABRIKAM, SpfReason.MULTIPLE_RECORDS, null));
    }

    @Test
    void itNamesIncludesThatDoNotExist() {
        SpfPosture posture = of("fabrikam.com TXT v=spf1 include:none.test include:none.test include:gone.test -all");

        assertThat(posture.missingIncludes()).map(DomainName::toString).containsExactly("none.test", "gone.test");
        assertThat(posture.exceedsLimits()).isTrue();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            spf.protection.outlook.com,         WORLDWIDE
            spf.protection.office365.us,        GCC_HIGH_AND_DOD
            SPF.protection.partner.outlook.cn., CHINA_21VIANET
            """)
    void itKnowsTheIncludesOfMicrosoft365(String include, Microsoft365Cloud cloud) {
        SpfPosture posture = of("fabrikam.com TXT v=spf1 include:" + include + " -all");

        assertThat(posture.microsoft365()).containsExactly(cloud);
    }

    @Test
    void aLoopIsSeenAndNotFollowed() {
        SpfPosture posture =
                of("fabrikam.com TXT v=spf1 include:one.test -all", "one.test TXT v=spf1 redirect=fabrikam.com");

        assertThat(posture.loop()).isTrue();
        assertThat(posture.exceedsLimits()).isTrue();
        assertThat(posture.lookups()).isEqualTo(2);
    }

    @Test
    void aTreeOfMoreThanAHundredTermsIsCut() {
        String[] zone = IntStream.range(0, 40)
                .mapToObj(i -> (i == 0 ? "fabrikam.com" : "d" + i + ".test") + " TXT v=spf1"
                        + (" include:d" + (i + 1) + ".test").repeat(3) + " -all")
                .toArray(String[]::new);
        SpfPosture posture = of(zone);

        assertThat(posture.truncated()).isTrue();
        assertThat(posture.lookups()).isEqualTo(SpfPosture.MAX_TERMS);
    }
}
