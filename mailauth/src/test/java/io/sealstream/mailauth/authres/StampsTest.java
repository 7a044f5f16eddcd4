package io.sealstream.mailauth.authres;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.received.Boundary;
import io.sealstream.mailauth.received.Received;
import io.sealstream.mailauth.received.SkipListing;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.TraceInput;
import io.sealstream.mailauth.received.TraceInput.Arrival;
import io.sealstream.mailauth.received.Traced;
import io.sealstream.mailauth.received.Traced.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampsTest {
    private static final String DATE = "; Tue, 1 Nov 2022 12:00:00 +0000\r\n";
    private static final String HOP =
            "Received: from A.namprd10.prod.outlook.com (2603:10b6:806::1) by B.outlook.office365.com (2603:10b6::2) with"
                    + " Microsoft SMTP Server" + DATE;
    private static final String EDGE =
            "Received: from mail.fabrikam.test (192.0.2.1) by FT.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP"
                    + " Server id 15.20 via Frontend Transport" + DATE;
    private static final String STAMP =
            "spf=none (sender IP is 192.0.2.1) smtp.mailfrom=fabrikam.test; dkim=none (message not signed)"
                    + " header.d=none;dmarc=none action=none header.from=fabrikam.test;compauth=fail reason=001";
    private static final String FORGED =
            "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=contoso.test; dkim=pass (signature was verified)"
                    + " header.d=contoso.test;dmarc=pass action=none header.from=contoso.test;compauth=pass reason=100";

    private static Message message(String header) {
        return Message.of((header + "From: a@fabrikam.test\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Trace trace(Message message) {
        return Received.trace(
                message, new TraceInput(Arrival.UNKNOWN, Arrival.UNKNOWN, Boundary.AUTO, SkipListing.NONE));
    }

    private static String compauth(Stamp stamp) {
        return stamp.parsed().first("compauth").orElseThrow().result();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 30})
    void trustsWhatStandsAboveTheBoundaryOnly(int hops) {
        Message message =
                message("Received: from A.prod.outlook.com (2603:10b6::1) by B.prod.outlook.com with HTTPS" + DATE
                        + HOP.repeat(hops) + "Authentication-Results: " + STAMP + "\r\n" + EDGE
                        + "Authentication-Results: " + FORGED
                        + "\r\n" + HOP + "AUTHENTICATION-RESULTS: " + FORGED + "\r\n");
        List<Stamp> stamps = Stamps.of(message, trace(message).trustedFields());
        assertThat(stamps).extracting(Stamp::trusted).containsExactly(true, false, false);
        assertThat(stamps).extracting(StampsTest::compauth).containsExactly("fail", "pass", "pass");
        assertThat(stamps).extracting(Stamp::field).containsExactly(hops + 1, hops + 3, hops + 5);
        assertThat(stamps.get(0).text()).isEqualTo(STAMP);
    }

    @Test
    void trustsNothingWithoutABoundary() {
        Message message = message("Authentication-Results: " + FORGED + "\r\n"
                + "Received: from evil.test ([192.0.2.66]) by mx.example.org with ESMTP" + DATE + HOP
                + "Authentication-Results: " + FORGED + "\r\n" + EDGE);
        assertThat(Stamps.of(message, trace(message).trustedFields()))
                .extracting(Stamp::trusted)
                .containsExactly(false, false);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            folded       | spf=none (sender IP is 192.0.2.1)~ smtp.mailfrom=fabrikam.test;~ dkim=none (message not~\tsigned) header.d=none;dmarc=none~ action=none header.from=fabrikam.test;compauth=fail reason=001
            Q words      | =?us-ascii?Q?spf=3Dnone_(sender_IP_is_192.0.2.1)_smtp.mailfrom=3Dfabrikam.test;_?=~ =?us-ascii?q?dkim=3Dnone_(message_not_signed)_header.d=3Dnone;dmarc=3Dnone_?=~\t=?US-ASCII*en?Q?action=3Dnone_header.from=3Dfabrikam.test;compauth=3Dfail_reason=3D001?=
            B words      | =?utf-8?B?c3BmPW5vbmUgKHNlbmRlciBJUCBpcyAxOTIuMC4yLjEpIHNtdHAubWFpbGZyb209ZmFicmlrYW0udGVzdDsg?=~ =?utf-8?b?ZGtpbT1ub25lIChtZXNzYWdlIG5vdCBzaWduZWQpIGhlYWRlci5kPW5vbmU7ZG1hcmM9bm9uZSBhY3Rpb249bm9uZSBoZWFkZXIuZnJvbT1mYWJyaWthbS50ZXN0Ow==?=~ =?utf-8?B?Y29tcGF1dGg9ZmFpbCByZWFzb249MDAx?=
            partly       | spf=none (sender IP is 192.0.2.1) smtp.mailfrom=fabrikam.test; dkim=none =?us-ascii?Q?(message_not_signed)?=~ header.d=none;dmarc=none action=none header.from=fabrikam.test;compauth=fail reason=001
            """)
    void readsAStampThatIs(String form, String value) {
        Message message = message(HOP + "Authentication-Results: " + value.replace("~", "\r\n") + "\r\n" + EDGE);
        Stamp stamp = Stamps.of(message, trace(message).trustedFields()).get(0);
        assertThat(stamp.trusted()).isTrue();
        assertThat(stamp.text().replace('\t', ' ')).isEqualTo(STAMP);
        assertThat(AuthenticationResultsWriter.write(stamp.parsed())).isEqualTo(STAMP);
    }

    @Test
    void showsAStampThatCannotBeReadAndCutsOneThatIsTooLong() {
        Message message = message("Authentication-Results: nonsense\r\nAuthentication-Results: "
                + "x".repeat(AuthenticationResultsReader.MAX_LENGTH) + "\r\n");
        List<Stamp> stamps = Stamps.of(message, 0);
        assertThat(stamps).allMatch(stamp -> stamp.parsed().results().isEmpty());
        assertThat(stamps.get(0).text()).isEqualTo("nonsense");
        assertThat(stamps.get(1).text()).hasSizeLessThanOrEqualTo(AuthenticationResultsReader.MAX_LENGTH);
    }

    @Test
    void showsThirtyStampsFromTheTop() {
        String claims = ("Authentication-Results: " + FORGED + "\r\n").repeat(Stamps.MAX_STAMPS);
        Message message = message(HOP + "Authentication-Results: " + STAMP + "\r\n" + EDGE + claims);
        List<Stamp> stamps = Stamps.of(message, trace(message).trustedFields());
        assertThat(stamps).hasSize(Stamps.MAX_STAMPS);
        assertThat(stamps.get(0).trusted()).isTrue();
    }

    @Test
    void keepsTheResultsOfSealsApart() {
        Message message =
                message("ARC-Authentication-Results: i=2; mx.microsoft.com 1; spf=pass; arc=pass (0 oda=1 ltdi=1)\r\n"
                        + HOP + EDGE + "ARC-Authentication-Results: i=1; mx.google.com; arc=none\r\n");
        assertThat(Stamps.of(message, trace(message).trustedFields())).isEmpty();
        Stamp sealed = Stamps.sealed(message, trace(message).trustedFields()).orElseThrow();
        assertThat(sealed.parsed().instance()).isEqualTo(2);
        assertThat(sealed.trusted()).isTrue();
        assertThat(Stamps.sealed(message, 0)).isEmpty();
        assertThat(sealed.parsed().first("arc").orElseThrow().comment()).isEqualTo("0 oda=1 ltdi=1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a domain            | spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=fabrikam.test; dkim=none | @fabrikam.test
            an address          | mx.test; spf=pass smtp.mailfrom=a@fabrikam.test                          | a@fabrikam.test
            the null sender     | spf=none (sender IP is 192.0.2.1) smtp.helo=mail.fabrikam.test; dkim=none | ``
            another client      | spf=pass (sender IP is 192.0.2.2) smtp.mailfrom=fabrikam.test; dkim=none | -
            no SPF              | mx.test; dkim=none                                                       | -
            """)
    void takesMailFromFromATrustedStampAbout(String what, String stamp, String expected) {
        Message trusted = message(HOP + "Authentication-Results: " + stamp + "\r\n" + EDGE);
        Trace completed = StampedEnvelope.complete(
                trace(trusted), Stamps.of(trusted, trace(trusted).trustedFields()));
        String mailFrom = "``".equals(expected) ? "" : expected;
        assertThat(completed.mailFrom())
                .isEqualTo(mailFrom == null ? Traced.unknown() : new Traced<>(mailFrom, Origin.STAMP, 0));
        assertThat(StampedEnvelope.isDomainOnly(completed.mailFrom())).isEqualTo(what.equals("a domain"));

        Message claimed = message(HOP + EDGE + "Authentication-Results: " + stamp + "\r\n");
        assertThat(StampedEnvelope.complete(
                                trace(claimed),
                                Stamps.of(claimed, trace(claimed).trustedFields()))
                        .mailFrom()
                        .isKnown())
                .isFalse();
    }
}
