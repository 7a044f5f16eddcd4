package io.sealstream.cli.sample;

import static io.sealstream.cli.sample.DkimTheme.BOUNCE;
import static io.sealstream.cli.sample.DkimTheme.RSA;

import java.time.Instant;
import java.util.List;

/**
 * DMARC: every policy, alignment, the tree walk, broken records, and composite authentication where it goes on from there.
 * From May 2026 on RFC 9989 decides; two messages of April 2026 are judged by RFC 7489.
 */
final class DmarcTheme {
    private static final Instant APRIL = Instant.parse("2026-04-20T10:00:00Z");

    private static final String ZONE = """
            _dmarc.none.test. TXT "v=DMARC1; p=none; rua=mailto:dmarc@none.test"
            _dmarc.quarantine.test. TXT "v=DMARC1; p=quarantine"
            _dmarc.reject.test. TXT "v=DMARC1; p=reject"
            reject.test. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            mail.reject.test. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            rsa._domainkey.reject.test. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            _dmarc.subpolicy.test. TXT "v=DMARC1; p=none; sp=reject"
            shop.subpolicy.test. A 198.51.100.30
            _dmarc.relaxedsub.test. TXT "v=DMARC1; p=reject; sp=none"
            shop.relaxedsub.test. A 198.51.100.31
            _dmarc.nonexistent.test. TXT "v=DMARC1; p=none; np=reject"
            shop.nonexistent.test. A 198.51.100.32
            _dmarc.testing.test. TXT "v=DMARC1; p=quarantine; t=y"
            _dmarc.testingreject.test. TXT "v=DMARC1; p=reject; t=y"
            _dmarc.sampled.test. TXT "v=DMARC1; p=reject; pct=0"
            _dmarc.strict.test. TXT "v=DMARC1; p=reject; aspf=s; adkim=s"
            mail.strict.test. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            rsa._domainkey.mail.strict.test. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            _dmarc.registry.test. TXT "v=DMARC1; p=reject; psd=y"
            other.registry.test. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            _dmarc.unit.group.test. TXT "v=DMARC1; p=reject; psd=n"
            _dmarc.group.test. TXT "v=DMARC1; p=none"
            group.test. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            _dmarc.deep.test. TXT "v=DMARC1; p=reject"
            _dmarc.twice.test. TXT "v=DMARC1; p=reject"
            _dmarc.twice.test. TXT "v=DMARC1; p=none"
            _dmarc.reportonly.test. TXT "v=DMARC1; rua=mailto:dmarc@reportonly.test"
            _dmarc.broken.test. TXT "v=DMARC1; p=maybe"
            broken.test. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            bestguess.test. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            rsa._domainkey.bestguess.test. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            _dmarc.adatum.example. TXT "v=DMARC1; p=reject"
            adatum.example. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            wingtip.example. A 198.51.100.33
            """;

    private static final String ANSWERS = """
            {"rrname":"policy.example.net","rrtype":"TXT","rdata":["v=spf1 ip4:192.0.2.0/24 -all"]}
            {"rrname":"policy.example.net","rrtype":"MX","rcode":"NODATA"}
            {"rrname":"_dmarc.policy.example.net","rrtype":"TXT","rcode":"TIMEOUT"}
            """;

    private DmarcTheme() {}

    static Theme theme() {
        return Theme.of(ZONE, ANSWERS, policies(), alignment(), records(), acceptedDomains());
    }

    private static List<SampleMessage> policies() {
        return List.of(
                fails("001", unsigned("none", "none.test"), "p=none: a fail without consequence"),
                fails("000", unsigned("quarantine", "quarantine.test"), "p=quarantine"),
                fails("000", unsigned("reject", "reject.test"), "p=reject"),
                fails("000", unsigned("sub-domain-policy", "shop.subpolicy.test"), "sp=reject goes before p=none"),
                fails(
                        "001",
                        unsigned("sub-domain-policy-none", "shop.relaxedsub.test"),
                        "sp=none goes before p=reject"),
                fails(
                        "000",
                        unsigned("nonexistent-sub-domain", "absent.nonexistent.test"),
                        "np=reject: the sub-domain does not exist"),
                fails(
                        "001",
                        unsigned("existing-sub-domain", "shop.nonexistent.test"),
                        "np does not speak of a sub-domain that exists"),
                fails("001", unsigned("testing-quarantine", "testing.test"), "t=y: quarantine counts as none"),
                fails("000", unsigned("testing-reject", "testingreject.test"), "t=y: reject counts as quarantine"),
                fails(
                        "000",
                        unsigned("pct-zero", "sampled.test"),
                        "pct is no more in RFC 9989; sampled out is a fail in RFC 7489 too"),
                fails(
                        "000",
                        unsigned("tree-walk-depth", "a.b.c.d.e.f.g.h.i.deep.test"),
                        "eleven labels: the walk jumps to seven and finds the record"));
    }

