package io.sealstream.mailauth.compauth;

import io.sealstream.mailauth.arc.ArcResult.ArcSet;
import io.sealstream.mailauth.compauth.Signals.Finding;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimResult.Check;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dsn.DeliveryReport;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.iprev.IprevStatus;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The evidence that the rules read.
 *
 * @param vouchers the ARC sets of a chain that passes whose results say that the message was authenticated when it came to the
 *     sealer; of a stamp, that of the sealer whom the receiver believed
 * @param openVouchers the same sets of a chain whose keys could not all be had
 * @param skipped how many hops skip listing passed over
 * @param stamped whether it is what a receiver stamped, and not found by us: a DNS failure that the receiver met is what it judged
 *     by, while one that we met leaves a witness unheard
 */
public record CompositeInput(
        From from,
        @Nullable IpAddress clientIp,
        @Nullable Instant receivedAt,
        SpfResult spf,
        List<DkimResult> dkim,
        List<ArcSet> vouchers,
        List<ArcSet> openVouchers,
        DmarcResult dmarc,
        IprevResult iprev,
        @Nullable DeliveryReport report,
        int skipped,
        Signals signals,
        boolean stamped) {

    boolean hasFrom() {
        return !from.domains().isEmpty();
    }

    DmarcStatus dmarcStatus() {
        return dmarc.status();
    }

    boolean isDmarcError() {
        return dmarcStatus() == DmarcStatus.TEMPERROR || dmarcStatus() == DmarcStatus.PERMERROR;
    }

    /** Whether DMARC fails under a policy of quarantine or reject, sampled out or not. */
    boolean isEnforcedFail() {
        DmarcPolicy policy = dmarc.deciding().policy();
        return dmarcStatus() == DmarcStatus.FAIL && (policy == DmarcPolicy.QUARANTINE || policy == DmarcPolicy.REJECT);
    }

    /** Whether SPF or DKIM passes for a domain of the From domain's organisation. */
    boolean isAligned() {
        return dmarc.deciding().alignedSpf() != null || dmarc.deciding().alignedDkim() != null;
    }

    boolean isFromAccepted(CompositePolicy policy) {
        return from.domains().stream().anyMatch(policy.acceptedDomains()::contains);
    }

    boolean isBlocked(CompositePolicy policy) {
        return policy.blocked().stream().anyMatch(pair -> pair.matches(this));
    }

    /** Whether a sealer whom the tenant trusts, or the stamping receiver did, vouches for the message. */
    boolean isVouchedFor(CompositePolicy policy) {
        return stamped ? !vouchers.isEmpty() : trustedVoucher(policy).isPresent();
    }

    /** The newest set of a sealer whom the tenant trusts that vouches for the message. */
    Optional<ArcSet> trustedVoucher(CompositePolicy policy) {
        return vouchers.stream().filter(set -> isTrusted(set, policy)).reduce((older, newer) -> newer);
    }

    private static boolean isTrusted(ArcSet set, CompositePolicy policy) {
        return policy.trustedSealers().stream().anyMatch(set::isSealedBy);
    }

    boolean isOfSameOrganisation(CompositePolicy policy) {
        return policy.sameOrganisation().stream().anyMatch(pair -> pair.matches(this));
    }

    /** Whether the body alone broke a signature of the From domain's organisation, and a hop that is known to change bodies sent it. */
    boolean isModifiedByKnownHop(CompositePolicy policy) {
        return dkim.stream().anyMatch(this::isBrokenByBodyAlone)
                && policy.modifyingHops().stream().anyMatch(hop -> hop.sent(this));
    }

    private boolean isBrokenByBodyAlone(DkimResult signature) {
        return signature.bodyHash() == Check.MISMATCH
                && signature.signature() == Check.MATCH
                && signature.domain() != null
                && isOfFromOrganization(signature.domain());
    }

    private boolean isOfFromOrganization(DomainName domain) {
        DomainName organization = dmarc.deciding().organizationalDomain();
        return organization == null ? from.domains().contains(domain) : domain.isAtOrBelow(organization);
    }

    boolean isReportAboutOwnMail(CompositePolicy policy) {
        return report != null && report.about().stream().anyMatch(policy.acceptedDomains()::contains);
    }

    boolean isReportToKnownContact(CompositePolicy policy) {
        return report != null && policy.usesSignals() && signals.has(Finding.KNOWN_CONTACT);
    }

    boolean hasGoodHistory(CompositePolicy policy) {
        return policy.usesSignals() && signals.has(Finding.GOOD_HISTORY);
    }

    /** Whether the client's confirmed host name is of the From domain's organisation. */
    boolean isHostAligned() {
        DomainName host = iprev.organizationalDomain();
        return iprev.status() == IprevStatus.PASS && host != null && isFromOrganization(host);
    }

    private boolean isFromOrganization(DomainName organization) {
        return organization.equals(dmarc.deciding().organizationalDomain());
    }

    /** Whether the client's confirmed host name is of the organisation of a mail exchanger of the From domain. */
    boolean isExchangeAligned() {
        return iprev.status() == IprevStatus.PASS && Boolean.TRUE.equals(iprev.exchangeAligned());
    }

    /** Whether the client's host name, or the exchangers that it could be aligned with, are not known. */
    boolean isHostOpen() {
        return !stamped && (iprev.isOpen() || iprev.exchangeAligned() == null);
    }

    /**
     * Whether a witness that could have passed was not heard, so that nothing negative may be said: the DMARC record or SPF as of
     * the receipt, a signature that could align, any of them for a DNS failure, or what the tenant's entries ask for.
     */
    boolean isWitnessMissing(CompositePolicy policy) {
        return dmarcStatus() == DmarcStatus.UNVERIFIABLE
                || (!stamped && dmarcStatus() == DmarcStatus.TEMPERROR)
                || spf.status() == SpfStatus.NOT_EVALUABLE
                || spf.status() == SpfStatus.UNVERIFIABLE
                || dkim.stream().anyMatch(this::mightHavePassed)
                || (!stamped && dmarcStatus() == DmarcStatus.PERMERROR && hasWitnessFailed())
                || (!stamped && isEntryOpen(policy));
    }

    private boolean isEntryOpen(CompositePolicy policy) {
        return openVouchers.stream().anyMatch(set -> isTrusted(set, policy))
                || policy.sameOrganisation().stream().anyMatch(pair -> pair.mayMatch(this))
                || (dkim.stream().anyMatch(this::isBrokenByBodyAlone)
                        && policy.modifyingHops().stream().anyMatch(hop -> hop.mayHaveSent(this)))
                || (isEnforcedFail()
                        && report != null
                        && report.open().stream().anyMatch(policy.acceptedDomains()::contains));
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
