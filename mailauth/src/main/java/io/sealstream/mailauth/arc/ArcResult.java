package io.sealstream.mailauth.arc;

import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of the chain.
 *
 * @param problem the instance that the reason is about; 0 where there is none
 * @param instances how many ARC sets the message has
 * @param oldestPass the lowest instance whose message signature verifies with all later ones (RFC 8617 §5.2); 0: none
 * @param sets from instance 1 on
 * @param repaired what happened on its way to the message since the instance {@code problem} signed it, each undone and proven;
 *     empty where that was not tried or not found
 */
public record ArcResult(
        ArcStatus status,
        ArcReason reason,
        int problem,
        int instances,
        int oldestPass,
        List<ArcSet> sets,
        List<Repair> repaired) {
    public static final ArcResult NONE =
            new ArcResult(ArcStatus.NONE, ArcReason.NO_CHAIN, 0, 0, 0, List.of(), List.of());

    /**
     * One set of the chain.
     *
     * @param sealDomain {@code d=} of the ARC-Seal
     * @param signatureDomain {@code d=} of the ARC-Message-Signature
     * @param authenticationResults the ARC-Authentication-Results value without {@code i=}, unfolded
     */
    public record ArcSet(
            int instance,
            @Nullable DomainName sealDomain,
            @Nullable String sealSelector,
            @Nullable DomainName signatureDomain,
            @Nullable String chainValidation,
            String authenticationResults) {

        /** Whether that domain both sealed and signed it, as trust in a sealer demands. */
        public boolean isSealedBy(DomainName domain) {
            return domain.equals(sealDomain) && domain.equals(signatureDomain);
        }
    }

    /** Whether a message signature failed, which is what can be diagnosed. */
    public boolean isOfMessageSignature() {
        return reason == ArcReason.MESSAGE_SIGNATURE_FAILED || reason == ArcReason.ALTERED_AFTER_RECEIPT;
    }

    /** This result with what was found to have happened on the way. */
    ArcResult withRepairs(List<Repair> findings) {
        return new ArcResult(status, reason, problem, instances, oldestPass, sets, findings);
    }

    /** The newest set that one of {@code sealers} sealed, of a chain that passes. */
    public Optional<ArcSet> trusted(Set<DomainName> sealers) {
        for (int i = sets.size() - 1; i >= 0 && status == ArcStatus.PASS; i--) {
            ArcSet set = sets.get(i);
            if (sealers.stream().anyMatch(set::isSealedBy)) {
                return Optional.of(set);
            }
        }
        return Optional.empty();
    }
}
