package io.sealstream.mailauth.compauth;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.compauth.CompositeResult.Known;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.spf.SpfStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompositeAuthenticationTest {
    private static final CompositePolicy POLICY =
            new CompositePolicy("test", Set.of(DomainName.of("accepted.test")), true);

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
                            worlds.add(CompositeEvidence.of(from)
                                    .spf(spf, from)
                                    .dkim(dkim, DkimReason.VERIFIED, from)
                                    .dmarc(dmarc, policy, "none")
                                    .aligned((aligned & 1) != 0, (aligned & 2) != 0));
                        }
                    }
                }
            }
        }
        return worlds;
    }

    private static List<CompositeEvidence> withAWitnessLess(CompositeEvidence whole) {
        CompositeEvidence unsigned = new CompositeEvidence(
                whole.from(), whole.spf(), List.of(), whole.dmarc(), whole.policy(), "none", whole.alignedSpf(), null);
        String from = String.valueOf(whole.from());
        return List.of(
                whole.dmarc(DmarcStatus.UNVERIFIABLE, null, "none"),
                whole.spf(SpfStatus.NOT_EVALUABLE, from).aligned(false, whole.alignedDkim() != null),
                whole.spf(SpfStatus.UNVERIFIABLE, from).aligned(false, whole.alignedDkim() != null),
                unsigned.dkim(DkimStatus.UNVERIFIABLE, DkimReason.KEY_NOT_OBSERVED, from));
    }
}
