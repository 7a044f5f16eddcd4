package io.sealstream.mailauth.spf;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Zone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7208 §2: the identities. */
class SpfSection2Test {
    private static final Zone ZONE = Zone.of(
            "mail.fabrikam.com TXT v=spf1 ip4:192.0.2.0/24 -all",
            "fabrikam.com TXT v=spf1 ip4:198.51.100.0/24 ~all",
            "xn--bcher-kva.example TXT v=spf1 ?all");

    @ParameterizedTest(name = "MAIL FROM <{1}> with HELO {0} is {2} {3} for {4}")
    @CsvSource(nullValues = "null", textBlock = """
            mail.fabrikam.com, user@fabrikam.com,    SOFTFAIL,      MATCHED,        fabrikam.com
            null,              user@fabrikam.com,    SOFTFAIL,      MATCHED,        fabrikam.com
            mail.fabrikam.com, USER@Fabrikam.COM.,   SOFTFAIL,      MATCHED,        fabrikam.com
            mail.fabrikam.com, @fabrikam.com,        SOFTFAIL,      MATCHED,        fabrikam.com
            mail.fabrikam.com, fabrikam.com,         SOFTFAIL,      MATCHED,        fabrikam.com
            mail.fabrikam.com, \"a@b\"@fabrikam.com, SOFTFAIL,      MATCHED,        fabrikam.com
            mail.fabrikam.com, '',                   PASS,          MATCHED,        mail.fabrikam.com
            null,              '',                   NOT_EVALUABLE, NO_IDENTITY,    null
            MAIL,              '',                   NONE,          INVALID_DOMAIN, null
            mail.fabrikam.com, null,                 NOT_EVALUABLE, NO_IDENTITY,    null
            mail.fabrikam.com, user@bücher.example,  NEUTRAL,       MATCHED,        xn--bcher-kva.example
            """)
    void theMailFromIdentityIsChecked(
            @Nullable String helo,
            @Nullable String mailFrom,
            SpfStatus status,
            SpfReason reason,
            @Nullable String domain) {
        SpfResult result = Spf.checkMailFrom(request("192.0.2.1", helo, mailFrom), ZONE);

        assertThat(result.identity()).isEqualTo(SpfIdentity.MAIL_FROM);
        assertResult(result, status, reason, domain);
    }

    @ParameterizedTest(name = "HELO {0} is {1} {2} for {3}")
    @CsvSource(nullValues = "null", textBlock = """
            mail.fabrikam.com, PASS,          MATCHED,        mail.fabrikam.com
            Mail.Fabrikam.com, PASS,          MATCHED,        mail.fabrikam.com
            fabrikam.com,      SOFTFAIL,      MATCHED,        fabrikam.com
            nothing.test,      NONE,          NO_SUCH_DOMAIN, nothing.test
            localhost,         NONE,          INVALID_DOMAIN, null
            [192.0.2.1],       NONE,          INVALID_DOMAIN, null
            [IPv6:2001:db8::1],NONE,          INVALID_DOMAIN, null
            192.0.2.1,         NONE,          INVALID_DOMAIN, null
            '',                NONE,          INVALID_DOMAIN, null
            null,              NOT_EVALUABLE, NO_IDENTITY,    null
            """)
    void theHeloIdentityIsCheckedApart(
            @Nullable String helo, SpfStatus status, SpfReason reason, @Nullable String domain) {
        SpfResult result = Spf.checkHelo(request("192.0.2.1", helo, "user@fabrikam.com"), ZONE);

        assertThat(result.identity()).isEqualTo(SpfIdentity.HELO);
        assertResult(result, status, reason, domain);
    }

    @ParameterizedTest(name = "MAIL FROM <{0}> without a client IP is not evaluable")
    @CsvSource(nullValues = "null", textBlock = """
            user@fabrikam.com, fabrikam.com
            user@localhost,    null
            null,              null
            """)
    void withoutAClientIpNothingIsAsked(@Nullable String mailFrom, @Nullable String domain) {
        SpfResult result = Spf.checkMailFrom(request(null, "mail.fabrikam.com", mailFrom), question -> {
            throw new AssertionError("asked " + question);
        });

        assertResult(result, SpfStatus.NOT_EVALUABLE, SpfReason.NO_CLIENT_IP, domain);
    }

    private static SpfRequest request(@Nullable String clientIp, @Nullable String helo, @Nullable String mailFrom) {
        IpAddress address = clientIp == null ? null : IpAddress.parse(clientIp).orElseThrow();
        return new SpfRequest(address, helo, mailFrom, AsOf.UNKNOWN);
    }

    private static void assertResult(SpfResult result, SpfStatus status, SpfReason reason, @Nullable String domain) {
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.domain() == null ? null : result.domain().toString()).isEqualTo(domain);
    }
}
