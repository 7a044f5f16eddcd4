package io.sealstream.mailauth.spf;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Zone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7208 §9.1: the Received-SPF field. */
class ReceivedSpfTest {
    private static SpfRequest request(String mailFrom) {
        return new SpfRequest(
                IpAddress.parse("192.0.2.1").orElseThrow(), "mail.fabrikam.com", mailFrom, AsOf.UNKNOWN, "mx.test");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            v=spf1 ip4:192.0.2.0/24 | pass (mx.test: domain of user@fabrikam.com designates 192.0.2.1 as permitted sender) receiver=mx.test; client-ip=192.0.2.1; envelope-from=\"user@fabrikam.com\"; helo=mail.fabrikam.com; identity=mailfrom; mechanism=\"ip4:192.0.2.0/24\"
            v=spf1 -all             | fail (mx.test: domain of user@fabrikam.com does not designate 192.0.2.1 as permitted sender) receiver=mx.test; client-ip=192.0.2.1; envelope-from=\"user@fabrikam.com\"; helo=mail.fabrikam.com; identity=mailfrom; mechanism=-all
            v=spf1 redirect=o.test  | softfail (mx.test: transitioning domain of user@fabrikam.com does not designate 192.0.2.1 as permitted sender) receiver=mx.test; client-ip=192.0.2.1; envelope-from=\"user@fabrikam.com\"; helo=mail.fabrikam.com; identity=mailfrom; mechanism=~all
            v=spf1                  | neutral (mx.test: domain of user@fabrikam.com neither permits nor denies 192.0.2.1) receiver=mx.test; client-ip=192.0.2.1; envelope-from=\"user@fabrikam.com\"; helo=mail.fabrikam.com; identity=mailfrom; mechanism=default
            none                    | none (mx.test: domain of user@fabrikam.com does not provide an SPF record) receiver=mx.test; client-ip=192.0.2.1; envelope-from=\"user@fabrikam.com\"; helo=mail.fabrikam.com; identity=mailfrom
            !TIMEOUT                | temperror (mx.test: error in processing during lookup of domain of user@fabrikam.com) receiver=mx.test; client-ip=192.0.2.1; envelope-from=\"user@fabrikam.com\"; helo=mail.fabrikam.com; identity=mailfrom; problem=\"fabrikam.com TXT\"
            v=spf1 ip4:x            | permerror (mx.test: permanent error in processing domain of user@fabrikam.com) receiver=mx.test; client-ip=192.0.2.1; envelope-from=\"user@fabrikam.com\"; helo=mail.fabrikam.com; identity=mailfrom; problem=\"ip4:x\"
            """)
    void itTellsTheResultAndWhatLedToIt(String record, String text) {
        SpfRequest request = request("user@fabrikam.com");
        SpfResult result = Spf.checkMailFrom(request, Zone.of("fabrikam.com TXT " + record, "o.test TXT v=spf1 ~all"));

        assertThat(ReceivedSpf.text(request, result)).contains(text);
    }

    @Test
    void aNullSenderIsShownByItsHeloName() {
        SpfRequest request = request("");
        SpfResult result = Spf.checkMailFrom(request, Zone.of("mail.fabrikam.com TXT v=spf1 +all"));

        assertThat(ReceivedSpf.text(request, result).orElseThrow())
                .contains("domain of mail.fabrikam.com designates")
                .contains("envelope-from=\"\"; helo=mail.fabrikam.com; identity=mailfrom");
    }

    @Test
    void nothingThatASenderGivesBreaksOutOfItsPlace() {
        SpfRequest request = request("a\"b\\c)(\r\nX: y\u00fc@fabrikam.com");
        SpfResult result = Spf.checkMailFrom(request, Zone.of("fabrikam.com TXT v=spf1 -all"));

        assertThat(ReceivedSpf.text(request, result).orElseThrow())
                .contains("domain of a\"b\\\\c\\)\\(??X: y?@fabrikam.com does not")
                .contains("envelope-from=\"a\\\"b\\\\c)(??X: y?@fabrikam.com\";")
                .doesNotContain("\r", "\n");
    }

    @Test
    void whatRfc7208DoesNotKnowHasNoField() {
        SpfRequest request = request("user@fabrikam.com");
        SpfResult result = Spf.checkMailFrom(request, Zone.of("fabrikam.com TXT !UNOBSERVED"));

        assertThat(result.status()).isEqualTo(SpfStatus.UNVERIFIABLE);
        assertThat(ReceivedSpf.text(request, result)).isEmpty();
    }
}
