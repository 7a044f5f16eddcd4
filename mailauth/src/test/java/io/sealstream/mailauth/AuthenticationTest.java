package io.sealstream.mailauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Zone;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
    private static final Zone ZONE = Zone.of(
            "fabrikam.com TXT v=spf1 ip4:192.0.2.0/24 -all",
            "mta.fabrikam.com TXT v=spf1 ip4:192.0.2.0/24 -all",
            "_dmarc.fabrikam.com TXT v=DMARC1; p=reject");

    @ParameterizedTest
    @CsvSource({
        "user@fabrikam.com, spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=fabrikam.com;",
        "'', spf=pass (sender IP is 192.0.2.1) smtp.helo=mta.fabrikam.com;"
    })
    void aNullSenderIsStampedByItsHelo(String mailFrom, String stamp) {
        Authentication core = new Authentication(AuthenticationSettings.defaults());
        Verdict verdict =
                Authentication.judge(core.authenticate(core.examine(mail(mailFrom, "")), ZONE), CompositePolicy.NONE);
        assertThat(verdict.authenticationResults()).startsWith(stamp);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void beyondTheLimitOfQuestionsAnAnswerHasFailed(int limit) {
        StringBuilder signatures = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            signatures
                    .append("DKIM-Signature: v=1; a=rsa-sha256; d=fabrikam.com; s=s")
                    .append(i)
                    .append("; h=from; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA\r\n");
        }
        AuthenticationSettings defaults = AuthenticationSettings.defaults();
        Authentication core = new Authentication(new AuthenticationSettings(
                defaults.boundary(),
                defaults.skipListing(),
                defaults.told(),
                defaults.freshness(),
                defaults.edition(),
                defaults.maxSignatures(),
                limit,
                0,
                defaults.crypto(),
                defaults.suffixes()));
        Evidence evidence = core.authenticate(core.examine(mail("user@fabrikam.com", signatures.toString())), ZONE);
        assertThat(evidence.dns().stream()
                        .filter(answer -> !(answer.outcome() == Outcome.FAILED && answer.failure() == Failure.LIMIT))
                        .count())
                .isLessThanOrEqualTo(limit);
        assertThat(evidence.dns().stream().anyMatch(answer -> answer.failure() == Failure.LIMIT))
                .isEqualTo(limit < 100);
    }

    private static Mail mail(String mailFrom, String header) {
        Envelope envelope = new Envelope(
                IpAddress.parse("192.0.2.1").orElseThrow(),
                "mta.fabrikam.com",
                mailFrom,
                List.of(),
                Instant.parse("2026-05-04T10:00:00Z"));
        byte[] message = (header + "From: user@fabrikam.com\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        return new Mail("m", Mail.Origin.file("m", 0), Mail.Fidelity.WIRE, envelope, message);
    }
}
