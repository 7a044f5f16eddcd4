package io.sealstream.mailauth.compauth;

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
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfReason;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.time.Duration;
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
        @Nullable DomainName alignedDkim) {

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
                null);
    }

    public CompositeEvidence spf(SpfStatus status, String domain) {
        return new CompositeEvidence(
                from, spfResult(status, domain), dkim, dmarc, policy, action, alignedSpf, alignedDkim);
    }

    public CompositeEvidence dkim(DkimStatus status, DkimReason reason, String domain) {
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
                Check.MATCH,
                Check.MATCH,
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
        return new CompositeEvidence(from, spf, more, dmarc, policy, action, alignedSpf, alignedDkim);
    }

    public CompositeEvidence dmarc(DmarcStatus status, @Nullable DmarcPolicy applied, String actionWord) {
        return new CompositeEvidence(from, spf, dkim, status, applied, actionWord, alignedSpf, alignedDkim);
    }

    public CompositeEvidence aligned(boolean bySpf, boolean byDkim) {
        return new CompositeEvidence(from, spf, dkim, dmarc, policy, action, bySpf ? from : null, byDkim ? from : null);
    }

    private static SpfResult spfResult(SpfStatus status, String domain) {
        return SpfResult.of(status, SpfReason.NO_MATCH, SpfIdentity.MAIL_FROM, DomainName.of(domain));
    }

    public From fromField() {
        return from == null
                ? new From(List.of(), List.of(), false, Set.of())
                : new From(List.of(from), List.of("user@" + from), true, Set.of());
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
        return new CompositeInput(fromField(), spf, dkim, dmarcResult(), false);
    }

    public CompositeInput stamped() {
        return new CompositeInput(fromField(), spf, dkim, dmarcResult(), true);
    }
}
