package io.sealstream.mailauth.arc;

/** Why a chain came to its status. */
public enum ArcReason {
    VERIFIED,
    /** No ARC header field. */
    NO_CHAIN,
    /** An instance is missing, doubled, out of 1 to 50, or lacks one of its three fields (RFC 8617 §5.2). */
    STRUCTURE,
    /** A field does not parse. */
    SYNTAX_ERROR,
    /** {@code cv=} is not what the instance requires. */
    CV_MISMATCH,
    /** The newest seal says {@code cv=fail}. */
    CV_FAIL,
    /** {@code h=} in an ARC-Seal (§4.1.3), or an AMS that signs an ARC-Seal (§4.1.2). */
    FORBIDDEN_TAG,
    /** An {@code a=} that is not known, or rsa-sha1 (RFC 8301 §3.1). */
    UNSUPPORTED_ALGORITHM,
    /** The header is larger, or has more fields, than signatures are checked over. */
    HEADER_TOO_LARGE,
    MESSAGE_SIGNATURE_FAILED,
    SEAL_FAILED,
    NO_KEY,
    KEY_UNUSABLE,
    DNS_FAILURE,
    KEY_NOT_OBSERVED,
    /** The private key of a link was public by then. */
    KEY_COMPROMISED,
    /** The body hash fails in a copy that is not as it was on the wire. */
    ALTERED_AFTER_RECEIPT
}
