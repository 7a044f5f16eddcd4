package io.sealstream.benchmarks;

import io.sealstream.cli.sample.MailSigner;
import io.sealstream.cli.sample.RawMessage;
import io.sealstream.cli.sample.SigningKey;
import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dns.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A message of a given size as bulk mail is: text in lines with runs of spaces, signed relaxed/relaxed with RSA-2048. */
public final class SignedMessage {
    static final String DOMAIN = "news.fabrikam.com";
    static final String SELECTOR = "s2048";
    private static final String[] WORDS = {
        "invoice",
        "please",
        "your",
        "meeting",
        "report",
        "account",
        "delivery",
        "thank",
        "regards",
        "the",
        "and",
        "of",
        "schedule"
    };

    private SignedMessage() {}

    /** As an MTA hands it over. */
    static Mail mail(int bytes) {
        Envelope envelope = new Envelope(
                IpAddress.parse("192.0.2.17").orElseThrow(),
                "relay.example.net",
                "bounce@news.fabrikam.com",
                List.of("user@contoso.com"),
                Instant.parse("2026-05-04T10:00:00Z"));
        return new Mail("m", Mail.Origin.file("m", 0), Mail.Fidelity.WIRE, envelope, ofSize(bytes));
    }

    /** Its octets, about so many. */
    public static byte[] ofSize(int bytes) {
        List<String> fields = new ArrayList<>();
        for (int hop = 0; hop < 4; hop++) {
            fields.add(
                    "Received: from relay" + hop + ".example.net (relay" + hop + ".example.net [192.0.2." + (10 + hop)
                            + "])\r\n\tby mx.contoso.com (Postfix) with ESMTPS id 4F00" + hop
                            + "A\r\n\tfor <user@contoso.com>; Mon, 4 May 2026 10:00:0" + hop + " +0000");
        }
        fields.addAll(List.of(
                "From: \"Fabrikam News\" <newsletter@news.fabrikam.com>",
                "To: <user@contoso.com>",
                "Subject: Quarterly report and the schedule of deliveries",
                "Date: Mon, 4 May 2026 09:59:30 +0000",
                "Message-ID: <20260504.0001@news.fabrikam.com>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Reply-To: <reply@news.fabrikam.com>",
                "List-Unsubscribe: <https://news.fabrikam.com/u/0001>",
                "X-Campaign: 0123456789abcdef0123456789abcdef"));
        RawMessage unsigned = new RawMessage(fields, "");
        int left = bytes - unsigned.bytes().length - 800;
        return MailSigner.of(SigningKey.named("rsa-2048"), DOMAIN, SELECTOR)
                .sign(unsigned.withBody(body(left)))
                .bytes();
    }

    private static String body(int size) {
        Random random = new Random(17);
        StringBuilder body = new StringBuilder(size + 100);
        while (body.length() < size) {
            int words = 3 + random.nextInt(10);
            for (int i = 0; i < words; i++) {
                body.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(12) == 0 ? "  " : " ");
            }
            body.append("\r\n");
        }
        return body.toString();
    }

    /** What a receiver would have in its cache for it. */
    static LiteralDns dns() {
        return new LiteralDns()
                .text(
                        SELECTOR + "._domainkey." + DOMAIN,
                        "v=DKIM1; k=rsa; p=" + SigningKey.named("rsa-2048").published())
                .text(DOMAIN, "v=spf1 include:_spf.esp.example -all")
                .text("_spf.esp.example", "v=spf1 ip4:198.51.100.0/24 include:_spf2.esp.example ~all")
                .text("_spf2.esp.example", "v=spf1 ip4:203.0.113.0/25 include:_spf3.esp.example ~all")
                .text("_spf3.esp.example", "v=spf1 ip6:2001:db8::/32 ip4:192.0.2.0/24 ~all")
                .text(
                        "_dmarc.fabrikam.com",
                        "v=DMARC1; p=reject; sp=quarantine; adkim=r; aspf=r; rua=mailto:dmarc@fabrikam.com");
    }
}
