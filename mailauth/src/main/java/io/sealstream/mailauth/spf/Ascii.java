package io.sealstream.mailauth.spf;

/** The character classes of the record grammar (RFC 5234 §B.1), which knows ASCII only. */
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlpha(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isAlphanumeric(char c) {
        return isAlpha(c) || isDigit(c);
    }
}
