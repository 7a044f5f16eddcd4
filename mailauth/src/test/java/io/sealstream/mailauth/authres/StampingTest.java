package io.sealstream.mailauth.authres;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.compauth.CompositeAuthentication;
import io.sealstream.mailauth.compauth.CompositeEvidence;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.spf.SpfStatus;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StampingTest {
    private static String stamp(Dialect dialect, CompositeEvidence evidence, String clientIp) {
        return AuthenticationResultsWriter.write(Stamping.stamp(
                dialect,
                "contoso.com",
                evidence.fromField(),
                evidence.spf(),
                IpAddress.parse(clientIp).orElse(null),
                evidence.dkim(),
                evidence.dmarcResult(),
                CompositeAuthentication.combine(evidence.input(), CompositePolicy.NONE)));
    }

    static Stream<Arguments> documentedExamples() {
        CompositeEvidence spoofOfContoso = CompositeEvidence.of("contoso.com")
                .spf(SpfStatus.NONE, "maliciousdomain.com")
                .dkim(DkimStatus.PASS, DkimReason.VERIFIED, "maliciousdomain.com");
        String spoofStamp =
                "spf=none (sender IP is 192.168.1.8) smtp.mailfrom=maliciousdomain.com; contoso.com; dkim=pass"
                        + " (signature was verified) header.d=maliciousdomain.com; contoso.com; dmarc=none action=none"
                        + " header.from=contoso.com; compauth=fail reason=001";
        CompositeEvidence fabrikam = CompositeEvidence.of("fabrikam.com");
        CompositeEvidence bestGuess = fabrikam.dmarc(DmarcStatus.BESTGUESSPASS, null, "none");
        return Stream.of(
                Arguments.of("192.168.1.8", spoofOfContoso, spoofStamp),
                Arguments.of(
                        "10.2.3.4",
                        fabrikam.spf(SpfStatus.NONE, "fabrikam.com"),
                        "spf=none (sender IP is 10.2.3.4) smtp.mailfrom=fabrikam.com; contoso.com; dkim=none (message not"
                                + " signed) header.d=none; contoso.com; dmarc=none action=none header.from=fabrikam.com;"
                                + " compauth=fail reason=001"),
                Arguments.of(
                        "10.2.3.4",
                        bestGuess.spf(SpfStatus.PASS, "fabrikam.com").aligned(true, false),
                        "spf=pass (sender IP is 10.2.3.4) smtp.mailfrom=fabrikam.com; contoso.com; dkim=none (message not"
                                + " signed) header.d=none; contoso.com; dmarc=bestguesspass action=none"
                                + " header.from=fabrikam.com; compauth=pass reason=109"),
                Arguments.of(
                        "10.2.3.4",
                        bestGuess
                                .spf(SpfStatus.NONE, "fabrikam.com")
                                .dkim(DkimStatus.PASS, DkimReason.VERIFIED, "outbound.fabrikam.com")
                                .aligned(false, true),
                        "spf=none (sender IP is 10.2.3.4) smtp.mailfrom=fabrikam.com; contoso.com; dkim=pass (signature was"
                                + " verified) header.d=outbound.fabrikam.com; contoso.com; dmarc=bestguesspass action=none"
                                + " header.from=fabrikam.com; compauth=pass reason=109"),
                Arguments.of("192.168.1.8", spoofOfContoso, spoofStamp));
    }

    @ParameterizedTest
    @MethodSource("documentedExamples")
    void writesTheDocumentedExamples(String clientIp, CompositeEvidence evidence, String expected) {
        assertThat(stamp(Dialect.MICROSOFT_2018, evidence, clientIp)).isEqualTo(expected);
    }

    @Test
    void writesTheFormOfStampsInMail() {
        CompositeEvidence evidence = CompositeEvidence.of("fabrikam.com")
                .spf(SpfStatus.SOFTFAIL, "fabrikam.com")
                .dkim(DkimStatus.FAIL, DkimReason.BODY_HASH_MISMATCH, "a.com")
                .dkim(DkimStatus.PASS, DkimReason.VERIFIED, "b.com")
                .dmarc(DmarcStatus.FAIL, DmarcPolicy.REJECT, "oreject");
        assertThat(stamp(Dialect.MICROSOFT_2022, evidence, "2001:db8::1"))
                .isEqualTo(
                        "spf=softfail (sender IP is 2001:db8::1) smtp.mailfrom=fabrikam.com; dkim=fail (body hash did not"
                                + " verify) header.d=a.com;dkim=pass (signature was verified) header.d=b.com;dmarc=fail"
                                + " action=oreject header.from=fabrikam.com;compauth=fail reason=000");
    }

    @Test
    void stampsNoCompauthWithoutAFromAndNoReasonWhereItIsOpen() {
        assertThat(stamp(Dialect.MICROSOFT_2022, CompositeEvidence.of(""), "192.0.2.1"))
                .isEqualTo(
                        "spf=none (sender IP is 192.0.2.1) smtp.mailfrom=mailfrom.test; dkim=none (message not signed)"
                                + " header.d=none;dmarc=none action=none header.from=;");
        CompositeEvidence open = CompositeEvidence.of("fabrikam.com")
                .spf(SpfStatus.NOT_EVALUABLE, "fabrikam.com")
                .dmarc(DmarcStatus.UNVERIFIABLE, null, "none");
        assertThat(stamp(Dialect.MICROSOFT_2022, open, "unknown"))
                .isEqualTo(
                        "spf=not_evaluable smtp.mailfrom=fabrikam.com; dkim=none (message not signed)"
                                + " header.d=none;dmarc=unverifiable action=none header.from=fabrikam.com;compauth=undetermined");
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFIED, PASS, pass (signature was verified)",
        "TESTING, POLICY, test (signature was verified)",
        "NOT_SIGNED, NONE, none (message not signed)",
        "SIGNATURE_MISMATCH, FAIL, fail (signature did not verify)",
        "BODY_HASH_MISMATCH, FAIL, fail (body hash did not verify)",
        "NO_KEY, PERMERROR, fail (no key for signature)",
        "KEY_REVOKED, PERMERROR, fail (no key for signature)",
        "DNS_FAILURE, TEMPERROR, timeout (key query timeout)",
        "MISSING_TAG, PERMERROR, fail (signature syntax error)",
        "KEY_SYNTAX_ERROR, PERMERROR, fail (invalid public key)",
        "EXPIRED, FAIL, fail (signature timestamp exipred)",
        "OBSOLETE_ALGORITHM, PERMERROR, fail (inappropriate hash algorithm)",
        "KEY_TOO_SMALL, POLICY, ignore (ignored public key size)",
        "KEY_NOT_OBSERVED, UNVERIFIABLE, unverifiable",
        "TOO_MANY_SIGNATURES, SKIPPED, skipped",
    })
    void usesMicrosoftsWordsForASignature(DkimReason reason, DkimStatus status, String expected) {
        CompositeEvidence evidence = CompositeEvidence.of("fabrikam.com").dkim(status, reason, "a.com");
        assertThat(stamp(Dialect.MICROSOFT_2022, evidence, "192.0.2.1"))
                .contains("; dkim=" + expected + " header.d=a.com;");
    }

    @ParameterizedTest
    @EnumSource(DkimReason.class)
    void writesEveryReasonInAFormThatItReads(DkimReason reason) {
        CompositeEvidence evidence = CompositeEvidence.of("fabrikam.com").dkim(DkimStatus.FAIL, reason, "a.com");
        String text = stamp(Dialect.MICROSOFT_2022, evidence, "192.0.2.1");
        AuthenticationResults back = AuthenticationResultsReader.read(text).orElseThrow();
        assertThat(back.results()).hasSize(4);
        assertThat(AuthenticationResultsWriter.write(back)).isEqualTo(text);
    }

    @Test
    void doesNotLetADomainNameStampTheMessage() {
        CompositeEvidence evidence = CompositeEvidence.of("fabrikam.com").spf(SpfStatus.NONE, "a;compauth=pass.test");
        AuthenticationResults back = AuthenticationResultsReader.read(
                        stamp(Dialect.MICROSOFT_2022, evidence, "192.0.2.1"))
                .orElseThrow();
        assertThat(back.first("compauth"))
                .hasValueSatisfying(compauth -> assertThat(compauth.result()).isEqualTo("fail"));
    }
}
