package io.sealstream.mailauth.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
    @ParameterizedTest
    @CsvSource({
        "Fabrikam.COM, fabrikam.com",
        "fabrikam.com., fabrikam.com",
        "_dmarc.fabrikam.com, _dmarc.fabrikam.com",
        "b\u00fccher.example, xn--bcher-kva.example",
        "B\u00dcCHER.example, xn--bcher-kva.example",
        "com, com",
        "a%b.test, a%b.test"
    })
    void readsNamesIntoTheirCanonicalForm(String text, String canonical) {
        assertThat(DomainName.parse(text).orElseThrow()).hasToString(canonical).isEqualTo(DomainName.of(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a..b", ".a", "a b.test", "a\tb.test", "a\u0000.test", "a.test.."})
    void refusesWhatIsNoName(String text) {
        assertThat(DomainName.parse(text)).isEmpty();
    }

    @Test // RFC 1035 §2.3.4
    void labelsAndNamesHaveTheirLimits() {
        String label = "a".repeat(63);
        assertThat(DomainName.parse(label + ".test")).isPresent();
        assertThat(DomainName.parse(label + "a.test")).isEmpty();
        String longest = String.join(".", label, label, label, "a".repeat(61));
        assertThat(longest).hasSize(253);
        assertThat(DomainName.parse(longest)).isPresent();
        assertThat(DomainName.parse(longest + "a")).isEmpty();
        assertThat(DomainName.of(longest).under("x")).isEmpty();
    }

    @Test
    void climbsTheTree() {
        DomainName name = DomainName.of("a.b.c.test");
        assertThat(name.labelCount()).isEqualTo(4);
        assertThat(name.parent()).hasToString("b.c.test");
        assertThat(name.suffix(2)).hasToString("c.test");
        assertThat(name.suffix(9)).isEqualTo(name);
        assertThat(DomainName.of("test").parent()).isEqualTo(DomainName.ROOT);
        assertThat(DomainName.ROOT.parent()).isEqualTo(DomainName.ROOT);
        assertThat(name.under("_dmarc").orElseThrow()).hasToString("_dmarc.a.b.c.test");
    }

    @ParameterizedTest
    @CsvSource({"a.test, a.test, true", "b.a.test, a.test, true", "ba.test, a.test, false", "test, a.test, false"})
    void knowsWhatLiesBelow(String name, String ancestor, boolean below) {
        assertThat(DomainName.of(name).isAtOrBelow(DomainName.of(ancestor))).isEqualTo(below);
        assertThat(DomainName.of(name).isAtOrBelow(DomainName.ROOT)).isTrue();
    }
}
