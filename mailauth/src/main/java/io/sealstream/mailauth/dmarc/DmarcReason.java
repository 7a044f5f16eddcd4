package io.sealstream.mailauth.dmarc;

/** Why an evaluation came to its status. */
public enum DmarcReason {
    ALIGNED_SPF,
    ALIGNED_DKIM,
    ALIGNED_BOTH,
    NOT_ALIGNED,
    NO_RECORD,
    /** No usable From domain. */
    NO_FROM,
    /** A record without a usable policy: permerror by RFC 7489 §6.6.3, no DMARC at all by RFC 9989 §4.10.1. */
    INVALID_RECORD,
    /** The policy, or a candidate that could have passed, could not be had. */
    DNS_FAILURE,
    /** The policy was not observed as of the receipt. */
    POLICY_NOT_OBSERVED,
    /** SPF cannot be evaluated, or an aligned signature cannot be verified, as of the receipt. */
    WITNESS_MISSING,
    /** More From domains than are evaluated, so that the evaluation is incomplete (RFC 9989 §11.5). */
    TOO_MANY_FROM_DOMAINS,
    /** The receipt time is not known, so neither is the edition in force then, and the editions come to another status. */
    EDITION_NOT_KNOWN
}
