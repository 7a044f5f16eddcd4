package io.sealstream.mailauth.iprev;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dmarc.PublicSuffixList;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import io.sealstream.mailauth.dns.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8601 §2.7.3. */
class IprevTest {
    private static final Instant RECEIVED = Instant.parse("2026-05-04T10:00:00Z");
    private static final IpAddress CLIENT = IpAddress.parse("192.0.2.1").orElseThrow();
    private static final String PTR = "1.2.0.192.in-addr.arpa PTR ";
    private static final DomainName FABRIKAM = DomainName.of("fabrikam.example");

    private static IprevResult check(Dns dns) {
        return Iprev.check(CLIENT, List.of(FABRIKAM), dns, AsOf.of(RECEIVED), PublicSuffixList.bundled());
    }

    private static Zone zone(String lines) {
        return Zone.of(lines.replace("PTR ", PTR).split(" & "));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            PTR mx.fabrikam.example & mx.fabrikam.example A 192.0.2.1                                          | PASS         | mx.fabrikam.example | fabrikam.example
            PTR b.x.example & PTR a.y.example & b.x.example A 192.0.2.1 & a.y.example A 192.0.2.1              | PASS         | a.y.example         | y.example
            PTR a.x.example & PTR b.y.example & a.x.example A 192.0.2.9 & b.y.example A 192.0.2.1              | PASS         | b.y.example         | y.example
            PTR a.x.example & PTR b.y.example & a.x.example A !TIMEOUT & b.y.example A 192.0.2.1               | PASS         | b.y.example         | y.example
            PTR a.co.uk & a.co.uk A 192.0.2.1                                                                  | PASS         | a.co.uk             | a.co.uk
            PTR mx.fabrikam.example & mx.fabrikam.example A 192.0.2.2                                          | FAIL         | -                   | -
            PTR mx.fabrikam.example                                                                            | FAIL         | -                   | -
            x.example A 192.0.2.1                                                                              | PERMERROR    | -                   | -
            PTR !SERVFAIL                                                                                      | TEMPERROR    | -                   | -
            PTR mx.fabrikam.example & mx.fabrikam.example A !TIMEOUT                                           | TEMPERROR    | -                   | -
            PTR !UNOBSERVED                                                                                    | UNVERIFIABLE | -                   | -
            PTR mx.fabrikam.example & mx.fabrikam.example A !UNOBSERVED                                        | UNVERIFIABLE | -                   | -
            PTR a.x.example & PTR b.x.example & a.x.example A !UNOBSERVED & b.x.example A !TIMEOUT             | UNVERIFIABLE | -                   | -
            """)
    void confirmsAHostNameByItsOwnAddresses(
            String lines, IprevStatus status, @Nullable String name, @Nullable String organization) {
        IprevResult result = check(zone(lines));
        assertThat(result.status()).isEqualTo(status);
        assertThat(Objects.toString(result.name(), null)).isEqualTo(name);
        assertThat(Objects.toString(result.organizationalDomain(), null)).isEqualTo(organization);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            fabrikam.example MX 10 mx1.host.example                                        | true
            fabrikam.example MX 10 mx.other.example & fabrikam.example MX 20 host.example  | true
            fabrikam.example MX 10 mx.nothost.example                                      | false
            fabrikam.example MX 0 .                                                        | false
            fabrikam.example A 192.0.2.1                                                   | false
            fabrikam.example MX !TIMEOUT                                                   | -
            fabrikam.example MX !UNOBSERVED                                                | -
            """)
    void comparesTheConfirmedHostWithTheExchangers(String lines, @Nullable Boolean aligned) {
        assertThat(check(zone("PTR out.host.example & out.host.example A 192.0.2.1 & " + lines))
                        .exchangeAligned())
                .isEqualTo(aligned);
    }

    @Test
    void anUnconfirmedNameIsShownAndComparedWithNothing() {
        Zone zone = zone(
                "PTR mx.fabrikam.example & mx.fabrikam.example A 192.0.2.2 & fabrikam.example MX 10 mx.fabrikam.example");
        IprevResult result = check(zone);
        assertThat(result.claimed()).containsExactly(DomainName.of("mx.fabrikam.example"));
        assertThat(result.exchangeAligned()).isFalse();
        assertThat(zone.asked()).doesNotContain(new Question(FABRIKAM, RecordType.MX));
    }

    @Test
    void anAddressOfTheOtherFamilyIsAskedForByItsOwnRecords() {
        IpAddress six = IpAddress.parse("2001:db8::1").orElseThrow();
        Zone zone = Zone.of(six.reverseName() + " PTR mx.fabrikam.example", "mx.fabrikam.example AAAA 2001:db8::1");
        assertThat(Iprev.check(six, List.of(), zone, AsOf.of(RECEIVED), PublicSuffixList.bundled())
                        .status())
                .isEqualTo(IprevStatus.PASS);
    }

    @Test
    void withoutAClientNobodyIsAsked() {
        Zone zone = Zone.of();
        assertThat(Iprev.check(null, List.of(FABRIKAM), zone, AsOf.UNKNOWN, PublicSuffixList.bundled()))
                .isEqualTo(IprevResult.NOT_EVALUABLE);
        assertThat(zone.asked()).isEmpty();
        assertThat(Iprev.foreseeable(null)).isEmpty();
    }

    @Test
    void namesBeyondTheLimitAreNotAskedFor() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i <= Iprev.MAX_NAMES; i++) {
            lines.add(PTR + "h" + i + ".example");
        }
        lines.add("h" + Iprev.MAX_NAMES + ".example A 192.0.2.1");
        Zone zone = Zone.of(lines.toArray(String[]::new));
        assertThat(check(zone).status()).isEqualTo(IprevStatus.FAIL);
        assertThat(zone.asked()).hasSize(1 + Iprev.MAX_NAMES);
        assertThat(Iprev.following(CLIENT, zone::lookup)).hasSize(Iprev.MAX_NAMES);
    }

    /** A host name of today says nothing of whose the address was. */
    @Test
    void anAnswerOfAnotherTimeConfirmsNothing() {
        Zone zone = zone("PTR mx.fabrikam.example & mx.fabrikam.example A 192.0.2.1");
        for (RecordType late : List.of(RecordType.PTR, RecordType.A)) {
            Dns later = question -> question.type() == late ? seenLater(zone.lookup(question)) : zone.lookup(question);
            assertThat(check(later).status()).isEqualTo(IprevStatus.UNVERIFIABLE);
        }
    }

    private static Answer seenLater(Answer answer) {
        return answer.toBuilder().seenAt(RECEIVED.plusSeconds(90 * 86_400)).build();
    }
}
