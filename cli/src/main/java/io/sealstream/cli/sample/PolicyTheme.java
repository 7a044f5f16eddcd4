package io.sealstream.cli.sample;

import static io.sealstream.cli.sample.DkimTheme.AUTHOR;
import static io.sealstream.cli.sample.DkimTheme.RSA;
import static io.sealstream.cli.sample.DkimTheme.SIGNER;

import java.util.List;

/** Mail that the receiving organisation's own entries decide, and the client's confirmed host name; see {@code policy.yaml}. */
final class PolicyTheme {
    private static final ArcSealer TRUSTED = new ArcSealer(RSA, "gateway.test", "arc");
    private static final MailSigner OWN = MailSigner.of(RSA, "adatum.example", "own");

    private static final String ZONE = """
            _dmarc.humongous.example. TXT "v=DMARC1; p=none"
            humongous.example. TXT "v=spf1 ip4:192.0.2.0/24 ~all"
            50.100.51.198.in-addr.arpa. PTR out.bulk.test.
            51.100.51.198.in-addr.arpa. PTR out.bulk.test.
            out.bulk.test. A 198.51.100.50
            arc._domainkey.gateway.test. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            _dmarc.cohovineyard.example. TXT "v=DMARC1; p=reject"
            cohovineyard.example. TXT "v=spf1 -all"
            60.100.51.198.in-addr.arpa. PTR mta.cloudhost.test.
            mta.cloudhost.test. A 198.51.100.60
            70.100.51.198.in-addr.arpa. PTR relay.filter.test.
            relay.filter.test. A 198.51.100.70
            80.100.51.198.in-addr.arpa. PTR www.litware.example.
            81.100.51.198.in-addr.arpa. PTR www.litware.example.
            www.litware.example. A 198.51.100.80
            lucerne.example. MX 10 mx1.mailhosting.test.
            mx1.mailhosting.test. A 198.51.100.90
            82.100.51.198.in-addr.arpa. PTR out.mailhosting.test.
            out.mailhosting.test. A 198.51.100.82
            _dmarc.treyresearch.example. TXT "v=DMARC1; p=reject"
            own._domainkey.adatum.example. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            """;

    private PolicyTheme() {}

    static Theme theme() {
        return Theme.of(ZONE, "", blocked(), hops(), hosts(), reports());
    }

    private static Draft letter(String id, String author, String client) {
        return Draft.of("policy/" + id, author).from(client).helo("mail.elsewhere.test");
    }

    private static List<SampleMessage> blocked() {
        return List.of(
                letter("blocked-pair-network", "ceo@humongous.example", "198.51.100.40")
                        .expect("softfail", "none", "fail", "fail 002", "this user, from this network, is blocked"),
                letter("blocked-pair-other-user", "office@humongous.example", "198.51.100.40")
                        .expect("softfail", "none", "fail", "fail 001", "another user than that of the blocked pair"),
                letter("blocked-pair-host", "news@fineart.example", "198.51.100.50")
                        .expect("none", "none", "none", "fail 002", "the confirmed host name is of a blocked domain"),
                letter("blocked-pair-claimed-host", "news@fineart.example", "198.51.100.51")
                        .expect(
                                "none",
                                "none",
                                "none",
                                "fail 001",
                                "a PTR that its own zone does not confirm counts for nothing"));
    }

    private static List<SampleMessage> hops() {
        return List.of(
                changed("trusted-sealer")
                        .change(m -> TRUSTED.seal(m, "dmarc=pass header.from=signed.example", "none"))
                        .arc("pass")
                        .expect(
                                "fail",
                                "fail",
                                "fail",
                                "pass 130",
                                "a trusted sealer says that it was authenticated when it came"),
                changed("trusted-sealer-saw-a-fail")
                        .change(m -> TRUSTED.seal(m, "dmarc=fail header.from=signed.example", "none"))
                        .arc("pass")
                        .expect(
                                "fail",
                                "fail",
                                "fail",
                                "fail 000",
                                "the trusted sealer says that it was not authenticated"),
                letter("same-organisation", "sales@cohovineyard.example", "198.51.100.60")
                        .expect("fail", "none", "fail", "pass 115", "the From domain's own cloud organisation sent it"),
                letter("same-organisation-spoofed", "sales@cohovineyard.example", Draft.STRANGER)
                        .expect("fail", "none", "fail", "fail 000", "not from that organisation"),
                changed("modifying-hop")
                        .from("198.51.100.70")
                        .expect(
                                "fail",
                                "fail",
                                "fail",
                                "pass 108",
                                "only the body changed, and a hop known to change bodies sent it"));
    }

    /** Signed, and its body changed on the way. */
    private static Draft changed(String id) {
        return letter(id, AUTHOR, "203.0.113.20")
                .sign(SIGNER)
                .change(m -> m.changeBody(b -> b + "Scanned on the way.\r\n"));
    }

    private static List<SampleMessage> hosts() {
        return List.of(
                letter("host-aligned", "info@litware.example", "198.51.100.80")
                        .expect("none", "none", "none", "pass 104", "the confirmed host name is of the From domain"),
                letter("host-claimed", "info@litware.example", "198.51.100.81")
                        .expect("none", "none", "none", "fail 001", "the host name is claimed, not confirmed"),
                letter("exchange-aligned", "info@lucerne.example", "198.51.100.82")
                        .expect(
                                "none",
                                "none",
                                "none",
                                "pass 116",
                                "the confirmed host name is of the mail exchanger's organization"));
    }

    private static List<SampleMessage> reports() {
        RawMessage own = OWN.sign(new RawMessage(List.of(), "")
                .with("From", "<clerk@adatum.example>")
                .with("To", "<nobody@treyresearch.example>")
                .with("Subject", "Sample of mail that comes back")
                .with("Date", "Mon, 4 May 2026 08:00:00 +0000")
                .with("Message-ID", "<returned@adatum.example>")
                .with("MIME-Version", "1.0")
                .with("Content-Type", "text/plain")
                .withBody("It did not arrive.\r\n"));
        RawMessage other = own.change("Subject", f -> f + " changed");
        return List.of(
                report("report-about-own-mail", own)
                        .expect(
                                "none",
                                "none",
                                "fail",
                                "none 502",
                                "the returned header is signed by an accepted domain"),
                report("report-about-nothing", other)
                        .expect("none", "none", "fail", "fail 000", "the returned header is not what was signed"));
    }

    private static Draft report(String id, RawMessage returned) {
        String header = String.join("\r\n", returned.fields()) + "\r\n";
        return letter(id, "mailer-daemon@treyresearch.example", Draft.STRANGER)
                .mailFrom("")
                .change(m -> m.replace(
                                "Content-Type", "multipart/report; report-type=delivery-status;\r\n\tboundary=\"b1\"")
                        .withBody("--b1\r\nContent-Type: text/plain\r\n\r\nYour message did not arrive.\r\n"
                                + "--b1\r\nContent-Type: message/delivery-status\r\n\r\n"
                                + "Reporting-MTA: dns; mx.treyresearch.example\r\n\r\n"
                                + "Final-Recipient: rfc822; nobody@treyresearch.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
                                + "--b1\r\nContent-Type: text/rfc822-headers\r\n\r\n" + header + "--b1--\r\n"));
    }
}
