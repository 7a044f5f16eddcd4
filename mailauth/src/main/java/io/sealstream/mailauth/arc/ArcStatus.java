package io.sealstream.mailauth.arc;

/** The chain validation status (RFC 8617 §4.4), and two for evidence that failed or is missing. */
public enum ArcStatus {
    NONE,
    PASS,
    FAIL,
    TEMPERROR,
    UNVERIFIABLE
}
