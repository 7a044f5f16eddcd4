package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.signature.BodyHash;
import io.sealstream.mailauth.signature.SignatureField;

/** Whether a body is the one that was signed: its hash is {@code bh=}. The octets that may be hashed are bounded. */
final class BodyProof {
    private final SignatureField signature;
    private final boolean repairLf;
    private long budget;

    /**
     * @param repairLf how the body was hashed before
     * @param budget how many octets may be hashed
     */
    BodyProof(SignatureField signature, boolean repairLf, long budget) {
        this.signature = signature;
        this.repairLf = repairLf;
        this.budget = budget;
    }

    boolean holds(byte[] body) {
        return holds(body, repairLf);
    }

    /** Whether it holds where a bare LF is what it was not before: a line end, or data. */
    boolean holdsWithOtherLineEnds(byte[] body) {
        return holds(body, !repairLf);
    }

    private boolean holds(byte[] body, boolean bareLfEndsLine) {
        budget -= body.length;
        return budget >= 0 && BodyHash.of(signature, body, bareLfEndsLine).matches(signature);
    }

    /** Counts octets that were made for attempts, as though they had been hashed. */
    void charge(int octets) {
        budget -= octets;
    }

    boolean isExhausted() {
        return budget <= 0;
    }
}
