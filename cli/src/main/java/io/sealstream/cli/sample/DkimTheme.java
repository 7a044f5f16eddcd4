package io.sealstream.cli.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * DKIM that verifies: every algorithm and canonicalization, and what a signature survives. DMARC of signed.example is reject
 * and MAIL FROM is another domain's, so DKIM alone decides.
 */
final class DkimTheme {
    static final String AUTHOR = "newsletter@signed.example";
    static final String BOUNCE = "bounce@mailer.test";
    static final SigningKey RSA = SigningKey.named("rsa-2048");
    static final SigningKey OTHER_RSA = SigningKey.named("rsa-2048-other");
    static final SigningKey ED25519 = SigningKey.named("ed25519");

    /** Signs relaxed/relaxed as signed.example with RSA of 2,048 bits. */
    static final MailSigner SIGNER = MailSigner.of(RSA, "signed.example", "rsa");

    private static final String ZONE = """
            _dmarc.signed.example. TXT "v=DMARC1; p=reject"
            rsa._domainkey.signed.example. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            small._domainkey.signed.example. TXT "v=DKIM1; k=rsa; p={rsa-1024}"
            ed._domainkey.signed.example. TXT "v=DKIM1; k=ed25519; p={ed25519}"
            alias._domainkey.signed.example. CNAME rsa._domainkey.mailer.test.
            several._domainkey.signed.example. TXT "v=DKIM1; k=rsa; p={rsa-2048-other}"
            several._domainkey.signed.example. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            mailer.test. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            mailer.test. MX 10 mx.mailer.test.
            mx.mailer.test. A 192.0.2.25
            rsa._domainkey.mailer.test. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            """;

    private DkimTheme() {}

    static Theme theme() {
        return Theme.of(ZONE, "", algorithms(), bodies(), headers(), signatures());
    }

    private static List<SampleMessage> algorithms() {
        List<SampleMessage> messages = new ArrayList<>();
        for (String canonicalization :
                List.of("simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed")) {
            messages.add(plain(SIGNER, canonicalization));
            messages.add(plain(MailSigner.of(ED25519, "signed.example", "ed"), canonicalization));
        }
        return messages;
    }

    static Draft draft(String id) {
        return Draft.of("dkim/" + id, AUTHOR).mailFrom(BOUNCE);
    }

    private static SampleMessage plain(MailSigner signer, String canonicalization) {
        MailSigner by = signer.tag("c", canonicalization);
        return verified(
                draft(by.algorithm() + "-" + canonicalization.replace('/', '-')).sign(by), canonicalization);
    }

    private static SampleMessage verified(Draft draft, String why) {
        return draft.expect("pass", "pass", "pass", "pass 100", why);
    }

    private static List<SampleMessage> bodies() {
        MailSigner simple = SIGNER.tag("c", "simple/simple");
        return List.of(
                verified(
                        draft("empty-body-simple").change(m -> m.withBody("")).sign(simple),
                        "an empty body is one CRLF (RFC 6376 3.4.3)"),
                verified(
                        draft("empty-body-relaxed").change(m -> m.withBody("")).sign(SIGNER),
                        "an empty body is nothing (RFC 6376 3.4.4)"),
                verified(
                        draft("no-final-crlf")
                                .change(m -> m.withBody("one line without an end"))
                                .sign(simple),
                        "the missing final CRLF is supplied"),
                verified(
                        draft("empty-lines-added-at-end").sign(simple).change(m -> m.changeBody(b -> b + "\r\n\r\n")),
                        "empty lines at the end do not count"),
                verified(
                        draft("white-space-changed")
                                .sign(SIGNER)
                                .change(m -> m.changeBody(
                                        b -> b.replace("  ", "\t \t").replace(" \r\n", "\r\n"))),
                        "relaxed counts any run of white space as one space"),
                verified(
                        draft("bare-line-feeds").sign(SIGNER).raw(DkimTheme::lineFeeds),
                        "hashed as though the line feeds were CRLF"),
                verified(
                        draft("unsigned-bytes-after-l")
                                .sign(SIGNER.tag("l", "20"))
                                .change(m -> m.changeBody(b -> b + "An added line that nobody signed.\r\n")),
                        "verifies, and is flagged: octets beyond l= are not signed"));
    }

