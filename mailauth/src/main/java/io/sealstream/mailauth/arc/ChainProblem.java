package io.sealstream.mailauth.arc;

import io.sealstream.mailauth.arc.ArcChain.Link;
import io.sealstream.mailauth.signature.SignatureAlgorithm;
import io.sealstream.mailauth.signature.SignatureField;
import io.sealstream.mailauth.signature.SignatureField.Defect;
import org.jspecify.annotations.Nullable;

/** Why a chain fails before anything is hashed or asked (RFC 8617 §5.2, steps 1 to 3). */
record ChainProblem(ArcReason reason, int instance) {

    /** Null where the chain is well-formed, or is one that its newest seal gives up. */
    static @Nullable ChainProblem find(ArcChain chain, boolean headerRefused) {
        if (headerRefused) {
            return new ChainProblem(ArcReason.HEADER_TOO_LARGE, 0);
        }
        Link newest = chain.newest();
        if (newest != null && !chain.broken() && newest.isComplete() && saysFail(newest)) {
            return null; // RFC 8617 §5.1.2: what is below may be broken in any way
        }
        if (chain.broken()) {
            return new ChainProblem(ArcReason.STRUCTURE, 0);
        }
        for (Link link : chain.links()) {
            if (!link.isComplete()) {
                return new ChainProblem(ArcReason.STRUCTURE, link.instance());
            }
        }
        for (Link link : chain.links()) {
            ArcReason reason = problemOf(link, link == newest);
            if (reason != null) {
                return new ChainProblem(reason, link.instance());
            }
        }
        return null;
    }

    static boolean saysFail(@Nullable Link link) {
        return link != null && "fail".equals(link.chainValidation());
    }

    private static @Nullable ArcReason problemOf(Link link, boolean newest) {
        SignatureField seal = link.seal();
        SignatureField signature = link.signature();
        if (seal == null || signature == null) {
            return ArcReason.STRUCTURE;
        }
        if (seal.tags().has("h")) {
            return ArcReason.FORBIDDEN_TAG; // RFC 8617 §4.1.3
        }
        ArcReason reason = defect(seal);
        // RFC 8617 §5.2: of the message signatures only the newest has to verify
        if (reason == null && newest) {
            reason = defect(signature);
        }
        if (reason != null) {
            return reason;
        }
        if (newest && signature.signs("arc-seal")) {
            return ArcReason.FORBIDDEN_TAG; // RFC 8617 §4.1.2
        }
        String required = link.instance() == 1 ? "none" : "pass"; // RFC 8617 §5.2 step 3
        return required.equals(link.chainValidation()) ? null : ArcReason.CV_MISMATCH;
    }

    static @Nullable ArcReason defect(SignatureField field) {
        if (field.defect() == Defect.UNSUPPORTED_ALGORITHM || field.algorithm() == SignatureAlgorithm.RSA_SHA1) {
            return ArcReason.UNSUPPORTED_ALGORITHM; // RFC 8301 §3.1
        }
        return field.defect() == Defect.NONE ? null : ArcReason.SYNTAX_ERROR;
    }
}
