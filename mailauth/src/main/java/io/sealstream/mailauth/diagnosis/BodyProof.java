package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.diagnosis.Effort.Work;
import io.sealstream.mailauth.signature.BodyHash;
import io.sealstream.mailauth.signature.SignatureField;

/** Whether a body is the one that was signed: its hash is {@code bh=}. */
final class BodyProof {
    private final SignatureField signature;
    private final boolean repairLf;
    private final Effort effort;

    /** @param repairLf how the body was hashed before */
    BodyProof(SignatureField signature, boolean repairLf, Effort effort) {
        this.signature = signature;
        this.repairLf = repairLf;
        this.effort = effort;
    }

    Effort effort() {
        return effort;
    }

    boolean isExhausted() {
        return effort.isSpent();
    }

    /** Pays for a candidate of that size, which is then put together and held against the hash. */
    boolean affords(int octets) {
        return effort.pay(Work.BODY, 1) && effort.pay(Work.HASHED_OCTET, octets);
    }

    /** Whether the hash is that of a body that is paid for. */
    boolean holds(byte[] body) {
        return BodyHash.of(signature, body, repairLf).matches(signature);
    }

    /** Whether it holds where a bare LF is what it was not before: a line end, or data. */
    boolean holdsWithOtherLineEnds(byte[] body) {
        return BodyHash.of(signature, body, !repairLf).matches(signature);
    }
}
