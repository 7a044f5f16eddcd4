package io.sealstream.serde;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.Evidence.Missing;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.arc.ArcReason;
import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.arc.ArcStatus;
import io.sealstream.mailauth.authres.AuthenticationResults;
import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.authres.AuthenticationResults.Property;
import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.compauth.CompositeStatus;
import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.diagnosis.Repair.Kind;
import io.sealstream.mailauth.diagnosis.Repair.Proof;
import io.sealstream.mailauth.dkim.DkimFlag;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult;
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
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.message.LineEndings;
import io.sealstream.mailauth.received.ReceiptTime;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.Traced;
import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfReason;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One verdict spelled out: the content of the committed snapshots. What it says must not change. */
public final class SampleVerdict {
    private static final Instant RECEIVED = Instant.parse("2026-05-04T10:00:00Z");
    private static final DomainName FABRIKAM = DomainName.of("fabrikam.com");

    private SampleVerdict() {}

    public static Verdict verdict() {
        return new Verdict(
                evidence(),
                new CompositeResult(
                        CompositeStatus.PASS,
                        "100",
                        "dmarc-pass",
                        CompositeResult.Known.OBSERVED,
                        "SPF passes aligned"),
                "none",
                "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=fabrikam.com; dmarc=pass action=none",
                List.of(new Drift(Drift.Method.DKIM, "fabrikam.com", "pass", "unverifiable", Drift.Reason.KEY_GONE)));
    }

    public static Evidence evidence() {
        return new Evidence(
                "mail.raw/0/42",
                new Mail.Origin("mail.raw", 0, 42, 1_777_888_800_000L),
                new Evidence.MessageFacts("1@fabrikam.com", "Mon, 4 May 2026 10:00:00 +0000", "M\u00fcller", 13_201),
                new Evidence.Copy(Mail.Fidelity.WIRE, LineEndings.CRLF),
                trace(),
                List.of("someone@contoso.com"),
                new From(List.of(FABRIKAM), List.of("a@fabrikam.com"), true, Set.of()),
                FABRIKAM,
                false,
                spf(),
                SpfResult.of(SpfStatus.NONE, SpfReason.NO_RECORD, SpfIdentity.HELO, DomainName.of("mx.fabrikam.com")),
                List.of(dkim()),
                arc(),
                dmarc(),
                List.of(stamp()),
                EnumSet.of(Missing.DKIM_KEY),
                List.of(consulted()),
                new Evidence.Processing(180, "JDK", 2));
    }

    private static Trace trace() {
        return new Trace(
                new Traced<>(IpAddress.parse("192.0.2.1").orElseThrow(), Traced.Origin.RECEIVED, 3),
                Traced.of("mx.fabrikam.com", Traced.Origin.ENVELOPE),
                Traced.of("a@fabrikam.com", Traced.Origin.ENVELOPE),
                new ReceiptTime(Traced.of(RECEIVED, Traced.Origin.ENVELOPE), RECEIVED.minusSeconds(5), null),
                3,
                12,
                "microsoft365");
    }

    private static SpfResult spf() {
        return new SpfResult(
                SpfStatus.PASS,
                SpfReason.MATCHED,
                SpfIdentity.MAIL_FROM,
                FABRIKAM,
                List.of("include:spf.example", "ip4:192.0.2.0/24"),
                null,
                3,
                0,
                null,
                null);
    }

    private static DkimResult dkim() {
        return new DkimResult(
                DkimStatus.UNVERIFIABLE,
                DkimReason.KEY_NOT_OBSERVED,
                7,
                FABRIKAM,
                "s1",
                "@fabrikam.com",
                "rsa-sha256",
                "relaxed/simple",
                2_048,
                DkimResult.Check.MATCH,
                DkimResult.Check.NOT_CHECKED,
                17,
                RECEIVED.minusSeconds(60),
                null,
                EnumSet.of(DkimFlag.UNSIGNED_BODY, DkimFlag.KEY_OBSERVED_LATER),
                Duration.ofDays(400),
                DkimStatus.PASS,
                "AbCdEfGh",
                List.of(
                        new Repair(Kind.FOOTER_APPENDED, Proof.BODY_HASH, null, 42, null, "____\nlist@lists.example"),
                        new Repair(Kind.FIELD_REWRITTEN, Proof.SIGNATURE, "Date", 0, "4 May", "04 May")));
    }

    private static ArcResult arc() {
        return new ArcResult(
                ArcStatus.PASS,
                ArcReason.VERIFIED,
                0,
                1,
                1,
                List.of(new ArcResult.ArcSet(
                        1,
                        DomainName.of("example.org"),
                        "arc",
                        DomainName.of("example.org"),
                        "none",
                        "example.org; spf=pass")),
                List.of());
    }

    private static DmarcResult dmarc() {
        Evaluation evaluation = new Evaluation(
                DmarcStatus.PASS,
                DmarcReason.ALIGNED_SPF,
                FABRIKAM,
                FABRIKAM,
                FABRIKAM,
                DmarcPolicy.REJECT,
                Alignment.RELAXED,
                Alignment.STRICT,
                100,
                false,
                FABRIKAM,
                null,
                "v=DMARC1; p=reject; adkim=s",
                null,
                List.of(FABRIKAM, DomainName.of("com")));
        return new DmarcResult(DmarcEdition.RFC9989, evaluation, evaluation, "none");
    }

    private static Stamp stamp() {
        MethodResult compauth = new MethodResult("compauth", "pass", null, "100", List.of());
        MethodResult dkim =
                new MethodResult("dkim", "pass", null, null, List.of(new Property("header.d", "fabrikam.com")));
        MethodResult spf = new MethodResult(
                "spf", "pass", "sender IP is 192.0.2.1", null, List.of(new Property("smtp.mailfrom", "fabrikam.com")));
        return new Stamp(
                5,
                true,
                "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=fabrikam.com; dkim=pass"
                        + " header.d=fabrikam.com;compauth=pass reason=100",
                new AuthenticationResults(Dialect.MICROSOFT_2022, null, 0, List.of(spf, dkim, compauth)));
    }

    private static Consulted consulted() {
        return new Consulted(
                Question.txt(FABRIKAM),
                Answer.Outcome.FOUND,
                Answer.Failure.NONE,
                List.of("v=spf1 include:spf.example -all"),
                List.of(DomainName.of("alias.example")),
                3_600,
                Answer.Via.ARCHIVE,
                Observation.between(RECEIVED.minusSeconds(86_400), RECEIVED),
                true,
                false,
                "ba7816bf8f01cfea414140de5dae2223");
    }
}
