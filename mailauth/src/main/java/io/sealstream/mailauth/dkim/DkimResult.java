package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.dns.DomainName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one DKIM-Signature field. Body hash and signature are judged apart. What could not be read from the field
 * is null.
 *
 * @param field the index of the field from the top; -1 where the message has none
 * @param domain {@code d=}
 * @param selector {@code s=}
 * @param auid {@code i=}, or its default {@code @d}
 * @param algorithm {@code a=} as it is written, in lower case
 * @param canonicalization {@code c=} as {@code relaxed/simple}
 * @param keyBits the size of the key; 0 where there is none
 * @param unsignedBytes octets of the canonical body beyond {@code l=}
 * @param signedAt {@code t=}
 * @param expiresAt {@code x=}
 * @param keyGap between the receipt and the nearest sighting of the key; zero where it was seen then
 * @param wouldBe what the status would be without the rule that forbids it (SHA-1, a small key, a test key); else null
 * @param signatureData the first 8 characters of {@code b=} (RFC 6008); empty where there is none
 * @param repaired what happened to the message on its way, each undone and proven; empty where that was not tried or not found
 */
public record DkimResult(
        DkimStatus status,
        DkimReason reason,
        int field,
        @Nullable DomainName domain,
        @Nullable String selector,
        @Nullable String auid,
        @Nullable String algorithm,
        @Nullable String canonicalization,
        int keyBits,
        Check bodyHash,
        Check signature,
        long unsignedBytes,
        @Nullable Instant signedAt,
        @Nullable Instant expiresAt,
        Set<DkimFlag> flags,
        Duration keyGap,
        @Nullable DkimStatus wouldBe,
        String signatureData,
        List<Repair> repaired) {

    /** The state of one of the two proofs of a signature. */
    public enum Check {
        MATCH,
        MISMATCH,
        NOT_CHECKED
    }

    /** This result with another status and reason. */
    public DkimResult with(DkimStatus otherStatus, DkimReason otherReason) {
        return with(otherStatus, otherReason, repaired);
    }

    /** This result with what was found to have happened on the way. */
    DkimResult withRepairs(List<Repair> findings) {
        return with(status, reason, findings);
    }

    private DkimResult with(DkimStatus otherStatus, DkimReason otherReason, List<Repair> otherRepaired) {
        return new DkimResult(
                otherStatus,
                otherReason,
                field,
                domain,
                selector,
                auid,
                algorithm,
                canonicalization,
                keyBits,
                bodyHash,
                signature,
                unsignedBytes,
                signedAt,
                expiresAt,
                flags,
                keyGap,
                wouldBe,
                signatureData,
                otherRepaired);
    }

    public boolean has(DkimFlag flag) {
        return flags.contains(flag);
    }
}
