package io.sealstream.mailauth.compauth;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sealstream.mailauth.compauth.CompositeResult.Known;
import io.sealstream.mailauth.compauth.Signals.Finding;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult.Check;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.iprev.IprevStatus;
import io.sealstream.mailauth.spf.SpfStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompositeAuthenticationTest {
    private static final CompositePolicy POLICY =
            CompositePolicy.accepting("test", Set.of(DomainName.of("accepted.test")));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # from,          dmarc,         policy,     aligned by, status,       reason, rule
            fabrikam.test,   PASS,          REJECT,     spf,        PASS,         100,    dmarc-pass
            accepted.test,   PASS,          NONE,       dkim,       PASS,         100,    dmarc-pass
            fabrikam.test,   BESTGUESSPASS, -,          spf,        PASS,         109,    best-guess
            fabrikam.test,   PERMERROR,     -,          spf,        PASS,         111,    aligned-despite-error
            fabrikam.test,   TEMPERROR,     -,          dkim,       PASS,         111,    aligned-despite-error
            fabrikam.test,   PERMERROR,     -,          -,          FAIL,         001,    implicit-fail
            fabrikam.test,   TEMPERROR,     -,          -,          UNDETERMINED, -,      witness-missing
            fabrikam.test,   UNVERIFIABLE,  -,          spf,        UNDETERMINED, -,      witness-missing
            fabrikam.test,   UNVERIFIABLE,  REJECT,     -,          UNDETERMINED, -,      witness-missing
            fabrikam.test,   FAIL,          REJECT,     -,          FAIL,         000,    dmarc-fail
            fabrikam.test,   FAIL,          QUARANTINE, -,          FAIL,         000,    dmarc-fail
            accepted.test,   FAIL,          QUARANTINE, -,          FAIL,         010,    dmarc-fail-self
            a.accepted.test, FAIL,          QUARANTINE, -,          FAIL,         000,    dmarc-fail
            fabrikam.test,   FAIL,          NONE,       -,          FAIL,         001,    implicit-fail
            accepted.test,   FAIL,          NONE,       -,          FAIL,         601,    implicit-fail-self
            accepted.test,   NONE,          -,          -,          FAIL,         601,    implicit-fail-self
            fabrikam.test,   NONE,          -,          -,          FAIL,         001,    implicit-fail
            """)
    void decidesByTheFirstRuleThatHolds(
            String from,
            DmarcStatus dmarc,
            DmarcPolicy policy,
            String alignedBy,
            CompositeStatus status,
            String reason,
            String rule) {
        CompositeEvidence evidence = CompositeEvidence.of(from)
                .dmarc(dmarc, policy, "none")
                .aligned("spf".equals(alignedBy), "dkim".equals(alignedBy));
        CompositeResult result = requireNonNull(CompositeAuthentication.combine(evidence.input(), POLICY));
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.rule()).isEqualTo(rule);
        assertThat(result.because()).contains(from).contains("spf=none");
    }

    private static final CompositePolicy TENANT = new CompositePolicy(
            "test",
            Set.of(DomainName.of("accepted.test")),
            pairs("spoofed.test, attacker.test", "boss@spoofed.test, 192.0.2.0/24", "*, forbidden.test"),
            Set.of(DomainName.of("sealer.test")),
            pairs("own.test, cloud.test"),
            Set.of(Infrastructure.parse("gateway.test").orElseThrow()),
            false,
            null,
            true,
            Overrides.NONE);

    private static List<SpoofPair> pairs(String... texts) {
        return Stream.of(texts).map(text -> SpoofPair.parse(text).orElseThrow()).toList();
    }

    private static CompositeEvidence fails(String from, DmarcPolicy policy) {
        return CompositeEvidence.of(from).spf(SpfStatus.FAIL, from).dmarc(DmarcStatus.FAIL, policy, "none");
    }

    static Stream<Arguments> inputsOfTheTenant() {
        CompositeEvidence rejected = fails("fabrikam.test", DmarcPolicy.REJECT);
        CompositeEvidence monitored = fails("fabrikam.test", DmarcPolicy.NONE);
        CompositeEvidence broken =
                rejected.dkim(DkimStatus.FAIL, DkimReason.BODY_HASH_MISMATCH, Check.MISMATCH, "fabrikam.test");
        return Stream.of(
                arguments(
                        "a blocked pair by host name",
                        fails("spoofed.test", DmarcPolicy.NONE).host("attacker.test", false),
                        "002"),
                arguments(
                        "a blocked pair by network",
                        fails("spoofed.test", DmarcPolicy.NONE).from("boss@spoofed.test"),
                        "002"),
                arguments(
                        "a blocked pair by signer",
                        monitored.dkim(DkimStatus.PASS, DkimReason.VERIFIED, "forbidden.test"),
                        "002"),
                arguments(
                        "a network counts only without a host name",
                        fails("spoofed.test", DmarcPolicy.NONE)
                                .from("boss@spoofed.test")
                                .host("other.test", false),
                        "001"),
                arguments(
                        "another user of the blocked pair",
                        fails("spoofed.test", DmarcPolicy.NONE).from("clerk@spoofed.test"),
                        "001"),
                arguments(
                        "a pass is before the block",
                        CompositeEvidence.of("spoofed.test")
                                .dmarc(DmarcStatus.PASS, null, "none")
                                .host("attacker.test", false),
                        "100"),
                arguments("a trusted sealer", rejected.vouchedForBy("sealer.test"), "130"),
                arguments("another sealer", rejected.vouchedForBy("other.test"), "000"),
                arguments(
                        "a sealer is after the block",
                        fails("spoofed.test", DmarcPolicy.NONE)
                                .host("attacker.test", false)
                                .vouchedForBy("sealer.test"),
                        "002"),
                arguments(
                        "a sealer is before an aligned error",
                        CompositeEvidence.of("fabrikam.test")
                                .dmarc(DmarcStatus.PERMERROR, null, "none")
                                .aligned(true, false)
                                .vouchedForBy("sealer.test"),
                        "130"),
                arguments(
                        "the same organisation",
                        fails("own.test", DmarcPolicy.REJECT).host("cloud.test", false),
                        "115"),
                arguments(
                        "another organisation",
                        fails("fabrikam.test", DmarcPolicy.REJECT).host("cloud.test", false),
                        "000"),
                arguments("a modifying hop", broken.host("gateway.test", false), "108"),
                arguments("the body broken elsewhere", broken.host("other.test", false), "000"),
                arguments(
                        "a hop that broke the header",
                        rejected.dkim(DkimStatus.FAIL, DkimReason.SIGNATURE_MISMATCH, Check.MATCH, "fabrikam.test")
                                .host("gateway.test", false),
                        "000"),
                arguments("a report to a known contact", rejected.report().signal(Finding.KNOWN_CONTACT), "501"),
                arguments("no report to a known contact", rejected.signal(Finding.KNOWN_CONTACT), "000"),
                arguments("a report about own mail", rejected.report("accepted.test"), "502"),
                arguments("a report about mail of others", rejected.report("other.test"), "000"),
                arguments("a report where the policy is none", monitored.report("accepted.test"), "001"),
                arguments("good history", rejected.signal(Finding.GOOD_HISTORY), "701"),
                arguments("good history where the policy is none", monitored.signal(Finding.GOOD_HISTORY), "001"),
                arguments("a confirmed host of From", monitored.host("fabrikam.test", false), "104"),
                arguments(
                        "a confirmed host of From does not save from the policy",
                        rejected.host("fabrikam.test", false),
                        "000"),
                arguments("a confirmed host of the exchangers", monitored.host("mailhost.test", true), "116"),
                arguments(
                        "an unconfirmed host",
                        monitored.iprev(CompositeEvidence.host(IprevStatus.FAIL, null, false)),
                        "001"),
                arguments(
                        "a host of an accepted domain",
                        fails("accepted.test", DmarcPolicy.NONE).host("accepted.test", false),
                        "104"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("inputsOfTheTenant")
    void readsWhatTheTenantSays(String name, CompositeEvidence evidence, String reason) {
        assertThat(requireNonNull(CompositeAuthentication.combine(evidence.input(), TENANT))
                        .reason())
                .isEqualTo(reason);
    }

    @Test
    void mailThatAnotherReceiverHandedOnIsNotHeldAgainstItsSenderUnlessThatHopIsSkipped() {
        CompositePolicy elsewhere = new CompositePolicy(
                "test", Set.of(), List.of(), Set.of(), List.of(), Set.of(), true, null, true, Overrides.NONE);
        CompositeEvidence rejected = fails("fabrikam.test", DmarcPolicy.REJECT);
        assertThat(reason(rejected, elsewhere)).isEqualTo("905");
        assertThat(reason(rejected.signal(Finding.GOOD_HISTORY), elsewhere)).isEqualTo("905");
        assertThat(reason(rejected.skipped(1), elsewhere)).isEqualTo("000");
        assertThat(reason(fails("fabrikam.test", DmarcPolicy.NONE), elsewhere)).isEqualTo("001");
    }

    @Test
    void signalsDecideNothingUnlessTheTenantSaysSo() {
        CompositeEvidence rejected = fails("fabrikam.test", DmarcPolicy.REJECT);
        assertThat(reason(rejected.signal(Finding.GOOD_HISTORY), POLICY)).isEqualTo("000");
        assertThat(reason(rejected.report().signal(Finding.KNOWN_CONTACT), POLICY))
                .isEqualTo("000");
    }

    private static @Nullable String reason(CompositeEvidence evidence, CompositePolicy policy) {
        return requireNonNull(CompositeAuthentication.combine(evidence.input(), policy))
                .reason();
    }

    /** What a tenant's entry lets pass may not fail for lack of an answer; nor may a block precede a pass that is not known. */
    @Test
    void anEntryThatMayApplyForAllThatIsKnownLeavesAFailureOpen() {
        IprevResult unknown = CompositeEvidence.host(IprevStatus.UNVERIFIABLE, null, false);
        CompositeEvidence rejected = fails("fabrikam.test", DmarcPolicy.REJECT);
        List<CompositeEvidence> open = List.of(
                fails("own.test", DmarcPolicy.REJECT).iprev(unknown),
                fails("own.test", DmarcPolicy.REJECT)
                        .dkim(DkimStatus.UNVERIFIABLE, DkimReason.KEY_NOT_OBSERVED, "cloud.test"),
                rejected.dkim(DkimStatus.FAIL, DkimReason.BODY_HASH_MISMATCH, Check.MISMATCH, "fabrikam.test")
                        .iprev(unknown),
                rejected.openVoucher("sealer.test"),
                rejected.openReport("accepted.test"),
                fails("spoofed.test", DmarcPolicy.NONE)
                        .host("attacker.test", false)
                        .dmarc(DmarcStatus.UNVERIFIABLE, null, "none"));
        for (CompositeEvidence evidence : open) {
            assertThat(requireNonNull(CompositeAuthentication.combine(evidence.input(), TENANT))
                            .status())
                    .as(evidence.toString())
                    .isEqualTo(CompositeStatus.UNDETERMINED);
        }
        assertThat(reason(rejected.openVoucher("other.test"), TENANT)).isEqualTo("000");
        assertThat(reason(rejected.openReport("other.test"), TENANT)).isEqualTo("000");
        assertThat(reason(rejected.iprev(unknown), TENANT)).isEqualTo("000");
    }

    /** A host name that might have been the sender's, or an exchanger's, could have passed. */
    @ParameterizedTest
    @CsvSource({"UNVERIFIABLE, false", "TEMPERROR, false", "NOT_EVALUABLE, false", "PASS, "})
    void aHostNameThatIsNotKnownLeavesAnImplicitFailureOpen(IprevStatus status, @Nullable Boolean exchange) {
        String host = status == IprevStatus.PASS ? "other.test" : null;
        CompositeEvidence open =
                fails("fabrikam.test", DmarcPolicy.NONE).iprev(CompositeEvidence.host(status, host, exchange));
        CompositeResult result = requireNonNull(CompositeAuthentication.combine(open.input(), POLICY));
        assertThat(result.rule()).isEqualTo("host-missing");
        assertThat(result.status()).isEqualTo(CompositeStatus.UNDETERMINED);
        assertThat(reason(
                        fails("fabrikam.test", DmarcPolicy.REJECT)
                                .iprev(CompositeEvidence.host(status, host, exchange)),
                        POLICY))
                .isEqualTo("000");
    }

    @Test
    void aDnsFailureThatTheReceiverMetIsWhatItJudgedBy() {
        CompositeEvidence evidence = CompositeEvidence.of("fabrikam.test").dmarc(DmarcStatus.TEMPERROR, null, "none");
        assertThat(requireNonNull(CompositeAuthentication.combine(evidence.stamped(), POLICY))
                        .reason())
                .isEqualTo("001");
        assertThat(requireNonNull(CompositeAuthentication.combine(evidence.input(), POLICY))
                        .reason())
                .isNull();
    }

    @Test
    void saysNothingWithoutAUsableFrom() {
        CompositeInput input =
                CompositeEvidence.of("").dmarc(DmarcStatus.PASS, null, "none").input();
        assertThat(CompositeAuthentication.combine(input, POLICY)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_EVALUABLE,      NONE,         NOT_SIGNED,       fabrikam.test,       true",
        "UNVERIFIABLE,       NONE,         NOT_SIGNED,       fabrikam.test,       true",
        "FAIL,               UNVERIFIABLE, KEY_NOT_OBSERVED, fabrikam.test,       true",
        "FAIL,               UNVERIFIABLE, KEY_NOT_OBSERVED, news.fabrikam.test,  true",
        "FAIL,               SKIPPED,      TOO_MANY_SIGNATURES, fabrikam.test,    true",
        "FAIL,               UNVERIFIABLE, KEY_NOT_OBSERVED, notfabrikam.test,    false",
        "FAIL,               FAIL,         BODY_HASH_MISMATCH, fabrikam.test,     false",
        "TEMPERROR,          TEMPERROR,    DNS_FAILURE,      fabrikam.test,       false",
    })
    void failsOnlyWhenEveryWitnessThatCouldHavePassedIsHeard(
            SpfStatus spf, DkimStatus dkim, DkimReason reason, String signer, boolean missing) {
        for (DmarcPolicy policy : DmarcPolicy.values()) {
            CompositeEvidence evidence = CompositeEvidence.of("fabrikam.test")
                    .spf(spf, "fabrikam.test")
                    .dkim(dkim, reason, signer)
                    .dmarc(DmarcStatus.FAIL, policy, "none");
            CompositeResult result = requireNonNull(CompositeAuthentication.combine(evidence.input(), POLICY));
            assertThat(result.status()).isEqualTo(missing ? CompositeStatus.UNDETERMINED : CompositeStatus.FAIL);
            assertThat(result.reason() == null).isEqualTo(missing);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TEMPERROR, NONE,      fabrikam.test,    true",
        "FAIL,      TEMPERROR, fabrikam.test,    true",
        "FAIL,      TEMPERROR, a.fabrikam.test,  true",
        "FAIL,      TEMPERROR, notfabrikam.test, false",
        "FAIL,      FAIL,      fabrikam.test,    false",
    })
    void aPermerrorOfDmarcFailsOnlyWhenNoWitnessMetADnsFailure(
            SpfStatus spf, DkimStatus dkim, String signer, boolean missing) {
        CompositeEvidence evidence = CompositeEvidence.of("fabrikam.test")
                .spf(spf, "fabrikam.test")
                .dkim(dkim, DkimReason.DNS_FAILURE, signer)
                .dmarc(DmarcStatus.PERMERROR, null, "permerror");
        assertThat(requireNonNull(CompositeAuthentication.combine(evidence.input(), POLICY))
                        .status())
                .isEqualTo(missing ? CompositeStatus.UNDETERMINED : CompositeStatus.FAIL);
        assertThat(requireNonNull(CompositeAuthentication.combine(evidence.stamped(), POLICY))
                        .status())
                .isEqualTo(CompositeStatus.FAIL);
    }

    @Test
    void tellsHowARuleIsKnownAndWhatItRestsOn() {
        CompositeInput input = CompositeEvidence.of("fabrikam.test")
                .spf(SpfStatus.PASS, "fabrikam.test")
                .dkim(DkimStatus.FAIL, DkimReason.NO_KEY, "other.test")
                .dmarc(DmarcStatus.PERMERROR, null, "permerror")
                .aligned(true, false)
                .input();
        assertThat(CompositeAuthentication.combine(input, POLICY))
                .isEqualTo(new CompositeResult(
                        CompositeStatus.PASS,
                        "111",
                        "aligned-despite-error",
                        Known.OBSERVED,
                        "dmarc=permerror for fabrikam.test; spf=pass fabrikam.test aligned; dkim=fail other.test"));
    }

    /** Removing a witness is what an observer does who lacks a DNS answer or an envelope field. */
    @ParameterizedTest
    @EnumSource(DmarcStatus.class)
    void neverTurnsIntoAFailWhenEvidenceIsRemoved(DmarcStatus dmarc) {
        for (CompositeEvidence whole : worlds(dmarc)) {
            CompositeResult before = CompositeAuthentication.combine(whole.input(), POLICY);
            for (CompositeEvidence less : withAWitnessLess(whole)) {
                CompositeResult after = CompositeAuthentication.combine(less.input(), POLICY);
                assertThat(isFail(after) && !isFail(before))
                        .as("%s to %s", whole, less)
                        .isFalse();
            }
        }
    }

    private static boolean isFail(@Nullable CompositeResult result) {
        return result != null && result.status() == CompositeStatus.FAIL;
    }

    private static List<CompositeEvidence> worlds(DmarcStatus dmarc) {
        List<CompositeEvidence> worlds = new ArrayList<>();
        for (String from : List.of("accepted.test", "fabrikam.test")) {
            for (SpfStatus spf : SpfStatus.values()) {
                for (DkimStatus dkim : DkimStatus.values()) {
                    for (int aligned = 0; aligned < 4; aligned++) {
                        for (DmarcPolicy policy : new DmarcPolicy[] {null, DmarcPolicy.NONE, DmarcPolicy.REJECT}) {
                            CompositeEvidence world = CompositeEvidence.of(from)
                                    .spf(spf, from)
                                    .dkim(dkim, DkimReason.VERIFIED, from)
                                    .dmarc(dmarc, policy, "none")
                                    .aligned((aligned & 1) != 0, (aligned & 2) != 0);
                            worlds.add(world);
                            worlds.add(world.host(from, false));
                        }
                    }
                }
            }
        }
        return worlds;
    }

    private static List<CompositeEvidence> withAWitnessLess(CompositeEvidence whole) {
        CompositeEvidence unsigned = new CompositeEvidence(
                whole.from(),
                whole.spf(),
                List.of(),
                whole.dmarc(),
                whole.policy(),
                "none",
                whole.alignedSpf(),
                null,
                whole.beside());
        String from = String.valueOf(whole.from());
        return List.of(
                whole.dmarc(DmarcStatus.UNVERIFIABLE, null, "none"),
                whole.spf(SpfStatus.NOT_EVALUABLE, from).aligned(false, whole.alignedDkim() != null),
                whole.spf(SpfStatus.UNVERIFIABLE, from).aligned(false, whole.alignedDkim() != null),
                unsigned.dkim(DkimStatus.UNVERIFIABLE, DkimReason.KEY_NOT_OBSERVED, from),
                whole.iprev(CompositeEvidence.host(IprevStatus.UNVERIFIABLE, null, null)),
                whole.iprev(CompositeEvidence.host(IprevStatus.TEMPERROR, null, false)),
                whole.iprev(CompositeEvidence.host(IprevStatus.NOT_EVALUABLE, null, false)));
    }
}
