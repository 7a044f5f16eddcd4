package io.sealstream.mailauth.compauth;

import io.sealstream.mailauth.arc.ArcResult.ArcSet;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimResult.Check;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcEdition;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcReason;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dsn.DeliveryReport;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.iprev.IprevStatus;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfReason;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evidence for tests, stated result by result. */
public record CompositeEvidence(
        @Nullable DomainName from,
        SpfResult spf,
        List<DkimResult> dkim,
        DmarcStatus dmarc,
        @Nullable DmarcPolicy policy,
        String action,
        @Nullable DomainName alignedSpf,
        @Nullable DomainName alignedDkim,
        Beside beside) {

    /** What the rules read beside the results of the protocols. */
    public record Beside(
            List<ArcSet> vouchers,
            List<ArcSet> openVouchers,
            IprevResult iprev,
            @Nullable DeliveryReport report,
            int skipped,
            Signals signals,
            @Nullable String author) {
        /** The client has no host name, and nothing else is there. */
        static final Beside NOTHING =
                new Beside(List.of(), List.of(), host(IprevStatus.PERMERROR, null, false), null, 0, Signals.NONE, null);
    }

    static IprevResult host(IprevStatus status, @Nullable String organization, @Nullable Boolean exchangeAligned) {
        DomainName name = organization == null ? null : DomainName.of(organization);
        return new IprevResult(status, name, name, List.of(), exchangeAligned);
    }

    /** SPF none, not signed, no DMARC record. */
    public static CompositeEvidence of(String fromDomain) {
        DomainName from = fromDomain.isEmpty() ? null : DomainName.of(fromDomain);
        return new CompositeEvidence(
                from,
                spfResult(SpfStatus.NONE, "mailfrom.test"),
                List.of(),
                DmarcStatus.NONE,
                null,
                "none",
                null,
                null,
                Beside.NOTHING);
    }

    public CompositeEvidence spf(SpfStatus status, String domain) {
        return new CompositeEvidence(
                from, spfResult(status, domain), dkim, dmarc, policy, action, alignedSpf, alignedDkim, beside);
    }

    public CompositeEvidence dkim(DkimStatus status, DkimReason reason, String domain) {
        return dkim(status, reason, Check.MATCH, domain);
    }

    /** @param bodyHash beside a header that matches, unless the reason is that it does not */
    CompositeEvidence dkim(DkimStatus status, DkimReason reason, Check bodyHash, String domain) {
        DkimResult signature = new DkimResult(
                status,
                reason,
                0,
                DomainName.of(domain),
                "s",
                "@" + domain,
                "rsa-sha256",
                "relaxed/relaxed",
                2048,
                bodyHash,
                reason == DkimReason.SIGNATURE_MISMATCH ? Check.MISMATCH : Check.MATCH,
                0,
                null,
                null,
                Set.of(),
                Duration.ZERO,
                null,
                "",
                List.of());
        List<DkimResult> more =
                Stream.concat(dkim.stream(), Stream.of(signature)).toList();
        return new CompositeEvidence(from, spf, more, dmarc, policy, action, alignedSpf, alignedDkim, beside);
    }

    public CompositeEvidence dmarc(DmarcStatus status, @Nullable DmarcPolicy applied, String actionWord) {
        return new CompositeEvidence(from, spf, dkim, status, applied, actionWord, alignedSpf, alignedDkim, beside);
    }

    public CompositeEvidence aligned(boolean bySpf, boolean byDkim) {
        return new CompositeEvidence(
                from, spf, dkim, dmarc, policy, action, bySpf ? from : null, byDkim ? from : null, beside);
    }

    CompositeEvidence with(Beside other) {
        return new CompositeEvidence(from, spf, dkim, dmarc, policy, action, alignedSpf, alignedDkim, other);
    }

    /** The client's host name is confirmed, and of this organization. */
    CompositeEvidence host(String organization, boolean exchangeAligned) {
        return iprev(host(IprevStatus.PASS, organization, exchangeAligned));
    }

    CompositeEvidence iprev(IprevResult iprev) {
        return with(new Beside(
                beside.vouchers,
                beside.openVouchers,
                iprev,
                beside.report,
                beside.skipped,
                beside.signals,
                beside.author));
    }

    /** A chain whose keys could not be had, sealed by that domain, whose results say that the message was authenticated. */
    CompositeEvidence openVoucher(String sealer) {
        return with(new Beside(
                List.of(),
                List.of(set(sealer)),
                beside.iprev,
                beside.report,
                beside.skipped,
                beside.signals,
                beside.author));
    }

    CompositeEvidence openReport(String signer) {
        DeliveryReport open = new DeliveryReport(List.of(), List.of(DomainName.of(signer)));
        return with(new Beside(
                beside.vouchers,
                beside.openVouchers,
                beside.iprev,
                open,
                beside.skipped,
                beside.signals,
                beside.author));
    }

    private static ArcSet set(String sealer) {
        return new ArcSet(1, DomainName.of(sealer), "s", DomainName.of(sealer), "none", "dmarc=pass");
    }

    CompositeEvidence vouchedForBy(String sealer) {
        return with(new Beside(
                List.of(set(sealer)),
                beside.openVouchers,
                beside.iprev,
                beside.report,
                beside.skipped,
                beside.signals,
                beside.author));
    }

    CompositeEvidence report(String... about) {
        List<DomainName> signers = Stream.of(about).map(DomainName::of).toList();
        return with(new Beside(
                beside.vouchers,
                beside.openVouchers,
                beside.iprev,
                new DeliveryReport(signers, List.of()),
                beside.skipped,
                beside.signals,
                beside.author));
    }

    /** @param address of the From domain */
    CompositeEvidence from(String address) {
        return with(new Beside(
                beside.vouchers,
                beside.openVouchers,
                beside.iprev,
                beside.report,
                beside.skipped,
                beside.signals,
                address));
    }

    CompositeEvidence skipped(int hops) {
        return with(new Beside(
                beside.vouchers,
                beside.openVouchers,
                beside.iprev,
                beside.report,
                hops,
                beside.signals,
                beside.author));
    }

    CompositeEvidence signal(Signals.Finding... findings) {
        Signals signals = new Signals(null, null, null, null, null, Set.of(findings));
        return with(new Beside(
                beside.vouchers,
                beside.openVouchers,
                beside.iprev,
                beside.report,
                beside.skipped,
                signals,
                beside.author));
    }

    private static SpfResult spfResult(SpfStatus status, String domain) {
        return SpfResult.of(status, SpfReason.NO_MATCH, SpfIdentity.MAIL_FROM, DomainName.of(domain));
    }

    public From fromField() {
        return from == null
                ? new From(List.of(), List.of(), false, Set.of())
                : new From(
                        List.of(from), List.of(beside.author == null ? "user@" + from : beside.author), true, Set.of());
    }

    public DmarcResult dmarcResult() {
        DmarcResult.Evaluation evaluation = new DmarcResult.Evaluation(
                dmarc,
                DmarcReason.NOT_ALIGNED,
                from,
                from,
                policy == null ? null : from,
                policy,
                Alignment.RELAXED,
                Alignment.RELAXED,
                100,
                false,
                alignedSpf,
                alignedDkim,
                null,
                null,
                List.of());
        return new DmarcResult(DmarcEdition.RFC9989, evaluation, evaluation, action);
    }

    public CompositeInput input() {
        return input(false);
    }

    public CompositeInput stamped() {
        return input(true);
    }

    private CompositeInput input(boolean stamped) {
        return new CompositeInput(
                fromField(),
                IpAddress.parse("192.0.2.1").orElseThrow(),
                Instant.parse("2026-05-04T10:00:00Z"),
                spf,
                dkim,
                beside.vouchers,
                beside.openVouchers,
                dmarcResult(),
                beside.iprev,
                beside.report,
                beside.skipped,
                beside.signals,
                stamped);
    }
}