    private static List<SampleMessage> alignment() {
        return List.of(
                passes(letter("aligned-by-spf", "reject.test"), "none", "SPF passes for the same domain"),
                passes(
                        letter("aligned-by-spf-sub-domain", "reject.test").mailFrom("bounce@mail.reject.test"),
                        "none",
                        "relaxed: one organisational domain"),
                passes(
                        letter("aligned-by-dkim", "reject.test")
                                .mailFrom(BOUNCE)
                                .sign(MailSigner.of(RSA, "reject.test", "rsa")),
                        "pass",
                        "DKIM passes for the same domain"),
                passes(
                        Draft.of("dmarc/aligned-by-dkim-parent", "sender@news.reject.test")
                                .mailFrom(BOUNCE)
                                .sign(MailSigner.of(RSA, "reject.test", "rsa")),
                        "pass",
                        "relaxed: signed by the parent domain"),
                letter("strict-spf", "strict.test")
                        .mailFrom("bounce@mail.strict.test")
                        .expect("pass", "none", "fail", "fail 000", "aspf=s: a sub-domain does not align"),
                letter("strict-dkim", "strict.test")
                        .mailFrom(BOUNCE)
                        .sign(MailSigner.of(RSA, "mail.strict.test", "rsa"))
                        .expect("pass", "pass", "fail", "fail 000", "adkim=s: a sub-domain does not align"),
                letter("below-public-suffix", "shop.registry.test")
                        .mailFrom("bounce@other.registry.test")
                        .expect("pass", "none", "fail", "fail 000", "psd=y: siblings below it are strangers"),
                letter("own-organisation", "unit.group.test")
                        .mailFrom("bounce@group.test")
                        .expect("pass", "none", "fail", "fail 000", "psd=n: the unit is its own organisation"));
    }

    private static List<SampleMessage> records() {
        return List.of(
                letter("two-records", "twice.test")
                        .mailFrom(BOUNCE)
                        .expect("pass", "none", "none", "fail 001", "two records: all are discarded"),
                fails("001", unsigned("reports-only", "reportonly.test"), "no p=, but a rua=: counts as p=none"),
                letter("best-guess-by-spf", "bestguess.test")
                        .expect("pass", "none", "bestguesspass", "pass 109", "no record, and SPF passes aligned"),
                letter("best-guess-by-dkim", "bestguess.test")
                        .mailFrom(BOUNCE)
                        .sign(MailSigner.of(RSA, "bestguess.test", "rsa"))
                        .expect("pass", "pass", "bestguesspass", "pass 109", "no record, and DKIM passes aligned"),
                letter("broken-record", "broken.test")
                        .expect(
                                "pass",
                                "none",
                                "bestguesspass",
                                "pass 109",
                                "RFC 9989: p= is unknown and there is no rua=, as though no record"),
                Draft.of("dmarc/broken-record-before-may", "sender@broken.test", APRIL)
                        .expect("pass", "none", "permerror", "pass 111", "RFC 7489: permerror, yet SPF passes aligned"),
                Draft.of("dmarc/pct-zero-before-may", "sender@sampled.test", APRIL)
                        .mailFrom(BOUNCE)
                        .expect("pass", "none", "fail", "fail 000", "RFC 7489: sampled out, a fail nonetheless"),
                letter("policy-times-out", "policy.example.net")
                        .expect(
                                "pass",
                                "none",
                                "temperror",
                                "pass 111",
                                "the policy cannot be had, yet SPF passes aligned"),
                letter("policy-times-out-unaligned", "policy.example.net")
                        .mailFrom(BOUNCE)
                        .expect(
                                "pass",
                                "none",
                                "temperror",
                                "undetermined",
                                "the policy cannot be had, and nothing passes aligned"));
    }

    private static List<SampleMessage> acceptedDomains() {
        return List.of(
                fails(
                        "010",
                        Draft.of("accepted/explicit-spoof", "sender@adatum.example")
                                .mailFrom(BOUNCE),
                        "p=reject of a domain of the receiver's own"),
                Draft.of("accepted/implicit-spoof", "sender@wingtip.example")
                        .mailFrom(BOUNCE)
                        .expect("pass", "none", "none", "fail 601", "no records, and a domain of the receiver's own"),
                Draft.of("accepted/genuine", "sender@adatum.example")
                        .expect("pass", "none", "pass", "pass 100", "the receiver's own domain, authenticated"));
    }

    private static Draft letter(String id, String domain) {
        return Draft.of("dmarc/" + id, "sender@" + domain);
    }

    /** Authenticated for another domain only. */
    private static Draft unsigned(String id, String domain) {
        return letter(id, domain).mailFrom(BOUNCE);
    }

    private static SampleMessage fails(String reason, Draft draft, String why) {
        return draft.expect("pass", "none", "fail", "fail " + reason, why);
    }

    private static SampleMessage passes(Draft draft, String dkim, String why) {
        return draft.expect("pass", dkim, "pass", "pass 100", why);
    }
}
