package io.sealstream.mailauth.spf;

/** What a mechanism says of the client (RFC 7208 §4.6.2); {@link #ERROR}: the evaluation has noted which, and ends. */
enum Match {
    MATCH,
    NO_MATCH,
    ERROR;

    static Match when(boolean matches) {
        return matches ? MATCH : NO_MATCH;
    }
}
