package io.sealstream.serde.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.authres.AuthenticationResults;
import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.authres.AuthenticationResults.Property;
import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.diagnosis.Repair.Kind;
import io.sealstream.mailauth.diagnosis.Repair.Proof;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimResult.Check;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.received.ReceiptTime;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.Traced;
import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfReason;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import io.sealstream.serde.SampleVerdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Bcc recipient, planted wherever a sender or a receiver could bring it in, is nowhere in the output. */
class PlantedRecipientTest {
    private static final String BCC = "planted.bcc@contoso.com";
    private static final String BOUNCE = "bounce+planted.bcc=contoso.com@lists.example";
    private static final DomainName MACRO = DomainName.of("bounce+planted.bcc=contoso.com._spf.lists.example");
    private static final DomainName LOCAL_MACRO = DomainName.of("planted.bcc.bounce._spf.lists.example");

    @ParameterizedTest
    @EnumSource(
            value = RecipientsRule.Mode.class,
            names = {"CLEAR"},
            mode = EnumSource.Mode.EXCLUDE)
    void isNowhereInTheVerdict(RecipientsRule.Mode mode) {
        assertThat(write(rule(mode)).toLowerCase(Locale.ROOT))
                .doesNotContain("planted")
                .doesNotContain("bcc");
    }

    @Test
    void isInTheVerdictWhereItsReaderMayHaveIt() {
        assertThat(write(RecipientsRule.CLEAR))
                .contains("\"rcptTo\":[\"" + BCC + "\"]")
                .contains(BOUNCE);
    }

    @Test
    void underNoneThereAreNoRecipientsAtAll() {
        assertThat(write(RecipientsRule.NONE)).doesNotContain("rcptTo");
    }

    private static RecipientsRule rule(RecipientsRule.Mode mode) {
        return switch (mode) {
            case CLEAR -> RecipientsRule.CLEAR;
            case HMAC -> RecipientsRule.hmac(new byte[] {1});
            case DOMAIN -> RecipientsRule.DOMAIN;
            case NONE -> RecipientsRule.NONE;
        };
    }

    private static String write(RecipientsRule rule) {
        VerdictJson json = new VerdictJson(rule, VerdictJson.DEFAULT_MAX_BYTES, "test");
        String stamp = "spf=fail smtp.mailfrom=" + BOUNCE + "; x-to=" + BCC;
        Drift drift = new Drift(Drift.Method.SPF, BCC, "fail reason=" + BCC, BCC, Drift.Reason.RULE_DIFFERS);
        Verdict verdict = new Verdict(
                planted(stamp),
                null,
                Signals.NONE,
                SampleVerdict.verdict().compauth(),
                "none",
                null,
                null,
                stamp,
                List.of(drift));
        return new String(json.write(verdict), StandardCharsets.UTF_8);
    }

    private static Evidence planted(String stamp) {
        Evidence sample = SampleVerdict.evidence();
        SpfResult spf = new SpfResult(
                SpfStatus.FAIL,
                SpfReason.MATCHED,
                SpfIdentity.MAIL_FROM,
                DomainName.of("lists.example"),
                List.of("exists:" + MACRO, "exists:" + LOCAL_MACRO),
                "exists:" + MACRO,
                2,
                0,
                null,
                "mail for " + BCC + " or Planted.Bcc%40Contoso.com is not welcome");
        AuthenticationResults parsed = new AuthenticationResults(
                Dialect.RFC8601,
                "mx.contoso.com",
                0,
                List.of(new MethodResult("spf", "fail", BCC, null, List.of(new Property("smtp.rcptto", BCC)))));
        return new Evidence(
                sample.id(),
                sample.origin(),
                new Evidence.MessageFacts("1." + BOUNCE, "to " + BCC, "for " + BCC, BCC, 1),
                sample.copy(),
                new Trace(
                        Traced.unknown(),
                        Traced.of("planted.bcc.contoso.com", Traced.Origin.ENVELOPE),
                        Traced.of(BOUNCE, Traced.Origin.ENVELOPE),
                        ReceiptTime.UNKNOWN,
                        -1,
                        0,
                        0,
                        null),
                List.of(BCC),
                sample.from(),
                sample.organizationalDomain(),
                sample.fromTakesNoMail(),
                sample.iprev(),
                sample.report(),
                spf,
                spf,
                List.of(redacted(sample.dkim().get(0))),
                sample.arc(),
                sample.dmarc(),
                List.of(new Stamp(1, true, stamp, parsed), new Stamp(2, false, stamp, parsed)),
                new Stamp(1, true, stamp, parsed),
                sample.missing(),
                List.of(answer(MACRO), answer(LOCAL_MACRO)),
                sample.processing());
    }

    /** A signature that is found to have been of a message to the recipient, below a footer that is cut within the address. */
    private static DkimResult redacted(DkimResult sample) {
        String footer = "a".repeat(Repair.MAX_TEXT - 20) + " " + BCC;
        return new DkimResult(
                DkimStatus.FAIL,
                DkimReason.BODY_HASH_MISMATCH,
                sample.field(),
                sample.domain(),
                sample.selector(),
                sample.auid(),
                sample.algorithm(),
                sample.canonicalization(),
                sample.keyBits(),
                Check.MISMATCH,
                Check.MISMATCH,
                0,
                null,
                null,
                Set.of(),
                Duration.ZERO,
                null,
                "",
                List.of(
                        new Repair(Kind.FOOTER_APPENDED, Proof.BODY_HASH, null, footer.length(), null, footer),
                        new Repair(Kind.RECIPIENT_REDACTED, Proof.SIGNATURE, "To", 0, BCC, "undisclosed")));
    }

    private static Consulted answer(DomainName name) {
        return new Consulted(
                Question.txt(name),
                Answer.Outcome.FOUND,
                Answer.Failure.NONE,
                List.of(BCC),
                List.of(name),
                60,
                Answer.Via.LIVE,
                Observation.ALWAYS,
                false,
                false,
                null);
    }
}
