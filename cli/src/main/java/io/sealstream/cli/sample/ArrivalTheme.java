package io.sealstream.cli.sample;

import static io.sealstream.cli.sample.DkimTheme.AUTHOR;
import static io.sealstream.cli.sample.DkimTheme.SIGNER;

import io.sealstream.cli.sample.SampleMessage.Arrival;
import java.util.List;

/**
 * How the message arrived: envelopes that lack something, and mail without an envelope whose header tells, above the receiver's
 * boundary and nowhere else. Below the boundary a forger wrote Received lines and stamps of his own.
 */
final class ArrivalTheme {
    private static final String SPOOFED = "sender@reject.test";
    private static final String FORGED_MICROSOFT =
            "Authentication-Results: spf=pass (sender IP is 192.0.2.10) smtp.mailfrom=reject.test;\r\n"
                    + " dkim=pass (signature was verified) header.d=reject.test;dmarc=pass action=none\r\n"
                    + " header.from=reject.test;compauth=pass reason=100";
    private static final String FORGED_GOOGLE =
            "Authentication-Results: mx.google.com;\r\n       dkim=pass header.i=@reject.test;\r\n"
                    + "       spf=pass smtp.mailfrom=" + SPOOFED
                    + ";\r\n       dmarc=pass (p=REJECT) header.from=reject.test";

    private static final String STAMPED_FAIL = "spf=fail (sender IP is 203.0.113.66) smtp.mailfrom=reject.test;\r\n"
            + " dkim=none (message not signed) header.d=none;dmarc=fail action=oreject\r\n"
            + " header.from=reject.test;compauth=fail reason=000";

    private static final String ANSWERS = """
            {"rrname":"db5eur01ft009.mail.protection.outlook.com","rrtype":"TXT","rcode":"NODATA"}
            """;

    private ArrivalTheme() {}

    static Theme theme() {
        return Theme.of(
                "",
                ANSWERS,
                List.of(
                        microsoftGenuine(),
                        microsoftForged(),
                        microsoftForgedHelo(),
                        googleGenuine(),
                        googleForged(),
                        withoutEnvelope("forged-stamp-no-boundary", SPOOFED)
                                .change(m -> m.withOnTop(FORGED_MICROSOFT))
                                .expect(
                                        "not_evaluable",
                                        "none",
                                        "unverifiable",
                                        "undetermined",
                                        "no boundary: the stamp is a claim, nothing more"),
                        withoutEnvelope("no-envelope-unsigned", SPOOFED)
                                .expect(
                                        "not_evaluable",
                                        "none",
                                        "unverifiable",
                                        "undetermined",
                                        "without a client IP there is nothing to check SPF by"),
                        withoutEnvelope("no-envelope-signed", AUTHOR)
                                .sign(SIGNER)
                                .expect(
                                        "not_evaluable",
                                        "pass",
                                        "pass",
                                        "pass 100",
                                        "one aligned pass suffices, whatever is missing"),
                        expiryUnknown(),
                        noClientIp()));
    }

    private static Draft withoutEnvelope(String id, String author) {
        return Draft.of("arrival/" + id, author).envelope(Arrival.UNKNOWN);
    }

    /** The forger's part: a trace that looks like Microsoft's and names the honest client, and his stamp. */
    private static String[] forgedMicrosoft(Draft draft) {
        String stamp = FORGED_MICROSOFT.substring(FORGED_MICROSOFT.indexOf(' ') + 1);
        return Microsoft365.trace(draft, Draft.CLIENT, "mta.sender.example", SPOOFED, stamp);
    }

    private static SampleMessage microsoftForged() {
        Draft draft = withoutEnvelope("microsoft-forged-stamp-below-boundary", SPOOFED);
        String[] forged = forgedMicrosoft(draft);
        String[] trace = Microsoft365.trace(draft, Draft.STRANGER, "mta.sender.example", SPOOFED, STAMPED_FAIL);
        return draft.change(m -> m.withOnTop(forged).withOnTop(trace))
                .expect(
                        "fail",
                        "none",
                        "fail",
                        "fail 000",
                        "the client IP is that of the fourth Received line; the stamp below it is forged");
    }

