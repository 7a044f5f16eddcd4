package io.sealstream.cli.sample;

import static io.sealstream.cli.sample.DkimTheme.ED25519;
import static io.sealstream.cli.sample.DkimTheme.OTHER_RSA;
import static io.sealstream.cli.sample.DkimTheme.RSA;
import static io.sealstream.cli.sample.DkimTheme.SIGNER;
import static io.sealstream.cli.sample.DkimTheme.draft;

import java.util.List;
import java.util.function.UnaryOperator;

/** DKIM that does not verify, or must not count: the message, the signature, the key, and DNS. */
final class DkimFailureTheme {
    private static final String ZONE = """
            revoked._domainkey.signed.example. TXT "v=DKIM1; k=rsa; p="
            testing._domainkey.signed.example. TXT "v=DKIM1; k=rsa; t=y; p={rsa-2048}"
            strict._domainkey.signed.example. TXT "v=DKIM1; k=rsa; t=s; p={rsa-2048}"
            rsa512._domainkey.signed.example. TXT "v=DKIM1; k=rsa; p={rsa-512}"
            rsa768._domainkey.signed.example. TXT "v=DKIM1; k=rsa; p={rsa-768}"
            sha1only._domainkey.signed.example. TXT "v=DKIM1; k=rsa; h=sha1; p={rsa-2048}"
            tlsrpt._domainkey.signed.example. TXT "v=DKIM1; k=rsa; s=tlsrpt; p={rsa-2048}"
            garbage._domainkey.signed.example. TXT "v=DKIM1; k=rsa; p=this is no key!"
            loop._domainkey.signed.example. CNAME loop2._domainkey.signed.example.
            loop2._domainkey.signed.example. CNAME loop._domainkey.signed.example.
            """;

    private static final String ANSWERS = """
            {"rrname":"rsa._domainkey.unreachable.example.net","rrtype":"TXT","rcode":"TIMEOUT"}
            {"rrname":"_dmarc.unreachable.example.net","rrtype":"TXT","rdata":["v=DMARC1; p=reject"]}
            {"rrname":"unreachable.example.net","rrtype":"MX","rcode":"NODATA"}
            {"rrname":"_dmarc.example.net","rrtype":"TXT","rcode":"NXDOMAIN"}
            {"rrname":"_dmarc.net","rrtype":"TXT","rcode":"NXDOMAIN"}
            """;

    private DkimFailureTheme() {}

    static Theme theme() {
        return Theme.of(ZONE, ANSWERS, changedMessages(), badSignatures(), badKeys(), failingDns());
    }

    private static List<SampleMessage> changedMessages() {
        return List.of(
                failed(
                        "fail",
                        changed("tampered-body", m -> m.changeBody(b -> b.replace("letter", "invoice"))),
                        "the body hash does not match"),
                failed(
                        "fail",
                        changed("tampered-subject", m -> m.replace("Subject", "Urgent: pay now")),
                        "a signed field was changed"),
                failed(
                        "fail",
                        changed("signed-header-removed", m -> m.without("Content-Type")),
                        "a signed field is gone"),
                failed(
                        "fail",
                        draft("refolded-under-simple")
                                .sign(SIGNER.tag("c", "simple/simple"))
                                .change(m -> m.change("Subject", f -> f.replace("Sample ", "Sample\r\n "))),
                        "simple does not survive folding"),
                failed(
                        "fail",
                        draft("field-added-to-oversigned")
                                .sign(SIGNER.andNames("Subject"))
                                .change(m -> m.withOnTop("Subject: An added subject")),
                        "oversigning leaves no room for a second Subject"));
    }

