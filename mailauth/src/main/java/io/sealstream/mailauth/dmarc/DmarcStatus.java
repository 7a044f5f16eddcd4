package io.sealstream.mailauth.dmarc;

/** The results of RFC 8601 §2.7 for DMARC, Microsoft's best guess, and one of ours. */
public enum DmarcStatus {
    NONE,
    PASS,
    FAIL,
    /** No record, yet SPF or DKIM passes aligned. */
    BESTGUESSPASS,
    TEMPERROR,
    PERMERROR,
    /** A witness that could have passed, or the policy, was not observed as of the receipt. */
    UNVERIFIABLE
}
