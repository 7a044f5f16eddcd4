package io.sealstream.mailauth.dkim;

/** Why a signature came to its status. */
public enum DkimReason {
    VERIFIED,
    /** The message carries no signature. */
    NOT_SIGNED,
    BODY_HASH_MISMATCH,
    SIGNATURE_MISMATCH,
    /** The tag list does not parse, or a tag has a malformed value (RFC 6376 §3.2, §3.5). */
    SYNTAX_ERROR,
    MISSING_TAG,
    UNSUPPORTED_VERSION,
    UNSUPPORTED_ALGORITHM,
    UNSUPPORTED_CANONICALIZATION,
    /** A query method other than dns/txt (§3.5). */
    UNSUPPORTED_QUERY,
    /** {@code h=} does not name From (§5.4). */
    FROM_NOT_SIGNED,
    /** {@code i=} is not at or below {@code d=} (§3.5), or not equal to it under {@code t=s} (§3.6.1). */
    AUID_MISMATCH,
    /** The header is larger, or has more fields, than signatures are checked over. */
    HEADER_TOO_LARGE,
    /** {@code l=} is more than the body has (§3.5). */
    BODY_LENGTH_EXCEEDED,
    /** {@code x=} lies before the receipt time. */
    EXPIRED,
    /** {@code x=} is not after {@code t=} (§3.5). */
    EXPIRES_BEFORE_SIGNED,
    /** No key record at the selector. */
    NO_KEY,
    /** {@code p=} is empty (§3.6.1). */
    KEY_REVOKED,
    KEY_SYNTAX_ERROR,
    /** The key's {@code k=} is not the signature's. */
    KEY_ALGORITHM_MISMATCH,
    /** The key's {@code h=} does not allow the hash. */
    HASH_NOT_ALLOWED,
    /** The key's {@code s=} does not allow e-mail. */
    SERVICE_NOT_ALLOWED,
    /** Below 1,024 bits (RFC 8301 §3.2). */
    KEY_TOO_SMALL,
    /** Above 8,192 bits: refused before any arithmetic. */
    KEY_TOO_LARGE,
    /** rsa-sha1 (RFC 8301 §3.1). */
    OBSOLETE_ALGORITHM,
    /** The key says {@code t=y}: the domain is testing (§3.6.1). */
    TESTING,
    DNS_FAILURE,
    /** No key was observed as of the receipt, and none seen at another time verifies. */
    KEY_NOT_OBSERVED,
    /** The private key was public by then. */
    KEY_COMPROMISED,
    /** The body hash fails in a copy that is not as it was on the wire, and a trusted stamp says that it had verified. */
    ALTERED_AFTER_RECEIPT,
    /** Beyond the number of signatures that are verified for a message. */
    TOO_MANY_SIGNATURES
}
