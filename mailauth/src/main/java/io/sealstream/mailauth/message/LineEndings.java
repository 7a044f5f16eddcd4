package io.sealstream.mailauth.message;

/** How the lines of a message end. */
public enum LineEndings {
    /** Every line ends with CRLF, as on the wire (RFC 5321 §2.3.8). */
    CRLF,
    /** Every line ends with a bare LF, as in a file; hashed as though it were CRLF. */
    LF,
    /** Both occur. */
    MIXED
}
