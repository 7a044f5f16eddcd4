package io.sealstream.mailauth.compauth;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.compauth.Overrides.DomainEntry;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dns.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client is 192.0.2.1, the message was received on 2026-05-04T10:00:00Z. */
class OverridesTest {
    private static final Instant RECEIVED = Instant.parse("2026-05-04T10:00:00Z");

    private static CompositeInput message() {
        return CompositeEvidence.of("fabrikam.com").input();
    }

    private static DomainEntry domain(String text, @Nullable Instant expires) {
        return DomainEntry.parse(text, expires).orElseThrow();
    }

    private static SpoofPair pair(String text) {
        return SpoofPair.parse(text).orElseThrow();
    }

    private static Overrides all() {
        return new Overrides(
                List.of(domain("fabrikam.com", null)),
                List.of(pair("other.example, *"), pair("fabrikam.com, *"), pair("*, 192.0.2.0/24")),
                List.of(domain("fabrikam.com", null)),
                List.of(Network.parse("192.0.2.0/24").orElseThrow()),
                Set.of("user@fabrikam.com"));
    }

    @Test
    void theFirstInTheOrderOfPrecedenceIsAppliedAndTheOthersAreListed() {
        Overrides overrides = all();
        assertThat(texts(overrides))
                .containsExactly(
                        "DOMAIN_BLOCK fabrikam.com",
                        "ALLOW_PAIR fabrikam.com, *",
                        "DOMAIN_ALLOW fabrikam.com",
                        "IP_ALLOW 192.0.2.0/24",
                        "SAFE_SENDER user@fabrikam.com");
        Overrides unblocked = new Overrides(
                List.of(),
                overrides.allowedPairs(),
                overrides.allowedDomains(),
                overrides.allowedNetworks(),
                overrides.safeSenders());
        assertThat(texts(unblocked)).startsWith("ALLOW_PAIR fabrikam.com, *").hasSize(4);
        assertThat(new Overrides(List.of(), List.of(), List.of(), List.of(), Set.of()).of(message()))
                .isNull();
    }

    private static List<String> texts(Overrides overrides) {
        AppliedOverride applied = requireNonNull(overrides.of(message()));
        return Stream.concat(Stream.of(applied.applied()), applied.others().stream())
                .map(entry -> entry.kind() + " " + entry.text())
                .toList();
    }

    @Test
    void onlyABlockKeepsOut() {
        for (AppliedOverride.Kind kind : AppliedOverride.Kind.values()) {
            assertThat(kind.allows()).isEqualTo(kind != AppliedOverride.Kind.DOMAIN_BLOCK);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            fabrikam.com,       fabrikam.com,      true
            fabrikam.com,       mail.fabrikam.com, false
            *.fabrikam.com,     mail.fabrikam.com, true
            *.fabrikam.com,     a.b.fabrikam.com,  true
            *.fabrikam.com,     fabrikam.com,      false
            *.fabrikam.com,     notfabrikam.com,   false
            FABRIKAM.com,       fabrikam.com,      true
            """)
    void aDomainDoesNotCoverThoseBelowItUnlessItIsWrittenSo(String entry, String from, boolean covered) {
        Overrides overrides = new Overrides(List.of(domain(entry, null)), List.of(), List.of(), List.of(), Set.of());
        assertThat(overrides.of(CompositeEvidence.of(from).input()) != null).isEqualTo(covered);
    }

    @Test
    void anEntryExpiresAtAnInstantOfTheReceiptAndSaysNothingOfAMessageOfUnknownTime() {
        assertThat(blocks(RECEIVED.plusNanos(1), message())).isTrue();
        assertThat(blocks(RECEIVED, message())).isFalse();
        assertThat(blocks(null, message())).isTrue();
        assertThat(blocks(RECEIVED.plusSeconds(1), received(null))).isFalse();
        assertThat(blocks(null, received(null))).isTrue();
    }

    private static boolean blocks(@Nullable Instant expires, CompositeInput message) {
        return new Overrides(List.of(domain("fabrikam.com", expires)), List.of(), List.of(), List.of(), Set.of())
                        .of(message)
                != null;
    }

    private static CompositeInput received(@Nullable Instant at) {
        CompositeInput in = message();
        return new CompositeInput(
                in.from(),
                in.clientIp(),
                at,
                in.spf(),
                in.dkim(),
                in.vouchers(),
                in.openVouchers(),
                in.dmarc(),
                in.iprev(),
                in.report(),
                in.skipped(),
                in.signals(),
                in.stamped());
    }

    @Test
    void theDocumentedTermsAreThirtyAndFortyFiveDays() {
        assertThat(Overrides.BLOCKED_FOR).isEqualTo(Duration.ofDays(30));
        assertThat(Overrides.ALLOWED_FOR).isEqualTo(Duration.ofDays(45));
        assertThat(SpoofPair.MAX_PAIRS).isEqualTo(1_024);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user@fabrikam.com  | User@Fabrikam.com  | true
            user@fabrikam.com  | other@fabrikam.com | false
            fabrikam.com       | other@fabrikam.com | true
            mail.fabrikam.com  | other@fabrikam.com | false
            """)
    void aSafeSenderIsAnAddressOrADomainOfFrom(String sender, String author, boolean safe) {
        Overrides overrides = new Overrides(List.of(), List.of(), List.of(), List.of(), Set.of(sender));
        CompositeInput message =
                CompositeEvidence.of("fabrikam.com").from(author).input();
        assertThat(overrides.of(message) != null).isEqualTo(safe);
    }

    @Test
    void overridesNeverChangeCompositeAuthentication() {
        CompositePolicy without = CompositePolicy.NONE;
        CompositePolicy with = new CompositePolicy(
                "test", Set.of(), List.of(), Set.of(), List.of(), Set.of(), false, null, false, all());
        for (CompositeEvidence evidence : List.of(
                CompositeEvidence.of("fabrikam.com"),
                CompositeEvidence.of("fabrikam.com")
                        .dkim(DkimStatus.PASS, DkimReason.VERIFIED, "fabrikam.com")
                        .aligned(false, true))) {
            assertThat(CompositeAuthentication.combine(evidence.input(), with))
                    .isEqualTo(CompositeAuthentication.combine(evidence.input(), without));
        }
    }
}
