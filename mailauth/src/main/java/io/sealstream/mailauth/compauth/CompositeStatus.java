package io.sealstream.mailauth.compauth;

/** The values of {@code compauth=}, and one of ours. */
public enum CompositeStatus {
    PASS,
    FAIL,
    SOFTPASS,
    NONE,
    /** A rule would rest on evidence that is missing rather than negative. */
    UNDETERMINED
}
