package io.sealstream.cli.sample;

import io.sealstream.cli.sample.SampleMessage.Arrival;
import java.time.Instant;
import java.util.List;

/**
 * The five examples of composite authentication that Microsoft documents, with exactly their stamps. fabrikam.com has an SPF
 * record in the third only, so its DNS is told by dated answers: none, then one, then none again.
 */
final class DocumentedTheme {
    private static final Instant WITHOUT_SPF = Instant.parse("2026-05-04T10:00:00Z");
    private static final Instant WITH_SPF = Instant.parse("2026-05-14T10:00:00Z");
    private static final Instant WITHOUT_SPF_AGAIN = Instant.parse("2026-05-24T10:00:00Z");

    private static final String ZONE = """
            contoso.com. SOA ns.contoso.com. hostmaster.contoso.com. 1 3600 900 604800 300
            contoso.com. NS ns.contoso.com.
            contoso.com. A 198.51.100.80
            maliciousdomain.com. SOA ns.maliciousdomain.com. hostmaster.maliciousdomain.com. 1 3600 900 604800 300
            maliciousdomain.com. NS ns.maliciousdomain.com.
            rsa._domainkey.maliciousdomain.com. TXT "v=DKIM1; k=rsa; p={rsa-2048-other}"
            """;

    private static final String ANSWERS = """
            {"rrname":"fabrikam.com","rrtype":"TXT","rcode":"NODATA","time_first":1775001600,"time_last":1778371199}
            {"rrname":"fabrikam.com","rrtype":"TXT","rdata":["v=spf1 ip4:10.2.3.4 -all"],"time_first":1778371200,"time_last":1779235199}
            {"rrname":"fabrikam.com","rrtype":"TXT","rcode":"NODATA","time_first":1779235200,"time_last":1782777600}
            {"rrname":"fabrikam.com","rrtype":"A","rdata":["198.51.100.81"]}
            {"rrname":"fabrikam.com","rrtype":"AAAA","rcode":"NODATA"}
            {"rrname":"fabrikam.com","rrtype":"MX","rcode":"NODATA"}
            {"rrname":"mail.fabrikam.com","rrtype":"TXT","rcode":"NODATA"}
            {"rrname":"_dmarc.fabrikam.com","rrtype":"TXT","rcode":"NXDOMAIN"}
            {"rrname":"_dmarc.outbound.fabrikam.com","rrtype":"TXT","rcode":"NXDOMAIN"}
            {"rrname":"rsa._domainkey.outbound.fabrikam.com","rrtype":"TXT","rdata":["v=DKIM1; k=rsa; p={rsa-2048}"]}
            {"rrname":"_dmarc.com","rrtype":"TXT","rcode":"NXDOMAIN"}
            """;

    private static final String SPOOFED_STAMP = """
            spf=none (sender IP is 192.168.1.8)
              smtp.mailfrom=maliciousdomain.com; contoso.com; dkim=pass
              (signature was verified) header.d=maliciousdomain.com;
              contoso.com; dmarc=none action=none header.from=contoso.com;
              compauth=fail reason=001""";

    private DocumentedTheme() {}

    static Theme theme() {
        return Theme.of(
                ZONE,
                ANSWERS,
                List.of(
                        crossDomainSpoof("documented/1-cross-domain-spoof"),
                        noRecords(),
                        spfOnly(),
                        dkimOnly(),
                        crossDomainSpoof("documented/5-cross-domain-spoof-again")));
    }

    private static SampleMessage crossDomainSpoof(String id) {
        MailSigner signer = MailSigner.of(SigningKey.named("rsa-2048-other"), "maliciousdomain.com", "rsa");
        Draft draft = Draft.of(id, "sender@contoso.com", WITHOUT_SPF)
                .change(m -> m.replace("To", "<user@fabrikam.com>"))
                .sign(signer);
        return arrived(draft, "192.168.1.8", "bounce@maliciousdomain.com", "user@fabrikam.com", SPOOFED_STAMP)
                .expect("none", "pass", "none", "fail 001", "the signature is of another domain than From");
    }

    private static SampleMessage noRecords() {
        String stamp = """
                spf=none (sender IP is 10.2.3.4)
                  smtp.mailfrom=fabrikam.com; contoso.com; dkim=none
                  (message not signed) header.d=none; contoso.com; dmarc=none
                  action=none header.from=fabrikam.com; compauth=fail reason=001""";
        return fabrikam(Draft.of("documented/2-no-records", "sender@fabrikam.com", WITHOUT_SPF), stamp)
                .expect("none", "none", "none", "fail 001", "the domain has no records at all");
    }

    private static SampleMessage spfOnly() {
        String stamp = """
                spf=pass (sender IP is 10.2.3.4)
                  smtp.mailfrom=fabrikam.com; contoso.com; dkim=none
                  (message not signed) header.d=none; contoso.com; dmarc=bestguesspass
                  action=none header.from=fabrikam.com; compauth=pass reason=109""";
        return fabrikam(Draft.of("documented/3-spf-only", "sender@fabrikam.com", WITH_SPF), stamp)
                .expect("pass", "none", "bestguesspass", "pass 109", "SPF passes aligned; no DMARC record");
    }

    private static SampleMessage dkimOnly() {
        String stamp = """
                spf=none (sender IP is 10.2.3.4)
                  smtp.mailfrom=fabrikam.com; contoso.com; dkim=pass
                  (signature was verified) header.d=outbound.fabrikam.com;
                  contoso.com; dmarc=bestguesspass action=none
                  header.from=fabrikam.com; compauth=pass reason=109""";
        MailSigner signer = MailSigner.of(SigningKey.named("rsa-2048"), "outbound.fabrikam.com", "rsa");
        Draft draft = Draft.of("documented/4-dkim-only", "sender@fabrikam.com", WITHOUT_SPF_AGAIN)
                .change(m -> m.replace("To", "<user@contoso.com>"))
                .sign(signer);
        return fabrikam(draft, stamp)
                .expect("none", "pass", "bestguesspass", "pass 109", "DKIM passes aligned; no DMARC record");
    }

    private static Draft fabrikam(Draft draft, String stamp) {
        return arrived(draft, "10.2.3.4", "sender@fabrikam.com", "user@contoso.com", stamp);
    }

    private static Draft arrived(Draft draft, String client, String mailFrom, String recipient, String stamp) {
        String helo = "mail." + mailFrom.substring(mailFrom.indexOf('@') + 1);
        String[] trace = Microsoft365.trace(draft, client, helo, mailFrom, stamp.replace("\n", "\r\n"));
        return draft.change(m -> m.withOnTop(trace))
                .envelope(new Arrival(client, helo, mailFrom, List.of(recipient), draft.receivedAt()));
    }
}
