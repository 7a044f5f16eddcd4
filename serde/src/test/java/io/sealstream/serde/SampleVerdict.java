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
import io.sealstream.mailauth.compauth.AppliedOverride;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.compauth.CompositeResult.Known;
import io.sealstream.mailauth.compauth.CompositeStatus;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.compauth.Signals.Finding;
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
import io.sealstream.mailauth.dsn.DeliveryReport;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.iprev.IprevStatus;
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
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One verdict spelled out: the content of the committed snapshots. What it says must not change. */
public final class SampleVerdict {
    private static final Instant RECEIVED = Instant.parse("2026-05-04T10:00:00Z");
    private static final DomainName FABRIKAM = DomainName.of("fabrikam.com");

    private static final List<Repair> REPAIRED = List.of(
            new Repair(Kind.FOOTER_APPENDED, Proof.BODY_HASH, null, 42, null, "____\nlist@lists.example"),
            new Repair(Kind.FIELD_REWRITTEN, Proof.SIGNATURE, "Date", 0, "4 May", "04 May"));

    private static final LocalDate DAY = LocalDate.of(2026, 5, 1);

    private static final Signals SIGNALS = new Signals(
            new Signals.History("fabrikam.com", DAY, 3, 40, 39, DAY, 2, 1, 0),
            new Signals.Contact(1, 2, DAY),
            new Signals.Burst(9, 2),
            new Signals.Replay("fabrikam.com", 3, 20),
            new Signals.Reputation("fabrikam.com", 100, 98, 2, 1),
            EnumSet.of(Finding.GOOD_HISTORY, Finding.DKIM_REPLAY));

    private SampleVerdict() {}

    public static Verdict verdict() {
        return verdict(
                evidence(),
                "contoso",
                SIGNALS,
                new AppliedOverride(
                        new AppliedOverride.Entry(AppliedOverride.Kind.ALLOW_PAIR, "*, fabrikam.com"),
                        List.of(new AppliedOverride.Entry(AppliedOverride.Kind.SAFE_SENDER, "fabrikam.com"))),
                new CompositeResult(CompositeStatus.PASS, "130", "trusted-sealer", Known.DOCUMENTED, "ARC vouches"));
    }

    /** What is left of it in a record of version 1. */
    public static Verdict verdictOfVersion1() {
        return verdict(evidenceOfVersion1(), null, Signals.NONE, null, null);
    }

    private static Verdict verdict(
            Evidence evidence,
            @Nullable String tenant,
            Signals signals,
            @Nullable AppliedOverride override,
            @Nullable CompositeResult rederived) {
        return new Verdict(
                evidence,
                tenant,
                signals,
                new CompositeResult(
                        CompositeStatus.PASS,
                        "100",
                        "dmarc-pass",
                        CompositeResult.Known.OBSERVED,
                        "SPF passes aligned"),
                "none",
                override,
                rederived,
                "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=fabrikam.com; dmarc=pass action=none",
                List.of(new Drift(Drift.Method.DKIM, "fabrikam.com", "pass", "unverifiable", Drift.Reason.KEY_GONE)));
    }

    public static Evidence evidence() {
        return evidence(
                "list.fabrikam.com",
                new IprevResult(
                        IprevStatus.PASS,
                        DomainName.of("mx.fabrikam.com"),
                        FABRIKAM,
                        List.of(DomainName.of("mx.fabrikam.com")),
                        null),
                new DeliveryReport(List.of(DomainName.of("contoso.com")), List.of()),
                1,
                REPAIRED,
                stamp());
    }

    /** What is left of it in a record of version 1. */
    public static Evidence evidenceOfVersion1() {
        return evidence(null, IprevResult.NOT_EVALUABLE, null, 0, List.of(), null);
    }

    private static Evidence evidence(
            @Nullable String listId,
            IprevResult iprev,
            @Nullable DeliveryReport report,
            int skipped,
            List<Repair> repaired,
            @Nullable Stamp sealed) {
        return new Evidence(
                "mail.raw/0/42",
                new Mail.Origin("mail.raw", 0, 42, 1_777_888_800_000L),
                new Evidence.MessageFacts(
                        "1@fabrikam.com", "Mon, 4 May 2026 10:00:00 +0000", "M\u00fcller", listId, 13_201),
                new Evidence.Copy(Mail.Fidelity.WIRE, LineEndings.CRLF),
                trace(skipped),
                List.of("someone@contoso.com"),
                new From(List.of(FABRIKAM), List.of("a@fabrikam.com"), true, Set.of()),
                FABRIKAM,
                false,
                iprev,
                report,
                spf(),
                SpfResult.of(SpfStatus.NONE, SpfReason.NO_RECORD, SpfIdentity.HELO, DomainName.of("mx.fabrikam.com")),
                List.of(dkim(repaired)),
                arc(),
                dmarc(),
                List.of(stamp()),
                sealed,
                EnumSet.of(Missing.DKIM_KEY),
                List.of(consulted()),
                new Evidence.Processing(180, "JDK", 2));
    }

    private static Trace trace(int skipped) {
        return new Trace(
                new Traced<>(IpAddress.parse("192.0.2.1").orElseThrow(), Traced.Origin.RECEIVED, 3),
                Traced.of("mx.fabrikam.com", Traced.Origin.ENVELOPE),
                Traced.of("a@fabrikam.com", Traced.Origin.ENVELOPE),
                new ReceiptTime(Traced.of(RECEIVED, Traced.Origin.ENVELOPE), RECEIVED.minusSeconds(5), null),
                3,
                12,
                skipped,
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

    private static DkimResult dkim(List<Repair> repaired) {
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
                repaired);
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
