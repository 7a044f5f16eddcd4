package io.sealstream.cli.sample;

import static io.sealstream.cli.sample.DkimTheme.AUTHOR;
import static io.sealstream.cli.sample.DkimTheme.RSA;
import static io.sealstream.cli.sample.DkimTheme.SIGNER;

import java.util.List;

/** Who the author is: encodings, internationalized domains, and From fields of every odd form. All are signed. */
final class AuthorTheme {
    private static final String ZONE = """
            _dmarc.xn--bcher-kva.example. TXT "v=DMARC1; p=reject"
            rsa._domainkey.xn--bcher-kva.example. TXT "v=DKIM1; k=rsa; p={rsa-2048}"
            """;

    private AuthorTheme() {}

    static Theme theme() {
        return Theme.of(
                ZONE,
                "",
                List.of(
                        usable(
                                "utf8-headers",
                                "\"Bücher und Grüße\" <" + AUTHOR + ">",
                                "UTF-8 without encoding (RFC 6532)"),
                        usable(
                                "encoded-words",
                                "=?utf-8?q?B=C3=BCcher_und_Gr=C3=BC=C3=9Fe?= <" + AUTHOR + ">",
                                "encoded words (RFC 2047)"),
                        usable(
                                "encoded-address-as-name",
                                "=?utf-8?b?c2VuZGVyQHJlamVjdC50ZXN0?= <" + AUTHOR + ">",
                                "an encoded word is a name, whatever it says"),
                        usable(
                                "quoted-address-as-name",
                                "\"sender@reject.test\" <" + AUTHOR + ">",
                                "an address in quotes is a name"),
                        usable(
                                "comment-in-address",
                                "newsletter(the list)@(of)signed.example (Sample)",
                                "comments in an address"),
                        usable(
                                "upper-case-domain",
                                "<newsletter@SIGNED.Example>",
                                "domains compare without regard to case"),
                        usable(
                                "two-addresses-one-domain",
                                "<" + AUTHOR + ">, <sender@signed.example>",
                                "two addresses of one domain"),
                        unicodeDomain(),
                        worst("two-domains", "<" + AUTHOR + ">, <sender@reject.test>", "two domains: the worse counts"),
                        letter("two-from-fields")
                                .change(m -> SIGNER.sign(m).withOnTop("From: <sender@reject.test>"))
                                .expect("pass", "pass", "fail", "fail 000", "two From fields: the worse domain counts"),
                        noAuthor(letter("no-from").change(m -> m.without("From")), "no From"),
                        noAuthor(form("empty-group", "Undisclosed authors:;"), "a group without members"),
                        noAuthor(form("domain-literal", "<sender@[192.0.2.10]>"), "an address literal is no domain"),
                        noAuthor(form("no-address", "Sample Newsletter"), "a name without an address")));
    }

    private static Draft letter(String id) {
        return Draft.of("author/" + id, AUTHOR).mailFrom(DkimTheme.BOUNCE);
    }

    private static Draft form(String id, String from) {
        return letter(id).change(m -> m.replace("From", from));
    }

    private static SampleMessage usable(String id, String from, String why) {
        return form(id, from)
                .change(m -> m.replace("Subject", "Grüße: " + why))
                .sign(SIGNER)
                .expect("pass", "pass", "pass", "pass 100", why);
    }

    private static SampleMessage worst(String id, String from, String why) {
        return form(id, from).sign(SIGNER).expect("pass", "pass", "fail", "fail 000", why);
    }

    /** Without From a signature cannot be made by the rules; so these are unsigned. */
    private static SampleMessage noAuthor(Draft draft, String why) {
        return draft.expect("pass", "none", "none", "-", why);
    }

    private static SampleMessage unicodeDomain() {
        return form("unicode-domain", "<newsletter@bücher.example>")
                .sign(MailSigner.of(RSA, "xn--bcher-kva.example", "rsa"))
                .expect(
                        "pass",
                        "pass",
                        "pass",
                        "pass 100",
                        "a U-label of From is the A-label of the signature (RFC 8616)");
    }
}
