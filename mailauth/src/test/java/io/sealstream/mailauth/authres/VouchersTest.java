package io.sealstream.mailauth.authres;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.arc.ArcReason;
import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.arc.ArcResult.ArcSet;
import io.sealstream.mailauth.arc.ArcStatus;
import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8617 §7.2.1: what a sealer reports of the message as it came to him. */
class VouchersTest {
    private static final DomainName FABRIKAM = DomainName.of("fabrikam.test");

    private static ArcResult chain(ArcStatus status, String... results) {
        List<ArcSet> sets = IntStream.range(0, results.length)
                .mapToObj(i ->
                        new ArcSet(i + 1, DomainName.of("s.test"), "s", DomainName.of("s.test"), "pass", results[i]))
                .toList();
        return new ArcResult(status, ArcReason.NO_CHAIN, 0, results.length, 0, sets, List.of());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            mx.test; dmarc=pass header.from=fabrikam.test                                             | true
            mx.test; dmarc=pass (p=reject) header.from=a.fabrikam.test                                | true
            mx.test; spf=fail smtp.mailfrom=x.test; dkim=fail header.d=x.test; dmarc=bestguesspass action=none header.from=fabrikam.test | true
            mx.test; spf=pass smtp.mailfrom=user@fabrikam.test                                        | true
            mx.test; dkim=pass header.d=fabrikam.test                                                 | true
            mx.test; dkim=pass header.i=@news.fabrikam.test                                           | true
            mx.test; dmarc=pass header.from=other.test                                                | false
            mx.test; dmarc=pass                                                                       | false
            mx.test; dmarc=fail header.from=fabrikam.test; spf=pass smtp.mailfrom=fabrikam.test       | false
            mx.test; spf=pass smtp.mailfrom=other.test; dkim=pass header.d=other.test                 | false
            mx.test; spf=softfail smtp.mailfrom=fabrikam.test                                         | false
            mx.test; dkim=pass header.d=notfabrikam.test                                              | false
            mx.test; arc=pass                                                                         | false
            ((                                                                                        | false
            """)
    void vouchesByAnAlignedPassForTheFromDomain(String results, boolean vouches) {
        assertThat(Vouchers.of(chain(ArcStatus.PASS, results), FABRIKAM)).hasSize(vouches ? 1 : 0);
    }

    @Test
    void nobodyVouchesInAChainThatDoesNotPass() {
        String pass = "mx.test; dmarc=pass header.from=fabrikam.test";
        for (ArcStatus status : ArcStatus.values()) {
            assertThat(Vouchers.of(chain(status, pass, "mx.test; dmarc=fail header.from=fabrikam.test"), FABRIKAM))
                    .hasSize(status == ArcStatus.PASS ? 1 : 0);
        }
        assertThat(Vouchers.of(null, FABRIKAM)).isEmpty();
        assertThat(Vouchers.of(chain(ArcStatus.PASS, pass), null)).isEmpty();
    }
}
