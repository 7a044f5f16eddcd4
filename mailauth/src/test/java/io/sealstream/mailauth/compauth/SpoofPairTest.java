package io.sealstream.mailauth.compauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dns.DomainName;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpoofPairTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            contoso.com, fabrikam.com            | contoso.com, fabrikam.com
            Contoso.COM,Fabrikam.com             | contoso.com, fabrikam.com
            CEO@Contoso.com , *                  | ceo@contoso.com, *
            "a,b"@contoso.com, fabrikam.com      | "a,b"@contoso.com, fabrikam.com
            *, fabrikam.com                      | *, fabrikam.com
            *, 192.0.2.0/24                      | *, 192.0.2.0/24
            contoso.com, 2001:db8::/48           | contoso.com, 2001:db8::/48
            contoso.com, 192.0.2.7/32            | contoso.com, 192.0.2.7/32
            """)
    void aPairIsReadAndWrittenInItsCanonicalForm(String text, String canonical) {
        SpoofPair pair = SpoofPair.parse(text).orElseThrow();
        assertThat(pair).hasToString(canonical);
        assertThat(SpoofPair.parse(canonical)).contains(pair);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*, *",
                "",
                ",",
                "contoso.com",
                "contoso.com,",
                ", fabrikam.com",
                "com, fabrikam.com",
                "@contoso.com, fabrikam.com",
                "contoso.com, com",
                "contoso.com, 192.0.2.1",
                "contoso.com, 192.0.2.0/23",
                "contoso.com, 192.0.2.0/33",
                "contoso.com, 192.0.2.0/",
                "contoso.com, 2001:db8::/47",
                "contoso.com, 2001:db8::/129",
                "contoso.com, /24",
            })
    void whatIsNoPairIsNotRead(String text) {
        assertThat(SpoofPair.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            contoso.com, mailer.example           | true
            ceo@contoso.com, mailer.example       | true
            CEO@CONTOSO.COM, mailer.example       | true
            *, mailer.example                     | true
            contoso.com, *                        | true
            other@contoso.com, mailer.example     | false
            example.com, mailer.example           | false
            mail.contoso.com, mailer.example      | false
            contoso.com, host.mailer.example      | false
            contoso.com, other.example            | false
            *, signer.example                     | true
            *, broken.example                     | false
            *, 192.0.2.0/24                       | false
            """)
    void onlyTheExactCombinationMatches(String pair, boolean matches) {
        CompositeInput message = CompositeEvidence.of("contoso.com")
                .from("ceo@contoso.com")
                .host("mailer.example", false)
                .dkim(DkimStatus.PASS, DkimReason.VERIFIED, "signer.example")
                .dkim(DkimStatus.FAIL, DkimReason.SIGNATURE_MISMATCH, "broken.example")
                .input();
        assertThat(SpoofPair.parse(pair).orElseThrow().matches(message)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.0/24    | true
            192.0.2.99/24   | true
            192.0.2.1/32    | true
            192.0.2.2/32    | false
            198.51.100.0/24 | false
            2001:db8::/48   | false
            """)
    void aNetworkIsThatOfAClientWithoutAHostName(String network, boolean matches) {
        Infrastructure infrastructure = Infrastructure.parse(network).orElseThrow();
        CompositeEvidence spoofed = CompositeEvidence.of("contoso.com");
        assertThat(infrastructure.sent(spoofed.input())).isEqualTo(matches);
        assertThat(infrastructure.sent(spoofed.host("mailer.example", false).input()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            contoso.com, fabrikam.com      | INTERNAL
            ceo@contoso.com, fabrikam.com  | INTERNAL
            mail.contoso.com, fabrikam.com | EXTERNAL
            fabrikam.com, contoso.com      | EXTERNAL
            *, fabrikam.com                | ANY
            """)
    void aPairIsInternalWhereTheSpoofedUserIsOfAnAcceptedDomain(String pair, SpoofPair.Type type) {
        assertThat(SpoofPair.parse(pair).orElseThrow().type(Set.of(DomainName.of("contoso.com"))))
                .isEqualTo(type);
    }
}
