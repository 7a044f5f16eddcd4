package io.sealstream.mailauth.dsn;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CryptoProvider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3464, and the proof of whose mail a report returns. */
class DsnTest {
    /** RFC 6376 §A.2, with the key of §C as the examples of RFC 8463 §A.2 have it. */
    private static final String SIGNED = """
            DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=brisbane; t=1528637909; h=from : to :
             subject : date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
             Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            """;

    private static final Zone KEYS = Zone.of(
            "brisbane._domainkey.football.example.com TXT v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");

    private static Message report(String type, String partType, String returned) {
        return Message.of(("""
                From: <mailer-daemon@shopping.example.net>
                Content-Type: %s

                --b
                Content-Type: text/plain

                It could not be delivered.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.shopping.example.net
                --b
                Content-Type: %s

                %s
                --b--
                """.formatted(type, partType, returned).replace("\n", "\r\n")).getBytes(US_ASCII));
    }

    private static final String REPORT = "multipart/report; report-type=delivery-status; boundary=b";

    private static Optional<DeliveryReport> examine(Message message, @Nullable String mailFrom) {
        return Dsn.examine(message, mailFrom, CryptoProvider.detect())
                .map(examination -> examination.judge(KEYS, AsOf.UNKNOWN));
    }

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            multipart/report; report-type=delivery-status; boundary=b             | ``          | true
            Multipart/Report; boundary="b"; Report-Type = "Delivery-Status"       | ``          | true
            multipart/report; report-type=delivery-status; boundary=b             | a@b.example | false
            multipart/report; report-type=delivery-status; boundary=b             | -           | false
            multipart/report; report-type=disposition-notification; boundary=b    | ``          | false
            multipart/mixed; report-type=delivery-status; boundary=b              | ``          | false
            text/plain                                                            | ``          | false
            """)
    void isAReportByItsTypeAndTheNullSender(String type, @Nullable String mailFrom, boolean expected) {
        String path = "``".equals(mailFrom) ? "" : mailFrom;
        assertThat(examine(report(type, "message/rfc822", SIGNED), path).isPresent())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"message/rfc822", "text/rfc822-headers; charset=us-ascii", "MESSAGE/RFC822"})
    void isAboutMailOfWhoeverSignedTheReturnedHeader(String partType) {
        assertThat(examine(report(REPORT, partType, SIGNED), "").orElseThrow().about())
                .containsExactly(DomainName.of("football.example.com"));
    }

    @Test
    void provesNothingWhereTheReturnedHeaderIsNotThatWhichWasSigned() {
        String other = SIGNED.replace("Is dinner ready?", "Is lunch ready?");
        assertThat(examine(report(REPORT, "message/rfc822", other), "")
                        .orElseThrow()
                        .about())
                .isEmpty();
        assertThat(examine(report(REPORT, "text/plain", SIGNED), "")
                        .orElseThrow()
                        .about())
                .isEmpty();
        assertThat(examine(report(REPORT, "message/rfc822", "From: a@b.example\n\n"), "")
                        .orElseThrow()
                        .about())
                .isEmpty();
    }

    @Test
    void looksForTheReturnedMessageWithinItsLimitsOnly() {
        String far = "filler\n".repeat(Dsn.MAX_SEARCHED / 7);
        Message report = report(REPORT, "text/plain", far + "--b\nContent-Type: message/rfc822\n\n" + SIGNED);
        assertThat(examine(report, "").orElseThrow().about()).isEmpty();
        String many = SIGNED.substring(0, SIGNED.indexOf("From:")).repeat(Dsn.MAX_SIGNATURES + 5) + SIGNED;
        assertThat(Dsn.examine(report(REPORT, "message/rfc822", many), "", CryptoProvider.detect())
                        .orElseThrow()
                        .questions())
                .hasSizeLessThanOrEqualTo(Dsn.MAX_SIGNATURES);
    }

    @FuzzTest
    void nothingInAReportThrows(byte[] body) {
        byte[] head = ("Content-Type: " + REPORT + "\r\n\r\n").getBytes(US_ASCII);
        byte[] octets = new byte[head.length + body.length];
        System.arraycopy(head, 0, octets, 0, head.length);
        System.arraycopy(body, 0, octets, head.length, body.length);
        List<DomainName> about =
                examine(Message.of(octets), "").map(DeliveryReport::about).orElse(List.of());
        assertThat(about).hasSizeLessThanOrEqualTo(Dsn.MAX_SIGNATURES);
    }
}