    /** HELO is the client's word: one of the receiver's own names does not make him a part of it. */
    private static SampleMessage microsoftForgedHelo() {
        Draft draft = withoutEnvelope("microsoft-forged-helo", SPOOFED);
        String[] forged = forgedMicrosoft(draft);
        String[] trace = Microsoft365.trace(
                draft, Draft.STRANGER, "DB5EUR01FT009.mail.protection.outlook.com", SPOOFED, STAMPED_FAIL);
        return draft.change(m -> m.withOnTop(forged).withOnTop(trace))
                .expect(
                        "fail",
                        "none",
                        "fail",
                        "fail 000",
                        "the client calls itself a host of the receiver; its address does not");
    }

    private static SampleMessage microsoftGenuine() {
        Draft draft = withoutEnvelope("microsoft-stamp", "sender@reject.test");
        String stamp = "spf=pass (sender IP is 192.0.2.10) smtp.mailfrom=reject.test;\r\n"
                + " dkim=none (message not signed) header.d=none;dmarc=pass action=none\r\n"
                + " header.from=reject.test;compauth=pass reason=100";
        String[] trace = Microsoft365.trace(draft, Draft.CLIENT, "mta.sender.example", SPOOFED, stamp);
        return draft.change(m -> m.withOnTop(trace))
                .expect("pass", "none", "pass", "pass 100", "client IP, HELO and MAIL FROM from above the boundary");
    }

    private static SampleMessage googleForged() {
        Draft draft = withoutEnvelope("google-forged-stamp-below-boundary", SPOOFED);
        String[] trace = google(draft, Draft.STRANGER, "fail");
        return draft.change(m -> m.withOnTop(
                                FORGED_GOOGLE,
                                "Received: from mta.sender.example (mta.sender.example. [192.0.2.10])\r\n"
                                        + "        by mx.google.com with ESMTPS id forged.1.2026.05.04\r\n"
                                        + "        for <user@recipient.example>;\r\n        " + draft.date(-5))
                        .withOnTop(trace))
                .expect(
                        "fail",
                        "none",
                        "fail",
                        "fail 000",
                        "the client IP is that of the first line by mx.google.com from outside");
    }

    private static SampleMessage googleGenuine() {
        Draft draft = withoutEnvelope("google-stamp", SPOOFED);
        String[] trace = google(draft, Draft.CLIENT, "pass");
        return draft.change(m -> m.withOnTop(trace))
                .expect(
                        "pass",
                        "none",
                        "pass",
                        "pass 100",
                        "client IP, HELO and MAIL FROM by the receiver's own lines");
    }

    /** What Google puts above a message: three hops within, then the boundary in the fourth Received line. */
    private static String[] google(Draft draft, String client, String result) {
        return new String[] {
            "Delivered-To: user@recipient.example",
            "Received: by 10.36.1.1 with SMTP id a1csp1;\r\n        " + draft.date(3),
            "Received: by 10.36.1.2 with SMTP id a2csp2;\r\n        " + draft.date(2),
            "Received: by 10.36.1.3 with SMTP id a3mr3;\r\n        " + draft.date(1),
            "Return-Path: <" + SPOOFED + ">",
            "Received: from mta.sender.example (mta.sender.example. [" + client + "])\r\n"
                    + "        by mx.google.com with ESMTPS id a4si4.2026.05.04\r\n"
                    + "        for <user@recipient.example>\r\n"
                    + "        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);\r\n        "
                    + draft.date(0),
            "Received-SPF: " + result + " (google.com: domain of " + SPOOFED + ") client-ip=" + client + ";",
            "Authentication-Results: mx.google.com;\r\n       spf=" + result + " smtp.mailfrom=" + SPOOFED
                    + ";\r\n       dmarc=" + result + " (p=REJECT sp=REJECT dis=NONE) header.from=reject.test",
        };
    }

    private static SampleMessage expiryUnknown() {
        Draft draft = withoutEnvelope("receipt-time-unknown", AUTHOR);
        MailSigner signer = SIGNER.tag("t", draft.seconds(-172_800)).tag("x", draft.seconds(-86_400));
        return draft.change(signer::sign)
                .expect(
                        "not_evaluable",
                        "pass",
                        "pass",
                        "pass 100",
                        "x= is not judged where the receipt time is not known");
    }

    private static SampleMessage noClientIp() {
        Draft draft = Draft.of("arrival/no-client-ip", SPOOFED);
        Arrival given = draft.envelope();
        return draft.envelope(new Arrival(null, given.helo(), given.mailFrom(), given.rcptTo(), given.receivedAt()))
                .expect("not_evaluable", "none", "unverifiable", "undetermined", "an envelope without the client IP");
    }
}
