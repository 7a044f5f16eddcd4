package io.sealstream.mailauth.received;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.received.TraceInput.Arrival;
import io.sealstream.mailauth.received.Traced.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedTest {
    private static final String DATE = "; Tue, 1 Nov 2022 12:00:00 +0000\r\n";
    private static final String STORE =
            "Received: from A.namprd10.prod.outlook.com (2603:10b6:806:2bf::17)\r\n by B.namprd10.prod.outlook.com with HTTPS"
                    + DATE;
    private static final String HOP =
            "Received: from FT.eop-nam12.prod.protection.outlook.com\r\n (2603:10b6:408:94:cafe::5f) by"
                    + " C.outlook.office365.com\r\n (2603:10b6:408:94::33) with Microsoft SMTP Server id 15.20 via Frontend\r\n"
                    + " Transport" + DATE;
    private static final String EDGE =
            "Received: from mail.fabrikam.test (192.0.2.1) by\r\n FT.mail.protection.outlook.com (10.13.183.75) with"
                    + " Microsoft SMTP\r\n Server id 15.20 via Frontend Transport" + DATE;
    private static final String FORGED =
            "Received: from mail.contoso.test (192.0.2.99) by FT.mail.protection.outlook.com (10.13.183.75) with Microsoft SMTP"
                    + " Server id 15.20 via Frontend Transport; Wed, 2 Nov 2022 12:00:00 +0000\r\n"
                    + "Return-Path: <forged@contoso.test>\r\n";

    private static Trace trace(String header, Boundary boundary) {
        Message message = Message.of((header + "From: a@fabrikam.test\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return Received.trace(message, new TraceInput(Arrival.UNKNOWN, Arrival.UNKNOWN, boundary, SkipListing.NONE));
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 20, 97})
    void findsTheBoundaryBelowAnyNumberOfInternalHops(int hops) {
        Trace trace = trace(STORE + HOP.repeat(hops) + "X-Between: 1\r\n" + EDGE + FORGED, Boundary.AUTO);
        assertThat(trace.boundary()).isEqualTo(hops + 1);
        assertThat(trace.trustedFields()).isEqualTo(hops + 3);
        assertThat(trace.preset()).isEqualTo("microsoft365");
        assertThat(trace.clientIp()).isEqualTo(new Traced<>(ip("192.0.2.1"), Origin.RECEIVED, hops + 1));
        assertThat(trace.helo().value()).isEqualTo("mail.fabrikam.test");
        assertThat(trace.receivedAt().value()).isEqualTo(Instant.parse("2022-11-01T12:00:00Z"));
        assertThat(trace.mailFrom().isKnown()).isFalse();
    }

    @Test
    void looksAtAHundredReceivedFields() {
        assertThat(trace(STORE + HOP.repeat(98) + EDGE, Boundary.AUTO).boundary())
                .isEqualTo(99);
        assertThat(trace(STORE + HOP.repeat(99) + EDGE, Boundary.AUTO)).isEqualTo(unknown());
    }

    private static Trace unknown() {
        return new Trace(Traced.unknown(), Traced.unknown(), Traced.unknown(), ReceiptTime.UNKNOWN, -1, 0, 0, null);
    }

    @Test
    void takesNothingFromAHeaderWithoutABoundary() {
        String header = "Return-Path: <a@fabrikam.test>\r\n" + STORE + HOP + EDGE;
        assertThat(trace(header, Boundary.NONE)).isEqualTo(unknown());
        assertThat(trace(header, Boundary.GOOGLE)).isEqualTo(unknown());
        assertThat(trace(header, Boundary.custom("mx.example.org"))).isEqualTo(unknown());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a HELO of the receiver's   | from A.prod.outlook.com (192.0.2.66) by FT.mail.protection.outlook.com (10.1.1.1)
            ... from cloud IPv6 space   | from A.prod.outlook.com (2603:1030:800::5) by FT.mail.protection.outlook.com (10.1.1.1)
            ... from another tenant     | from N-obe.outbound.protection.outlook.com (40.107.94.100) by FT.mail.protection.outlook.com (10.1.1.1)
            ... from its private space  | from X-obe.outbound.protection.outlook.com (10.9.9.9) by FT.mail.protection.outlook.com (10.1.1.1)
            no HELO name                | from [192.0.2.66] (192.0.2.66) by FT.mail.protection.outlook.com (10.1.1.1)
            private client              | from maliciousdomain.com (192.168.1.8) by FT.mail.protection.outlook.com (10.1.1.1)
            several addresses           | from A.prod.outlook.com(10.0.0.1) (192.0.2.66) by FT.mail.protection.outlook.com (10.1.1.1)
            """)
    void isNotLedPastTheBoundaryBy(String trick, String received) {
        Trace trace = trace(STORE + "Received: " + received + DATE + FORGED, Boundary.AUTO);
        assertThat(trace.boundary()).isEqualTo(1);
        assertThat(trace.clientIp().value()).isNotEqualTo(ip("192.0.2.99"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            another server received it  | from evil.test (evil.test [192.0.2.66]) by mx.example.org with ESMTP
            an unreadable field         | from evil.test ( by mx.example.org
            two servers                 | from evil.test ([192.0.2.66]) by mx.example.org by FT.mail.protection.outlook.com
            a store that names addresses | from 192.0.2.66 (EHLO evil.test) by 10.217.1.1 with SMTPS
            a submission                | from evil.test ([192.0.2.66]) by smtp.gmail.com with ESMTPSA
            """)
    void findsNoBoundaryBelow(String why, String received) {
        String field = "Received: " + received + DATE;
        assertThat(trace(field + STORE + EDGE, Boundary.AUTO)).isEqualTo(unknown());
        assertThat(trace(field + STORE + EDGE, Boundary.GOOGLE)).isEqualTo(unknown());
        assertThat(trace(field + STORE + EDGE, Boundary.MICROSOFT365)).isEqualTo(unknown());
        assertThat(trace(STORE + field + EDGE, Boundary.MICROSOFT365)).isEqualTo(unknown());
    }

    @Test
    void passesOverLocalDeliveryAboveANamedReceiverOnly() {
        String delivery =
                "Received: from imap.archive.test (imap.archive.test [10.0.0.5]) by store.archive.test with LMTP" + DATE
                        + "Received: by store.archive.test (fetch)" + DATE;
        assertThat(trace(delivery + STORE + EDGE, Boundary.MICROSOFT365).boundary())
                .isEqualTo(3);
        assertThat(trace(delivery + STORE + EDGE, Boundary.AUTO)).isEqualTo(unknown());
    }

    @Test
    void readsGoogleBelowHopsWithoutAClient() {
        Trace trace = trace(
                "Delivered-To: b@example.org\r\nReceived: by 2002:a05:6022:1::1 with SMTP id x" + DATE
                        + "X-Received: by 2002:a05::2 with SMTP id y" + DATE
                        + "ARC-Seal: i=1\r\nReturn-Path: <bounce@fabrikam.test>\r\n"
                        + "Received: from mail.fabrikam.test (mail.fabrikam.test. [2001:db8::7])\r\n        by mx.google.com with"
                        + " ESMTPS id z\r\n        for <b@example.org>\r\n        (version=TLS1_3 cipher=C bits=128/128);\r\n"
                        + "        Tue, 01 Nov 2022 05:00:00 -0700 (PDT)\r\n",
                Boundary.AUTO);
        assertThat(trace.preset()).isEqualTo("google");
        assertThat(trace.boundary()).isEqualTo(1);
        assertThat(trace.trustedFields()).isEqualTo(6);
        assertThat(trace.clientIp().value()).isEqualTo(ip("2001:db8::7"));
        assertThat(trace.mailFrom()).isEqualTo(new Traced<>("bounce@fabrikam.test", Origin.RETURN_PATH, 0));
        assertThat(trace.receivedAt().at())
                .isEqualTo(new Traced<>(Instant.parse("2022-11-01T12:00:00Z"), Origin.RECEIVED, 1));
    }

    @Test
    void takesAGmailSenderAsAClientOfGoogle() {
        Trace trace = trace(
                "Received: by 2002:a05::1 with SMTP id x" + DATE
                        + "Received: from mail-f41.google.com (mail-f41.google.com. [209.85.220.41]) by mx.google.com with SMTPS"
                        + DATE,
                Boundary.GOOGLE);
        assertThat(trace.clientIp().value()).isEqualTo(ip("209.85.220.41"));
    }

    @Test
    void readsAReceiverWithAFilterOnItsHostAndARelay() {
        Trace trace = trace(
                "Return-Path: <>\r\n"
                        + "Received: from mx1.example.org (mx1.example.org [198.51.100.3]) by imap.example.org with LMTP"
                        + DATE
                        + "Received: from localhost (localhost [127.0.0.1]) by mx1.example.org (Postfix)" + DATE
                        + "Received: from mx1.example.org ([127.0.0.1]) by localhost (amavisd-new, port 10024) with ESMTP"
                        + DATE
                        + "Received: from client.test (unknown [192.0.2.1]) by mx1.example.org (Postfix) with ESMTPS"
                        + DATE,
                Boundary.custom("*.example.org"));
        assertThat(trace.preset()).isEqualTo("custom");
        assertThat(trace.boundary()).isEqualTo(3);
        assertThat(trace.clientIp().value()).isEqualTo(ip("192.0.2.1"));
        assertThat(trace.mailFrom().value()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from mx1.example.org by imap.example.org with LMTP                          | 1
            from mx1.example.org (mx1.example.org [198.51.100.3]) by imap.example.org with ESMTP | 1
            from mx1.example.org ([10.0.0.3]) by imap.example.org with ESMTP            | 1
            by imap.example.org with ESMTP                                              | 1
            from mx1.example.org by imap.example.org with ESMTP                         | 0
            from mx1.example.org by imap.example.org                                    | 0
            from mx1.example.org ([198.51.100.3]) by imap.example.org with ESMTP        | 0
            from mx1.example.org (mx1.example.org [198.51.100.3] (may be forged)) by imap.example.org with ESMTP | 0
            from unknown (HELO mx1.example.org) (198.51.100.3) by imap.example.org      | 0
            """)
    void takesANameForTheReceiversOwnOnlyWithProof(String received, int boundary) {
        String edge = "Received: from client.test (unknown [192.0.2.1]) by mx1.example.org (Postfix) with ESMTPS";
        assertThat(trace("Received: " + received + DATE + edge + DATE, Boundary.custom("*.example.org"))
                        .boundary())
                .isEqualTo(boundary);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            <a@b.test>                  | a@b.test
            a@b.test                    | a@b.test
            <@relay.test,@x.test:a@b.test> | a@b.test
            <<a@b.test>>                | -
            <a b@c.test>                | -
            b.test                      | -
            """)
    void readsTheReversePathAboveTheBoundary(String value, String expected) {
        Trace trace = trace("Return-Path: " + value + "\r\n" + STORE + EDGE, Boundary.AUTO);
        assertThat(trace.mailFrom().value()).isEqualTo(expected);
    }

    @Test
    void prefersTheOptionToTheEnvelopeToTheHeaderButTakesAnOptionsTimeLast() {
        Instant sent = Instant.parse("2023-01-01T00:00:00Z");
        Instant asOf = Instant.parse("2024-01-01T00:00:00Z");
        Arrival option = new Arrival(ip("198.51.100.1"), "option.test", null, asOf);
        Arrival envelope = new Arrival(ip("198.51.100.2"), "envelope.test", "envelope@a.test", sent);
        Message stamped = Message.of((STORE + EDGE + "\r\n").getBytes(StandardCharsets.UTF_8));

        Trace all = Received.trace(stamped, new TraceInput(envelope, option, Boundary.AUTO, SkipListing.NONE));
        assertThat(all.clientIp()).isEqualTo(Traced.of(ip("198.51.100.1"), Origin.OPTION));
        assertThat(all.helo()).isEqualTo(Traced.of("option.test", Origin.OPTION));
        assertThat(all.mailFrom()).isEqualTo(Traced.of("envelope@a.test", Origin.ENVELOPE));
        assertThat(all.receivedAt()).isEqualTo(ReceiptTime.of(sent, Origin.ENVELOPE));

        Trace header =
                Received.trace(stamped, new TraceInput(Arrival.UNKNOWN, option, Boundary.AUTO, SkipListing.NONE));
        assertThat(header.receivedAt().at().origin()).isEqualTo(Origin.RECEIVED);
        Trace bare = Received.trace(stamped, new TraceInput(Arrival.UNKNOWN, option, Boundary.NONE, SkipListing.NONE));
        assertThat(bare.receivedAt()).isEqualTo(ReceiptTime.of(asOf, Origin.OPTION));
    }

    @Test
    void doesNotKnowTheTimeOfAHostileDate() {
        String edge = EDGE.replace("Tue, 1 Nov 2022 12:00:00 +0000", "Tue, 99 Nov 999999999999 12:00:00 +9999");
        Trace trace = trace(STORE + edge, Boundary.AUTO);
        assertThat(trace.boundary()).isEqualTo(1);
        assertThat(trace.receivedAt()).isEqualTo(ReceiptTime.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "microsoft365,microsoft365",
        "Google,google",
        "AUTO,auto",
        "none,none",
        "*.Example.ORG,*.example.org",
        "mx1,mx1"
    })
    void readsABoundaryOption(String text, String expected) {
        assertThat(Boundary.parse(text)).map(Boundary::toString).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "**", "*.*", "a b", "a/b", "ä.test", "(a)"})
    void refusesABoundaryThatNamesNobodyOrEverybody(String text) {
        assertThat(Boundary.parse(text)).isEqualTo(Optional.empty());
    }
}
