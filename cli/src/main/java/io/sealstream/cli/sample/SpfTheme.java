package io.sealstream.cli.sample;

import java.util.List;

/**
 * SPF: every result, every mechanism, the limits. None of the domains has a DMARC record, but for the one whose DNS fails; so
 * a pass is a best guess, and anything else counts as unauthenticated.
 */
final class SpfTheme {
    private static final String ZONE = """
            pass.example. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            six.example. TXT "v=spf1 ip6:2001:db8:25::/48 -all"
            fail.example. TXT "v=spf1 ip4:198.51.100.0/24 -all"
            fail.example. MX 0 .
            softfail.example. TXT "v=spf1 ip4:198.51.100.0/24 ~all"
            neutral.example. TXT "v=spf1 ip4:198.51.100.0/24 ?all"
            nomatch.example. TXT "v=spf1 ip4:198.51.100.0/24"
            none.example. TXT "this text is no SPF record"
            syntax.example. TXT "v=spf1 ip4:192.0.2.0/240 -all"
            two.example. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            two.example. TXT "v=spf1 -all"
            joined.example. TXT "v=spf1 ip4:192.0.2." "0/24 -all"
            include.example. TXT "v=spf1 include:pass.example -all"
            includefail.example. TXT "v=spf1 include:fail.example ~all"
            includenone.example. TXT "v=spf1 include:none.example -all"
            redirect.example. TXT "v=spf1 redirect=pass.example"
            redirectnone.example. TXT "v=spf1 redirect=none.example"
            exists.example. TXT "v=spf1 exists:%{ir}.%{l}.allow.exists.example -all"
            10.2.0.192.sender.allow.exists.example. A 127.0.0.2
            macro.example. TXT "v=spf1 include:%{d2}.%{o}.hosts.test -all"
            macro.example.macro.example.hosts.test. TXT "v=spf1 ip4:192.0.2.10 -all"
            a.example. TXT "v=spf1 a:hosts.a.example/28 -all"
            hosts.a.example. A 192.0.2.1
            mx.example. TXT "v=spf1 mx -all"
            mx.example. MX 10 in.mx.example.
            mx.example. MX 20 out.mx.example.
            in.mx.example. A 198.51.100.25
            out.mx.example. A 192.0.2.10
            ptr.example. TXT "v=spf1 ptr -all"
            out.ptr.example. A 192.0.2.11
            11.2.0.192.in-addr.arpa. PTR out.ptr.example.
            bounces.example. TXT "v=spf1 -all"
            mta.bounces.example. TXT "v=spf1 ip4:192.0.2.10 -all"
            lookups.example. TXT "v=spf1 a:h.x.test a:h.x.test a:h.x.test a:h.x.test a:h.x.test a:h.x.test a:h.x.test a:h.x.test a:h.x.test a:h.x.test a:h.x.test ip4:192.0.2.0/24 -all"
            h.x.test. A 198.51.100.9
            void.example. TXT "v=spf1 a:a.void.example a:b.void.example a:c.void.example ip4:192.0.2.0/24 -all"
            loop.example. TXT "v=spf1 include:loop.example -all"
            explained.example. TXT "v=spf1 -all exp=why.explained.example"
            why.explained.example. TXT "%{i} may not send for %{d}"
            """;

    private static final String ANSWERS = """
            {"rrname":"servfail.example.net","rrtype":"TXT","rcode":"SERVFAIL"}
            {"rrname":"servfail.example.net","rrtype":"MX","rcode":"NODATA"}
            {"rrname":"_dmarc.servfail.example.net","rrtype":"TXT","rdata":["v=DMARC1; p=quarantine"]}
            {"rrname":"includes.example.net","rrtype":"TXT","rdata":["v=spf1 include:servfail.example.net -all"]}
            {"rrname":"includes.example.net","rrtype":"MX","rcode":"NODATA"}
            {"rrname":"_dmarc.includes.example.net","rrtype":"TXT","rdata":["v=DMARC1; p=reject"]}
            """;

    private SpfTheme() {}

    static Theme theme() {
        return Theme.of(ZONE, ANSWERS, results(), permerrors(), mechanisms());
    }

    private static List<SampleMessage> results() {
        return List.of(
                passes(letter("pass", "pass.example"), "ip4"),
                passes(letter("pass-ip6", "six.example").from("2001:db8:25::1"), "ip6"),
                fails("fail", letter("fail", "fail.example"), "-all"),
                fails("softfail", letter("softfail", "softfail.example"), "~all"),
                fails("neutral", letter("neutral", "neutral.example"), "?all"),
                fails("neutral", letter("neutral-no-match", "nomatch.example"), "no mechanism matches, no all"),
                fails("none", letter("none", "none.example"), "no record"),
                fails("none", letter("none-no-such-domain", "absent.example"), "the domain does not exist"),
                nullSender(),
                temperror("temperror", "servfail.example.net"),
                temperror("temperror-in-include", "includes.example.net"));
    }

    private static List<SampleMessage> permerrors() {
        return List.of(
                fails("permerror", letter("permerror-syntax", "syntax.example"), "a prefix length of 240"),
                fails("permerror", letter("permerror-two-records", "two.example"), "two records at a name"),
                fails("permerror", letter("permerror-lookups", "lookups.example"), "the eleventh term that asks DNS"),
                fails(
                        "permerror",
                        letter("permerror-void-lookups", "void.example"),
                        "the third look-up without an answer"),
                fails(
                        "permerror",
                        letter("permerror-include-loop", "loop.example"),
                        "an include of itself ends at ten look-ups"),
                fails(
                        "permerror",
                        letter("permerror-include-none", "includenone.example"),
                        "an include of a domain without a record"),
                fails(
                        "permerror",
                        letter("permerror-redirect-none", "redirectnone.example"),
                        "a redirect to a domain without a record"));
    }

    private static List<SampleMessage> mechanisms() {
        return List.of(
                passes(letter("include", "include.example"), "include"),
                fails(
                        "softfail",
                        letter("include-of-fail", "includefail.example"),
                        "an include that fails does not match"),
                passes(letter("redirect", "redirect.example"), "redirect"),
                passes(letter("exists-macro", "exists.example"), "exists with the reversed address and the local part"),
                passes(letter("include-macro", "macro.example"), "include with macros of the domains"),
                passes(letter("a-with-prefix", "a.example"), "a with a prefix length"),
                passes(letter("mx", "mx.example"), "mx, the second host"),
                passes(letter("ptr", "ptr.example").from("192.0.2.11"), "ptr, confirmed by its address"),
                passes(letter("strings-joined", "joined.example"), "strings of a TXT record join without a space"),
                fails("fail", letter("explained", "explained.example"), "exp= explains a fail, and changes nothing"));
    }

    private static Draft letter(String id, String domain) {
        return Draft.of("spf/" + id, "sender@" + domain);
    }

    private static SampleMessage passes(Draft draft, String why) {
        return draft.expect("pass", "none", "bestguesspass", "pass 109", why);
    }

    private static SampleMessage fails(String spf, Draft draft, String why) {
        return draft.expect(spf, "none", "none", "fail 001", why);
    }

    private static SampleMessage nullSender() {
        return passes(
                letter("null-sender", "bounces.example").mailFrom("").helo("mta.bounces.example"),
                "a null sender is checked as postmaster at the HELO name (RFC 7208 2.4)");
    }

    private static SampleMessage temperror(String id, String domain) {
        return letter(id, domain)
                .expect("temperror", "none", "temperror", "undetermined", "DNS failed, which never raises a result");
    }
}
