package io.sealstream.mailauth.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dkim.SelectorPosture.Finding;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.Signer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6376 §3.6.1 and §3.6.2.2, RFC 8301 §3, as the owner of a selector meets them. */
class SelectorPostureTest {
    private static final DomainName NAME = DomainName.of("s._domainkey.fabrikam.com");
    private static final Instant SEEN = Instant.parse("2026-05-04T00:00:00Z");
    private static final CryptoProvider PROVIDER = CryptoProvider.jdk();

    private static SelectorPosture of(Dns dns, AsOf asOf) {
        return SelectorPosture.of("s", NAME, dns, asOf, PROVIDER);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            v=DKIM1; p=%2048                          | none
            v=DKIM1; p=%1024                          | KEY_SHORT
            v=DKIM1; p=%512                           | KEY_TOO_SMALL
            v=DKIM1; k=ed25519; p=%E                  | none
            v=DKIM1; t=y:s; p=%2048                   | TESTING
            v=DKIM1; t=s; p=%2048                     | none
            v=DKIM1; h=sha1; p=%2048                  | NO_USABLE_HASH
            v=DKIM1; h=sha1:sha256; p=%2048           | none
            v=DKIM1; s=tlsrpt; p=%2048                | NOT_FOR_EMAIL
            v=DKIM1; p=                               | REVOKED
            v=DKIM1; k=dsa; p=%2048                   | UNKNOWN_KEY_TYPE
            v=DKIM1; p=!!!                            | SYNTAX_ERROR
            v=DKIM2; p=%2048                          | WRONG_VERSION
            v=DKIM1; p=%2048 & v=DKIM1; p=            | SEVERAL_RECORDS,REVOKED
            v=DKIM1; p=%2048 & v=spf1 -all            | SEVERAL_RECORDS
            !TIMEOUT                                  | DNS_FAILURE
            !UNOBSERVED                               | NOT_OBSERVED
            """)
    void whatIsWeakAtASelectorIsFound(String records, @Nullable String findings) {
        Set<Finding> expected = findings == null
                ? Set.of()
                : Set.copyOf(
                        Arrays.stream(findings.split(",")).map(Finding::valueOf).toList());
        String[] zone = Arrays.stream(keys(records).split(" & "))
                .map(record -> NAME + " TXT " + record)
                .toArray(String[]::new);

        assertThat(of(Zone.of(zone), AsOf.UNKNOWN).findings()).isEqualTo(expected);
    }

    private static String keys(String text) {
        return text.replace("%2048", Signer.rsa(2048).publicKey())
                .replace("%1024", Signer.rsa(1024).publicKey())
                .replace("%512", Signer.rsa(512).publicKey())
                .replace("%E", Signer.ed25519().publicKey());
    }

    @Test
    void aNameThatDoesNotExistHasNoKey() {
        assertThat(of(Zone.of(), AsOf.UNKNOWN).findings()).containsExactly(Finding.NO_KEY);
    }

    @Test
    void anAliasIsShownToItsTarget() {
        List<DomainName> aliases = List.of(DomainName.of("s-fabrikam-com._domainkey.fabrikam.onmicrosoft.com"));
        String record = Signer.rsa(2048).record();
        SelectorPosture posture = of(
                question -> Answer.found(List.of(new Rdata.Text(record)))
                        .cnames(aliases)
                        .build(),
                AsOf.UNKNOWN);

        assertThat(posture.cnames()).isEqualTo(aliases);
        assertThat(posture.records()).containsExactly(record);
        assertThat(posture.keys())
                .singleElement()
                .satisfies(key -> assertThat(key.bits()).isEqualTo(2048));
        assertThat(posture.findings()).isEmpty();
    }

    @Test
    void aKeyWhoseOtherHalfIsPublicIsCompromisedFromThenOn() {
        Dns dns =
                question -> Answer.found(List.of(new Rdata.Text(Signer.rsa(2048).record())))
                        .observation(new Observation(null, null, SEEN))
                        .build();

        assertThat(of(dns, AsOf.of(SEEN.minusSeconds(1))).findings()).isEmpty();
        assertThat(of(dns, AsOf.of(SEEN)).findings()).containsExactly(Finding.COMPROMISED);
        assertThat(of(dns, AsOf.UNKNOWN).findings()).containsExactly(Finding.COMPROMISED);
    }

    @Test
    void absenceAtAnotherTimeIsNotAbsenceThen() {
        Dns dns = question -> Answer.noSuchDomain().seenAt(SEEN).build();

        assertThat(of(dns, AsOf.of(SEEN)).findings()).containsExactly(Finding.NO_KEY);
        assertThat(of(dns, AsOf.of(SEEN.minusSeconds(864_000))).findings()).containsExactly(Finding.NOT_OBSERVED);
    }
}
