package io.sealstream.mailauth.authres;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.arc.ArcReason;
import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.arc.ArcResult.ArcSet;
import io.sealstream.mailauth.arc.ArcStatus;
import io.sealstream.mailauth.compauth.CompositeAuthentication;
import io.sealstream.mailauth.compauth.CompositeEvidence;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcEdition;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcReason;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfReason;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The receiver's stamp against ours: where they differ, and why; each reason where it arises, and where it must not. */
class DriftsTest {
    private static final DomainName FABRIKAM = DomainName.of("fabrikam.test");
    private static final Question KEY = Question.txt(DomainName.of("s._domainkey.fabrikam.test"));

    private static Stamp stamp(String text, boolean trusted) {
        return new Stamp(
                0,
                trusted,
                text,
                AuthenticationResultsReader.read("mx.test; " + text).orElseThrow());
    }

    private static CompositeEvidence evidence() {
        return CompositeEvidence.of("fabrikam.test").spf(SpfStatus.PASS, "fabrikam.test");
    }

    private static OwnResults own(CompositeEvidence evidence, Answer.@Nullable Outcome key) {
        return own(evidence.spf(), evidence, evidence.dmarcResult(), ArcResult.NONE, key);
    }

    private static OwnResults own(
            SpfResult spf, CompositeEvidence evidence, DmarcResult dmarc, ArcResult arc, Answer.@Nullable Outcome key) {
        return new OwnResults(
                IpAddress.parse("192.0.2.1").orElseThrow(),
                spf,
                SpfResult.of(
                        SpfStatus.NEUTRAL, SpfReason.NO_MATCH, SpfIdentity.HELO, DomainName.of("mx.fabrikam.test")),
                evidence.dkim(),
                arc,
                dmarc,
                CompositeAuthentication.combine(evidence.input(), CompositePolicy.NONE),
                question -> question.equals(KEY) ? key : null);
    }

    private static String drift(String stamp, OwnResults own) {
        return String.join(
                "; ",
                Drifts.of(List.of(stamp(stamp, true)), own).stream()
                        .map(DriftsTest::line)
                        .toList());
    }

    private static String line(Drift drift) {
        return String.join(
                " ",
                drift.method().name().toLowerCase(Locale.ROOT),
                String.valueOf(drift.identifier()),
                drift.stamped() + "/" + drift.ours(),
                drift.reason().name());
    }

