package io.sealstream.mailauth.spf;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Zone;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7208 §7: macros. */
class SpfSection7Test {
    /** Explanations show what a macro-string expands to, all letters included. */
    private static String expand(String clientIp, String mailFrom, String macroString) {
        Zone zone = Zone.of(
                "email.example.com TXT v=spf1 -all exp=why.test",
                "why.test TXT " + macroString,
                "3.2.0.192.in-addr.arpa PTR other.test",
                "3.2.0.192.in-addr.arpa PTR mx.example.org",
                "mx.example.org A 192.0.2.3",
                "other.test A 198.51.100.1");
        SpfRequest request = new SpfRequest(
                IpAddress.parse(clientIp).orElseThrow(),
                "mail.example.net",
                mailFrom,
                AsOf.of(Instant.ofEpochSecond(1_700_000_000)),
                "mx.receiver.test");
        return Spf.explain(SpfIdentity.MAIL_FROM, request, zone).orElse("none");
    }

    // §7.4, the RFC's own examples among them
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            %{s},                                strong-bad@email.example.com
            %{o},                                email.example.com
            %{d},                                email.example.com
            %{d4},                               email.example.com
            %{d3},                               email.example.com
            %{d2},                               example.com
            %{d1},                               com
            %{d128},                             email.example.com
            %{d99999999999999999999},            email.example.com
            %{dr},                               com.example.email
            %{d2r},                              example.email
            %{l},                                strong-bad
            %{l-},                               strong.bad
            %{lr},                               strong-bad
            %{lr-},                              bad.strong
            %{l1r-},                             strong
            %{L},                                strong-bad
            %{S},                                strong-bad%40email.example.com
            %{i},                                192.0.2.3
            %{ir}.%{v}._spf.%{d2},               3.2.0.192.in-addr._spf.example.com
            %{lr-}.lp._spf.%{d2},                bad.strong.lp._spf.example.com
            %{lr-}.lp.%{ir}.%{v}._spf.%{d2},     bad.strong.lp.3.2.0.192.in-addr._spf.example.com
            %{ir}.%{v}.%{l1r-}.lp._spf.%{d2},    3.2.0.192.in-addr.strong.lp._spf.example.com
            %{d2}.trusted-domains.example.net,   example.com.trusted-domains.example.net
            %{h},                                mail.example.net
            %{p},                                mx.example.org
            %{c},                                192.0.2.3
            %{r},                                mx.receiver.test
            %{t},                                1700000000
            %{v},                                in-addr
            %%%_%-,                              % %20
            a b,                                 a b
            """)
    void macrosExpand(String macroString, String expanded) {
        assertThat(expand("192.0.2.3", "strong-bad@email.example.com", macroString))
                .isEqualTo(expanded);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            %{i}, 2.0.0.1.0.D.B.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.C.B.0.1
            %{v}, ip6
            %{c}, 2001:db8::cb01
            %{p}, unknown
            """)
    void macrosExpandForAnIpv6Client(String macroString, String expanded) {
        assertThat(expand("2001:db8::cb01", "strong-bad@email.example.com", macroString))
                .isEqualTo(expanded);
    }

    @ParameterizedTest(name = "{1} of {0} is {2}")
    @CsvSource(textBlock = """
            a.b-c+d@email.example.com,  %{l2r.-+},  b.a
            a/b_c=d@email.example.com,  %{lr/_=},   d.c.b.a
            ~x&y=z@email.example.com,   %{L},       ~x%26y%3Dz
            ü@email.example.com,        %{L},       %C3%BC
            ..@email.example.com,       %{l1},      ''
            """)
    void transformersSplitAtTheDelimitersGiven(String mailFrom, String macroString, String expanded) {
        assertThat(expand("192.0.2.3", mailFrom, macroString)).isEqualTo(expanded);
    }

    // §7.1, §7.2, §7.3
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "%", "%a", "%{", "%{}", "%{d", "%{x}", "%{d0}", "%{d00}", "%{d-2}", "%{d2rr}", "%{dr2}", "%{d.x}",
                "%(d)", "%{ d}", "%{%}"
            })
    void aMalformedMacroIsASyntaxError(String macro) {
        assertThat(Checks.checkRecord("v=spf1 exists:" + macro + ".example.com -all")
                        .reason())
                .isEqualTo(SpfReason.SYNTAX_ERROR);
        assertThat(Checks.checkRecord("v=spf1 x=" + macro + " -all").reason()).isEqualTo(SpfReason.SYNTAX_ERROR);
        assertThat(expand("192.0.2.3", "strong-bad@email.example.com", macro)).isEqualTo("none");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"c", "r", "t", "C"})
    void lettersForExplanationsStandNowhereElse(String letter) {
        assertThat(Checks.checkRecord("v=spf1 exists:%{" + letter + "}.example.com -all")
                        .reason())
                .isEqualTo(SpfReason.SYNTAX_ERROR);
    }

    // §7.3
    @Test
    void aNameThatIsTooLongLosesLabelsFromTheLeft() {
        String label = "x".repeat(63);
        String kept = String.join(".", label, label, label, "x".repeat(55), "test");
        SpfResult result = Checks.check("fabrikam.com TXT v=spf1 exists:%{l}." + kept + " -all", kept + " A 127.0.0.2");

        assertThat(kept).hasSize(252);
        assertThat(result.path()).containsExactly("exists:" + kept);
    }

    @Test
    void theDomainOfAMacroIsThatOfTheRecordUnderEvaluation() {
        SpfResult result = Checks.check(
                "fabrikam.com TXT v=spf1 include:other.test -all",
                "other.test TXT v=spf1 exists:%{d}.of.%{o} -all",
                "other.test.of.fabrikam.com A 127.0.0.2");

        assertThat(result.path()).containsExactly("include:other.test", "exists:other.test.of.fabrikam.com");
    }
}