    private static List<SampleMessage> headers() {
        return List.of(
                verified(
                        draft("header-refolded")
                                .sign(SIGNER)
                                .change(m -> m.change("Subject", f -> f.replace("Subject: ", "SUBJECT:\r\n\t  "))),
                        "relaxed is indifferent to folding and to the case of names"),
                verified(
                        draft("oversigned").sign(SIGNER.andNames("From", "Subject", "Reply-To")),
                        "names that are absent sign the null string (RFC 6376 5.4.2)"),
                verified(
                        draft("duplicate-headers-signed")
                                .change(m -> m.with("X-Tag", "upper").with("X-Tag", "lower"))
                                .sign(SIGNER.andNames("X-Tag", "X-Tag")),
                        "fields of one name are taken from the bottom"),
                verified(
                        draft("duplicate-header-added-on-top")
                                .sign(SIGNER)
                                .change(m -> m.withOnTop("Subject: An added subject")),
                        "the signed Subject is the lowest; without oversigning an added one goes unseen"),
                verified(
                        draft("folded-headers-simple")
                                .change(m -> m.replace("Subject", "A subject\r\n\tthat is folded  \r\n and once more"))
                                .sign(SIGNER.tag("c", "simple")),
                        "c=simple alone is simple/simple"));
    }

    private static List<SampleMessage> signatures() {
        return List.of(
                verified(
                        draft("rsa-1024").sign(MailSigner.of(SigningKey.named("rsa-1024"), "signed.example", "small")),
                        "1,024 bits are the least that count"),
                verified(
                        draft("auid-in-sub-domain").sign(SIGNER.tag("i", "newsletter@news.signed.example")),
                        "i= may lie below d="),
                signedInFuture(),
                verified(
                        draft("key-by-alias").sign(MailSigner.of(RSA, "signed.example", "alias")),
                        "the selector is a CNAME"),
                verified(
                        draft("several-key-records").sign(MailSigner.of(RSA, "signed.example", "several")),
                        "two keys at the selector; the second verifies"),
                draft("two-signatures")
                        .sign(SIGNER)
                        .sign(MailSigner.of(ED25519, "signed.example", "ed"))
                        .expect("pass", "pass,pass", "pass", "pass 100", "one by RSA, one by Ed25519"),
                draft("broken-and-good-signature")
                        .sign(SIGNER)
                        .change(m -> m.replace("Subject", "Changed between the signatures"))
                        .sign(MailSigner.of(ED25519, "signed.example", "ed"))
                        .expect("pass", "pass,fail", "pass", "pass 100", "one that verifies suffices"),
                draft("third-party-signature")
                        .sign(MailSigner.of(RSA, "mailer.test", "rsa"))
                        .expect("pass", "pass", "fail", "fail 000", "verifies, but not for the domain of From"),
                twelve());
    }

    private static SampleMessage signedInFuture() {
        Draft draft = draft("signed-in-future");
        MailSigner late = SIGNER.tag("t", draft.seconds(86_400));
        return verified(draft.change(late::sign), "verifies, and is flagged: t= lies a day after the receipt");
    }

    private static SampleMessage twelve() {
        Draft draft = draft("twelve-signatures");
        for (int i = 0; i < 12; i++) {
            draft.change(SIGNER.tag("t", draft.seconds(-60 - i))::sign);
        }
        String results = "pass,".repeat(10) + "skipped,skipped";
        return draft.expect("pass", results, "pass", "pass 100", "ten are verified, the rest are reported as skipped");
    }

    /** The message as a program for Unix stores it. */
    private static byte[] lineFeeds(byte[] message) {
        return new String(message, ISO_8859_1).replace("\r\n", "\n").getBytes(ISO_8859_1);
    }
}
