package io.sealstream.mailauth.authres;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherStampsTest {
    @Test
    void readsReceivedSpf() {
        assertThat(
                        ReceivedSpf.read(
                                "Pass (protection.outlook.com: domain of fabrikam.test designates 192.0.2.1 as permitted"
                                        + " sender) receiver=protection.outlook.com; client-ip=192.0.2.1; helo=mail.fabrikam.test; pr=C"))
                .hasValueSatisfying(spf -> {
                    assertThat(spf.result()).isEqualTo("pass");
                    assertThat(spf.comment()).endsWith("as permitted sender");
                    assertThat(spf.clientIp()).isEqualTo(IpAddress.parse("192.0.2.1"));
                    assertThat(spf.property("HELO")).contains("mail.fabrikam.test");
                    assertThat(spf.property("pr")).contains("C");
                });
        assertThat(ReceivedSpf.read("None (x: y) client-ip=2001:db8::1; envelope-from=\"my user@x.test\"; helo=;"))
                .hasValueSatisfying(spf -> {
                    assertThat(spf.clientIp()).isEqualTo(IpAddress.parse("2001:db8::1"));
                    assertThat(spf.property("envelope-from")).contains("my user@x.test");
                    assertThat(spf.property("helo")).contains("");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"pass", "pass (", "pass ;;;", "pass ===", "pass client-ip", "pass client-ip=x", "pass ) ("})
    void readsAReceivedSpfWithoutAnAddress(String text) {
        assertThat(ReceivedSpf.read(text)).hasValueSatisfying(spf -> {
            assertThat(spf.result()).isEqualTo("pass");
            assertThat(spf.clientIp()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";", "(only a comment)"})
    void readsNoReceivedSpfWithoutAResult(String text) {
        assertThat(ReceivedSpf.read(text)).isEmpty();
    }

    @Test
    void readsAnAntispamReport() {
        assertThat(AntispamReport.read("CIP:192.0.2.1;CTRY:US;LANG:en;SCL:5;SRV:;IPV:NLI;SFV:SPM;H:mail.fabrikam.test;"
                        + "PTR:ptr.fabrikam.test;CAT:SPOOF;SFS:(13230040)(4636009);DIR:INB;"))
                .contains(new AntispamReport(
                        IpAddress.parse("192.0.2.1").orElseThrow(),
                        "ptr.fabrikam.test",
                        "mail.fabrikam.test",
                        "SPM",
                        "SPOOF"));
        assertThat(AntispamReport.read("cip:2001:db8::1; sfv:NSPM"))
                .contains(new AntispamReport(IpAddress.parse("2001:db8::1").orElseThrow(), null, null, "NSPM", null));
        assertThat(AntispamReport.read("CIP:255.255.255.255;PTR:;CAT:NONE;CAT:SPOOF"))
                .contains(new AntispamReport(null, null, null, null, "NONE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", ":", ":;:", "CIP", "CIP:;", "CIP:x", "SCL:1", "XCIP:192.0.2.1"})
    void readsNoAntispamReportWithoutWhatItKnows(String text) {
        assertThat(AntispamReport.read(text)).isEmpty();
    }
}
