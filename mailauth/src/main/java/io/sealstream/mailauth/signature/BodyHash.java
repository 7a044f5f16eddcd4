package io.sealstream.mailauth.signature;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The hash of a canonical body up to a limit. */
public final class BodyHash {
    private final byte @Nullable [] digest;
    private final long unhashed;

    BodyHash(byte @Nullable [] digest, long unhashed) {
        this.digest = digest;
        this.unhashed = unhashed;
    }

    /**
     * The hash of another body, as that well-formed signature describes it.
     *
     * @param repair whether a bare LF ends a line
     */
    public static BodyHash of(SignatureField signature, byte[] body, boolean repair) {
        long limit = signature.bodyLength();
        BodyDigest digest = new BodyDigest(signature.hash(), limit < 0 ? new long[0] : new long[] {limit});
        BodyCanonicalizer.canonicalize(signature.bodyCanonicalization(), body, 0, body.length, repair, digest);
        byte[] whole = digest.finish();
        return limit < 0
                ? new BodyHash(whole, 0)
                : new BodyHash(digest.atLimit(0), Math.max(0, digest.length() - limit));
    }

    /** Whether it is what {@code bh=} of that signature says. */
    public boolean matches(SignatureField signature) {
        return digest != null && MessageDigest.isEqual(digest, signature.bodyHash());
    }

    /** Whether the body is shorter than the limit (RFC 6376 §3.5, {@code l=}): then there is no hash. */
    public boolean tooShort() {
        return digest == null;
    }

    /** Octets of the canonical body beyond the limit. */
    public long unhashed() {
        return unhashed;
    }
}
