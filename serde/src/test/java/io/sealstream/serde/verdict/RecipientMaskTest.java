package io.sealstream.serde.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientMaskTest {
    private static final RecipientsRule HMAC = RecipientsRule.hmac("key".getBytes(StandardCharsets.US_ASCII));
    private static final String PSEUDONYM = HMAC.localPart("Planted.Bcc@contoso.com");

    @ParameterizedTest
    @CsvSource({
        "for <planted.bcc@contoso.com> to, for <*@contoso.com> to",
        "Planted.BCC@CONTOSO.com, *@CONTOSO.com",
        "bounce+planted.bcc=contoso.com@lists.example, bounce+*=contoso.com@lists.example",
        "x%2Bplanted.bcc%3Dcontoso.com, x%2B*%3Dcontoso.com",
        "planted.bcc._at_.contoso.com, planted.bcc._at_.contoso.com",
        "xplanted.bcc@contoso.com, xplanted.bcc@contoso.com",
        "planted.bcc@fabrikam.com, planted.bcc@fabrikam.com",
        "planted.bcc, planted.bcc",
        "planted.bcc@contoso.com planted.bcc@contoso.com, *@contoso.com *@contoso.com",
        "planted.bcc-contoso.com._spf.example, *-contoso.com._spf.example",
    })
    void anAddressIsMaskedHoweverItIsWritten(String text, String masked) {
        RecipientMask mask = RecipientMask.of(RecipientsRule.DOMAIN, List.of("planted.bcc@contoso.com"), "a@b.example");
        assertThat(mask.apply(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "bounce+planted.bcc._spf.lists.example TXT, bounce+*._spf.lists.example TXT",
        "com.bcc=contoso.bounce+planted._spf, com.*=contoso.bounce+*._spf",
        "unplanted.example, unplanted.example",
    })
    void whereMailFromHoldsTheRecipientItsWordsAreMaskedAlone(String text, String masked) {
        RecipientMask mask = RecipientMask.of(
                RecipientsRule.DOMAIN,
                List.of("planted.bcc@contoso.com"),
                "bounce+planted.bcc=contoso.com@lists.example");
        assertThat(mask.apply(text)).isEqualTo(masked);
    }

    /** Beyond ASCII there are letters whose lower case is within: the Kelvin sign is one. */
    @ParameterizedTest
    @CsvSource({
        "\u212Aim@contoso.com, *@contoso.com",
        "\u212AIM=CONTOSO.COM, *=CONTOSO.COM",
        "k@contoso.com, *@contoso.com",
        "x \u212A@contoso.com, x *@contoso.com",
        "\u00e9 kim@contoso.com, \u00e9 *@contoso.com",
        "ki@contoso.com k, ki@contoso.com k",
        "\u00c9ve@contoso.com, *@contoso.com",
    })
    void noLetterIsAWayAroundTheMask(String text, String masked) {
        List<String> recipients = List.of("Kim@contoso.com", "k@contoso.com", "\u00e9ve@contoso.com");
        assertThat(RecipientMask.of(RecipientsRule.DOMAIN, recipients, null).apply(text))
                .isEqualTo(masked);
    }

    @Test
    void eachRuleWritesInItsWay() {
        String text = "to <planted.bcc@contoso.com>";
        assertThat(apply(RecipientsRule.CLEAR, text)).isEqualTo(text);
        assertThat(apply(RecipientsRule.DOMAIN, text)).isEqualTo("to <*@contoso.com>");
        assertThat(apply(RecipientsRule.NONE, text)).isEqualTo("to <*>");
        assertThat(apply(HMAC, text)).isEqualTo("to <" + PSEUDONYM + "@contoso.com>");
        assertThat(PSEUDONYM).matches("[0-9a-f]{32}");
        assertThat(HMAC.write("planted.BCC@CONTOSO.com")).startsWith(PSEUDONYM);
        assertThat(RecipientsRule.DOMAIN.write("postmaster")).isEqualTo("*");
        assertThat(HMAC.toString()).isEqualTo("hmac");
    }

    @Test
    void anInternationalDomainIsFoundInBothForms() {
        RecipientMask mask = RecipientMask.of(RecipientsRule.DOMAIN, List.of("user@b\u00fccher.example"), null);
        assertThat(mask.apply("user@b\u00fccher.example")).isEqualTo("*@b\u00fccher.example");
        assertThat(mask.apply("user=xn--bcher-kva.example")).isEqualTo("*=xn--bcher-kva.example");
    }

    @Test
    void ofSeveralRecipientsTheLongestIsTaken() {
        RecipientMask mask = RecipientMask.of(
                RecipientsRule.DOMAIN, List.of("a@c.com", "a.b@c.com", "a.b@d.com", "\"q x\"@c.com"), null);
        assertThat(mask.apply("a@c.com a.b@c.com a.b=d.com a@d.com \"q x\"@c.com"))
                .isEqualTo("*@c.com *@c.com *=d.com a@d.com *@c.com");
    }

    @Test
    void oddRecipientsAreNoTrouble() {
        RecipientMask mask = RecipientMask.of(
                RecipientsRule.DOMAIN, List.of("", "@", "a@", "@b", "\u0130\u0130@c.com", "x@[192.0.2.1]"), "");
        assertThat(mask.apply("\u0130 @ a@ @b x@[192.0.2.1]")).endsWith("*@[192.0.2.1]");
    }

    @Test
    void aThousandRecipientsOfOnePrefixAreMaskedInALongText() {
        List<String> recipients = IntStream.range(1, 1_000)
                .mapToObj(i -> "a.".repeat(i % 400) + i + "@contoso.com")
                .toList();
        RecipientMask mask = RecipientMask.of(RecipientsRule.DOMAIN, recipients, null);
        assertThat(mask.apply("a.".repeat(4_000) + "7@contoso.com")).doesNotContain("7@contoso.com");
    }

    private static String apply(RecipientsRule rule, String text) {
        return RecipientMask.of(rule, List.of("planted.bcc@contoso.com"), null).apply(text);
    }
}
