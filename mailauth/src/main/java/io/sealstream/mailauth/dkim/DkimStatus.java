package io.sealstream.mailauth.dkim;

/** The results of RFC 8601 §2.7.1, and two of ours. */
public enum DkimStatus {
    NONE,
    PASS,
    FAIL,
    /** Verified, or would be, but not acceptable by a rule: a key too small, expired, a test key. */
    POLICY,
    NEUTRAL,
    TEMPERROR,
    PERMERROR,
    /** Neither a pass nor a fail can be told: the key was not observed as of the receipt, or only this copy is altered. */
    UNVERIFIABLE,
    /** Beyond the number of signatures that are verified for a message. */
    SKIPPED
}
