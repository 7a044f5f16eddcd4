package io.sealstream.mailauth.compauth;

import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence that the rules read.
 *
 * @param stamped whether it is what a receiver stamped, and not found by us: a DNS failure that the receiver met is what it judged
 *     by, while one that we met leaves a witness unheard
 */
public record CompositeInput(From from, SpfResult spf, List<DkimResult> dkim, DmarcResult dmarc, boolean stamped) {

    boolean hasFrom() {
        return !from.domains().isEmpty();
    }

    DmarcStatus dmarcStatus() {
        return dmarc.status();
    }

    /** Whether SPF or DKIM passes for a domain of the From domain's organisation. */
    boolean isAligned() {
        return dmarc.deciding().alignedSpf() != null || dmarc.deciding().alignedDkim() != null;
    }

    /** Whether the policy for the message is quarantine or reject, sampled out or not. */
    boolean isEnforced() {
        DmarcPolicy policy = dmarc.deciding().policy();
        return policy == DmarcPolicy.QUARANTINE || policy == DmarcPolicy.REJECT;
    }

    boolean isFromAccepted(CompositePolicy policy) {
        return from.domains().stream().anyMatch(policy.acceptedDomains()::contains);
    }

    /**
     * Whether a witness that could have passed was not heard, so that nothing negative may be said: the DMARC record or SPF as of
     * the receipt, a signature that could align, or any of them for a DNS failure.
     */
    boolean isWitnessMissing() {
        return dmarcStatus() == DmarcStatus.UNVERIFIABLE
                || (!stamped && dmarcStatus() == DmarcStatus.TEMPERROR)
                || spf.status() == SpfStatus.NOT_EVALUABLE
                || spf.status() == SpfStatus.UNVERIFIABLE
                || dkim.stream().anyMatch(this::mightHavePassed)
                || (!stamped && dmarcStatus() == DmarcStatus.PERMERROR && hasWitnessFailed());
    }

    private boolean mightHavePassed(DkimResult signature) {
        boolean open = signature.status() == DkimStatus.UNVERIFIABLE || signature.status() == DkimStatus.SKIPPED;
        return open && mightAlign(signature.domain());
    }

    /** A permerror is told by the record alone, whatever became of the witnesses. */
    private boolean hasWitnessFailed() {
        return (spf.status() == SpfStatus.TEMPERROR && mightAlign(spf.domain()))
                || dkim.stream()
                        .anyMatch(signature ->
                                signature.status() == DkimStatus.TEMPERROR && mightAlign(signature.domain()));
    }

    private boolean mightAlign(@Nullable DomainName identifier) {
        @Nullable DomainName organization = dmarc.deciding().organizationalDomain();
        return organization == null || identifier == null || identifier.isAtOrBelow(organization);
    }
}