    private static List<SampleMessage> badSignatures() {
        return List.of(
                expired(),
                failed(
                        "permerror",
                        draft("rsa-sha1").sign(SIGNER.tag("a", "rsa-sha1")),
                        "SHA-1 no longer counts (RFC 8301)"),
                rewritten("unknown-algorithm", f -> f.replace("a=rsa-sha256", "a=rsa-md5"), "a= is unknown"),
                rewritten(
                        "duplicate-tag",
                        f -> f.replace("s=rsa;", "s=rsa; s=rsa;"),
                        "a tag occurs twice (RFC 6376 3.2)"),
                rewritten("missing-tag", f -> f.replace("s=rsa;", ""), "s= is required"),
                failed(
                        "permerror",
                        draft("from-not-signed").sign(SIGNER.names("Subject", "Date")),
                        "h= does not name From (RFC 6376 5.4)"),
                failed(
                        "permerror",
                        draft("auid-elsewhere").sign(SIGNER.tag("i", "@mailer.test")),
                        "i= is not below d="),
                failed(
                        "fail",
                        draft("length-exceeds-body").sign(SIGNER.tag("l", "5000")),
                        "l= is more than the body has"));
    }

    private static List<SampleMessage> badKeys() {
        SigningKey rsa512 = SigningKey.named("rsa-512");
        SigningKey rsa768 = SigningKey.named("rsa-768");
        MailSigner strict = MailSigner.of(RSA, "signed.example", "strict").tag("i", "@news.signed.example");
        return List.of(
                byKey("fail", "wrong-key", OTHER_RSA, "rsa", "signed by another key than is published"),
                byKey("permerror", "key-revoked", RSA, "revoked", "p= is empty"),
                byKey("permerror", "no-key", RSA, "absent", "there is no record at the selector"),
                byKey("permerror", "key-is-garbage", RSA, "garbage", "p= is not base64 of a key"),
                byKey("permerror", "key-of-other-type", ED25519, "rsa", "an Ed25519 signature, an RSA key"),
                byKey("permerror", "hash-not-allowed", RSA, "sha1only", "h= of the key names sha1 only"),
                byKey("permerror", "service-not-allowed", RSA, "tlsrpt", "s= of the key is not for mail"),
                failed("permerror", draft("strict-key-and-sub-domain").sign(strict), "t=s of the key, and i= below d="),
                byKey("policy", "key-in-test", RSA, "testing", "t=y of the key: the domain is testing"),
                byKey("policy", "rsa-512", rsa512, "rsa512", "below 1,024 bits (RFC 8301)"),
                byKey("policy", "rsa-768", rsa768, "rsa768", "below 1,024 bits (RFC 8301)"));
    }

    /** A DNS failure is no gap in the evidence but an answer: received mail is judged by it, and it never raises a result. */
    private static List<SampleMessage> failingDns() {
        return List.of(
                Draft.of("dkim/key-query-times-out", "newsletter@unreachable.example.net")
                        .mailFrom(DkimTheme.BOUNCE)
                        .sign(MailSigner.of(RSA, "unreachable.example.net", "rsa"))
                        .expect("pass", "temperror", "temperror", "undetermined", "the key query times out"),
                draft("key-alias-loops")
                        .sign(MailSigner.of(RSA, "signed.example", "loop"))
                        .expect(
                                "pass",
                                "temperror",
                                "temperror",
                                "undetermined",
                                "the selector is a CNAME that leads to itself"));
    }

    private static SampleMessage byKey(String dkim, String id, SigningKey key, String selector, String why) {
        return failed(dkim, draft(id).sign(MailSigner.of(key, "signed.example", selector)), why);
    }

    /** A signature that cannot be read or processed. */
    private static SampleMessage rewritten(String id, UnaryOperator<String> change, String why) {
        return failed("neutral", changed(id, m -> m.change("DKIM-Signature", change)), why);
    }

    private static SampleMessage failed(String dkim, Draft draft, String why) {
        return draft.expect("pass", dkim, "fail", "fail 000", why);
    }

    private static Draft changed(String id, UnaryOperator<RawMessage> change) {
        return draft(id).sign(SIGNER).change(change);
    }

    private static SampleMessage expired() {
        Draft draft = draft("expired");
        MailSigner signer = SIGNER.tag("t", draft.seconds(-172_800)).tag("x", draft.seconds(-86_400));
        return failed("policy", draft.change(signer::sign), "x= lies a day before the receipt");
    }
}
