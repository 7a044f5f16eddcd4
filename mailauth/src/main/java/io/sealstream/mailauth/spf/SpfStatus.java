package io.sealstream.mailauth.spf;

/** The results of RFC 7208 §2.6, and two of ours for evidence that is missing. */
public enum SpfStatus {
    NONE,
    NEUTRAL,
    PASS,
    FAIL,
    SOFTFAIL,
    TEMPERROR,
    PERMERROR,
    /** No trustworthy client IP, so there is nothing to check. */
    NOT_EVALUABLE,
    /** DNS was not observed as of the message's receipt. */
    UNVERIFIABLE
}