    @ParameterizedTest(name = "{0}, ours {1} {2}, key {3}: {4}")
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
            pass                                   | PERMERROR    | NO_KEY                 | NO_SUCH_DOMAIN | pass/permerror KEY_GONE
            pass                                   | PERMERROR    | KEY_REVOKED            | FOUND          | pass/permerror KEY_GONE
            pass                                   | UNVERIFIABLE | KEY_NOT_OBSERVED       | NO_SUCH_DOMAIN | pass/unverifiable KEY_GONE
            pass                                   | UNVERIFIABLE | KEY_NOT_OBSERVED       | NO_DATA        | pass/unverifiable KEY_GONE
            fail (no key for signature)            | PERMERROR    | NO_KEY                 | NO_DATA        | ''
            temperror (no key for signature)       | PERMERROR    | NO_KEY                 | NO_DATA        | ''
            pass                                   | UNVERIFIABLE | KEY_NOT_OBSERVED       | FOUND          | pass/unverifiable RECORD_CHANGED
            pass                                   | PERMERROR    | KEY_ALGORITHM_MISMATCH | FOUND          | pass/permerror RECORD_CHANGED
            fail (no key for signature)            | PASS         | VERIFIED               | FOUND          | fail/pass RECORD_CHANGED
            fail (invalid public key)              | PASS         | VERIFIED               | FOUND          | fail/pass RECORD_CHANGED
            fail (signature did not verify)        | FAIL         | SIGNATURE_MISMATCH     | FOUND          | ''
            pass (signature was verified)          | UNVERIFIABLE | ALTERED_AFTER_RECEIPT  | FOUND          | pass/unverifiable ALTERED_AFTER_RECEIPT
            pass (signature was verified)          | FAIL         | BODY_HASH_MISMATCH     | FOUND          | pass/fail ALTERED_AFTER_RECEIPT
            pass (signature was verified)          | FAIL         | SIGNATURE_MISMATCH     | FOUND          | pass/fail ALTERED_AFTER_RECEIPT
            fail (body hash did not verify)        | FAIL         | BODY_HASH_MISMATCH     | FOUND          | ''
            neutral (body hash did not verify)     | FAIL         | BODY_HASH_MISMATCH     | FOUND          | ''
            pass                                   | UNVERIFIABLE | KEY_NOT_OBSERVED       | NOT_OBSERVED   | pass/unverifiable NOT_EVALUABLE
            pass                                   | UNVERIFIABLE | KEY_NOT_OBSERVED       | -              | pass/unverifiable NOT_EVALUABLE
            pass                                   | TEMPERROR    | DNS_FAILURE            | FAILED         | pass/temperror NOT_EVALUABLE
            pass                                   | SKIPPED      | TOO_MANY_SIGNATURES    | -              | pass/skipped NOT_EVALUABLE
            timeout (key query timeout)            | PASS         | VERIFIED               | FOUND          | timeout/pass NOT_EVALUABLE
            timeout (key query timeout)            | TEMPERROR    | DNS_FAILURE            | FAILED         | ''
            pass                                   | PERMERROR    | OBSOLETE_ALGORITHM     | FOUND          | pass/permerror RULE_DIFFERS
            pass                                   | POLICY       | EXPIRED                | FOUND          | pass/policy RULE_DIFFERS
            fail (signature timestamp exipred)     | PASS         | VERIFIED               | FOUND          | fail/pass RULE_DIFFERS
            test (signature was verified)          | POLICY       | TESTING                | FOUND          | ''
            ignore (ignored public key size)       | POLICY       | KEY_TOO_SMALL          | FOUND          | ''
            pass                                   | PASS         | VERIFIED               | FOUND          | ''
            """)
    void aSignature(
            String stamped, DkimStatus status, DkimReason reason, Answer.@Nullable Outcome key, String expected) {
        OwnResults own = own(evidence().dkim(status, reason, "fabrikam.test"), key);
        assertThat(drift("dkim=" + stamped + " header.d=fabrikam.test", own))
                .isEqualTo(expected.isEmpty() ? "" : "dkim fabrikam.test " + expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            dkim=none (message not signed) header.d=none                                | dkim fabrikam.test none/pass ALTERED_AFTER_RECEIPT; dkim other.test none/fail ALTERED_AFTER_RECEIPT
            dkim=pass header.d=fabrikam.test                                            | ''
            dkim=fail header.d=other.test; dkim=pass header.d=fabrikam.test             | ''
            dkim=pass header.d=other.test; dkim=pass header.d=fabrikam.test             | dkim other.test pass/fail ALTERED_AFTER_RECEIPT
            dkim=pass header.d=third.test                                               | dkim third.test pass/none ALTERED_AFTER_RECEIPT
            dkim=pass header.d=fabrikam.test; dkim=pass header.d=fabrikam.test          | dkim fabrikam.test pass/none ALTERED_AFTER_RECEIPT
            dkim=pass header.i=@news.fabrikam.test header.s=s                           | ''
            dkim=pass header.i=@fabrikam.test header.s=another                          | dkim fabrikam.test pass/none ALTERED_AFTER_RECEIPT
            spf=pass smtp.mailfrom=fabrikam.test                                        | ''
            """)
    void signaturesArePairedByWhatTheStampNames(String stamp, String expected) {
        OwnResults own = own(
                evidence()
                        .dkim(DkimStatus.PASS, DkimReason.VERIFIED, "fabrikam.test")
                        .dkim(DkimStatus.FAIL, DkimReason.BODY_HASH_MISMATCH, "other.test"),
                null);
        assertThat(drift(stamp, own)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "spf={0} for {1}, ours {2}, if unchanged {3}: {4}")
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
            pass (sender IP is 192.0.2.1)  | smtp.mailfrom=fabrikam.test   | PASS          | -    | ''
            hardfail                       | smtp.mailfrom=fabrikam.test   | FAIL          | -    | ''
            timeout                        | smtp.mailfrom=fabrikam.test   | TEMPERROR     | -    | ''
            pass                           | smtp.mailfrom=a@fabrikam.test | FAIL          | -    | RECORD_CHANGED
            none                           | smtp.mailfrom=fabrikam.test   | PASS          | -    | RECORD_CHANGED
            pass                           | smtp.mailfrom=fabrikam.test   | UNVERIFIABLE  | FAIL | RECORD_CHANGED
            pass                           | smtp.mailfrom=fabrikam.test   | UNVERIFIABLE  | PASS | NOT_EVALUABLE
            pass                           | smtp.mailfrom=fabrikam.test   | UNVERIFIABLE  | -    | NOT_EVALUABLE
            pass                           | smtp.mailfrom=fabrikam.test   | NOT_EVALUABLE | -    | NOT_EVALUABLE
            pass (sender IP is 192.0.2.9)  | smtp.mailfrom=fabrikam.test   | FAIL          | -    | NOT_EVALUABLE
            pass                           | smtp.mailfrom=other.test      | FAIL          | -    | NOT_EVALUABLE
            temperror                      | smtp.mailfrom=fabrikam.test   | PASS          | -    | NOT_EVALUABLE
            pass                           | smtp.mailfrom=fabrikam.test   | PERMERROR     | -    | RULE_DIFFERS
            permerror                      | smtp.mailfrom=fabrikam.test   | PASS          | -    | RULE_DIFFERS
            neutral                        | smtp.helo=mx.fabrikam.test    | PASS          | -    | ''
            """)
    void spf(String stamped, String property, SpfStatus status, @Nullable SpfStatus ifUnchanged, String reason) {
        SpfResult spf = new SpfResult(
                status, SpfReason.MATCHED, SpfIdentity.MAIL_FROM, FABRIKAM, List.of(), null, 0, 0, ifUnchanged, null);
        OwnResults own = own(spf, evidence(), evidence().dmarcResult(), ArcResult.NONE, null);
        String domain = property.replaceAll(".*[=@]", "");
        assertThat(drift("spf=" + stamped + " " + property, own))
                .isEqualTo(
                        reason.isEmpty()
                                ? ""
                                : "spf " + domain + " " + stamped.replaceAll(" .*", "") + "/"
                                        + status.name().toLowerCase(Locale.ROOT) + " " + reason);
    }

    @ParameterizedTest(name = "arc={0}, ours {1} {2}, key {3}: {4}")
    @CsvSource(nullValues = "-", emptyValue = "", textBlock = """
            pass, PASS,         VERIFIED,                 FOUND,          ''
            none, NONE,         NO_CHAIN,                 -,              ''
            pass, FAIL,         MESSAGE_SIGNATURE_FAILED, FOUND,          ALTERED_AFTER_RECEIPT
            pass, UNVERIFIABLE, ALTERED_AFTER_RECEIPT,    FOUND,          ALTERED_AFTER_RECEIPT
            pass, NONE,         NO_CHAIN,                 -,              ALTERED_AFTER_RECEIPT
            pass, FAIL,         NO_KEY,                   NO_DATA,        KEY_GONE
            pass, UNVERIFIABLE, KEY_NOT_OBSERVED,         NO_SUCH_DOMAIN, KEY_GONE
            pass, UNVERIFIABLE, KEY_NOT_OBSERVED,         FOUND,          RECORD_CHANGED
            pass, UNVERIFIABLE, KEY_NOT_OBSERVED,         NOT_OBSERVED,   NOT_EVALUABLE
            pass, TEMPERROR,    DNS_FAILURE,              FAILED,         NOT_EVALUABLE
            fail, PASS,         VERIFIED,                 FOUND,          RULE_DIFFERS
            """)
    void arc(String stamped, ArcStatus status, ArcReason reason, Answer.@Nullable Outcome key, String expected) {
        ArcResult arc = new ArcResult(
                status,
                reason,
                1,
                1,
                0,
                List.of(new ArcSet(1, FABRIKAM, "s", FABRIKAM, "none", "mx.test; none")),
                List.of());
        OwnResults own = own(evidence().spf(), evidence(), evidence().dmarcResult(), arc, key);
        assertThat(drift("arc=" + stamped, own))
                .isEqualTo(
                        expected.isEmpty()
                                ? ""
                                : "arc null " + stamped + "/" + status.name().toLowerCase(Locale.ROOT) + " "
                                        + expected);
    }

    @ParameterizedTest(name = "dmarc={0}, ours {1} {2}, by the other edition {4}: {6}")
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
            pass action=none         | PASS          | ALIGNED_SPF         | -    | PASS | none    | ''
            bestguesspass            | BESTGUESSPASS | ALIGNED_SPF         | -    | NONE | none    | ''
            none                     | BESTGUESSPASS | ALIGNED_SPF         | -    | NONE | none    | ''
            timeout                  | TEMPERROR     | DNS_FAILURE         | -    | NONE | none    | ''
            fail action=oreject      | FAIL          | NOT_ALIGNED         | -    | FAIL | reject  | ''
            fail action=reject       | FAIL          | NOT_ALIGNED         | -    | FAIL | oreject | ''
            fail                     | FAIL          | NOT_ALIGNED         | -    | FAIL | reject  | ''
            fail action=quarantine   | FAIL          | NOT_ALIGNED         | -    | FAIL | oreject | fail action=quarantine/fail action=oreject RECORD_CHANGED
            fail action=opctreject   | FAIL          | NOT_ALIGNED         | -    | FAIL | oreject | fail action=opctreject/fail action=oreject RULE_DIFFERS
            fail                     | BESTGUESSPASS | ALIGNED_SPF         | -    | NONE | none    | fail/bestguesspass RECORD_CHANGED
            none                     | FAIL          | NOT_ALIGNED         | -    | FAIL | reject  | none/fail RECORD_CHANGED
            permerror                | FAIL          | NOT_ALIGNED         | -    | FAIL | reject  | permerror/fail RECORD_CHANGED
            pass                     | UNVERIFIABLE  | POLICY_NOT_OBSERVED | FAIL | FAIL | none    | pass/unverifiable RECORD_CHANGED
            pass                     | UNVERIFIABLE  | POLICY_NOT_OBSERVED | PASS | FAIL | none    | pass/unverifiable NOT_EVALUABLE
            pass                     | UNVERIFIABLE  | POLICY_NOT_OBSERVED | -    | FAIL | none    | pass/unverifiable NOT_EVALUABLE
            pass                     | UNVERIFIABLE  | WITNESS_MISSING     | -    | FAIL | none    | pass/unverifiable NOT_EVALUABLE
            pass                     | UNVERIFIABLE  | EDITION_NOT_KNOWN   | -    | PASS | none    | pass/unverifiable NOT_EVALUABLE
            pass                     | TEMPERROR     | DNS_FAILURE         | -    | FAIL | none    | pass/temperror NOT_EVALUABLE
            temperror                | PASS          | ALIGNED_SPF         | -    | PASS | none    | temperror/pass NOT_EVALUABLE
            permerror                | NONE          | NO_RECORD           | -    | PERMERROR | none | permerror/none RULE_DIFFERS
            pass                     | FAIL          | NOT_ALIGNED         | -    | FAIL | reject  | pass/fail RULE_DIFFERS
            pass                     | FAIL          | NOT_ALIGNED         | -    | PASS | reject  | pass/fail RULE_DIFFERS
            """)
    void dmarc(
            String stamped,
            DmarcStatus status,
            DmarcReason reason,
            @Nullable DmarcStatus ifUnchanged,
            DmarcStatus otherEdition,
            String action,
            String expected) {
        DmarcResult dmarc = new DmarcResult(
                DmarcEdition.RFC9989,
                evaluation(status, reason, ifUnchanged),
                evaluation(otherEdition, DmarcReason.NOT_ALIGNED, null),
                action);
        OwnResults own = own(evidence().spf(), evidence(), dmarc, ArcResult.NONE, null);
        assertThat(drift("dmarc=" + stamped + " header.from=fabrikam.test", own))
                .isEqualTo(expected.isEmpty() ? "" : "dmarc fabrikam.test " + expected);
    }

    private static Evaluation evaluation(DmarcStatus status, DmarcReason reason, @Nullable DmarcStatus ifUnchanged) {
        return new Evaluation(
                status,
                reason,
                FABRIKAM,
                FABRIKAM,
                FABRIKAM,
                DmarcPolicy.REJECT,
                Alignment.RELAXED,
                Alignment.RELAXED,
                100,
                false,
                null,
                null,
                null,
                ifUnchanged,
                List.of());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            compauth=pass reason=100          | ''
            compauth=pass reason=101          | ''
            compauth=pass reason=130          | compauth fabrikam.test pass reason=130/pass reason=100 RULE_DIFFERS
            compauth=fail reason=001          | compauth fabrikam.test fail reason=001/pass reason=100 RULE_DIFFERS
            dmarc=pass header.from=fabrikam.test | ''
            """)
    void compauth(String stamp, String expected) {
        CompositeEvidence evidence =
                evidence().dmarc(DmarcStatus.PASS, DmarcPolicy.REJECT, "none").aligned(true, false);
        assertThat(drift(stamp, own(evidence, null))).isEqualTo(expected);
    }

    @Test
    void whatRestsOnASignatureDiffersForItsReason() {
        CompositeEvidence evidence = CompositeEvidence.of("fabrikam.test")
                .dkim(DkimStatus.FAIL, DkimReason.BODY_HASH_MISMATCH, "fabrikam.test")
                .dmarc(DmarcStatus.FAIL, DmarcPolicy.REJECT, "oreject");
        String stamp = "dkim=pass (signature was verified) header.d=fabrikam.test; dmarc=pass action=none"
                + " header.from=fabrikam.test; compauth=pass reason=100";
        assertThat(drift(stamp, own(evidence, null)))
                .isEqualTo("dkim fabrikam.test pass/fail ALTERED_AFTER_RECEIPT;"
                        + " dmarc fabrikam.test pass/fail ALTERED_AFTER_RECEIPT;"
                        + " compauth fabrikam.test pass reason=100/fail reason=000 ALTERED_AFTER_RECEIPT");
    }

    @Test
    void whatIsUndeterminedForLackOfEvidenceIsNotEvaluable() {
        CompositeEvidence evidence =
                CompositeEvidence.of("fabrikam.test").spf(SpfStatus.NOT_EVALUABLE, "fabrikam.test");
        assertThat(drift("spf=none smtp.mailfrom=fabrikam.test; compauth=fail reason=001", own(evidence, null)))
                .isEqualTo("spf fabrikam.test none/not_evaluable NOT_EVALUABLE;"
                        + " compauth fabrikam.test fail reason=001/undetermined NOT_EVALUABLE");
    }

    @Test
    void onlyTheTopmostTrustedStampOfEachMethodCounts() {
        OwnResults own = own(evidence().dkim(DkimStatus.PASS, DkimReason.VERIFIED, "fabrikam.test"), null);
        String lying = "spf=fail smtp.mailfrom=fabrikam.test; dkim=fail header.d=fabrikam.test";
        assertThat(Drifts.of(List.of(), own)).isEmpty();
        assertThat(Drifts.of(List.of(stamp(lying, false)), own)).isEmpty();
        List<Stamp> stamps = Stream.of("spf=pass smtp.mailfrom=fabrikam.test", lying)
                .map(text -> stamp(text, true))
                .toList();
        assertThat(Drifts.of(stamps, own)).extracting(Drift::method).containsExactly(Drift.Method.DKIM);
    }
}
