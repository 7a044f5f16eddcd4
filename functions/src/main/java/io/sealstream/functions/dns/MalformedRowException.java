package io.sealstream.functions.dns;

/** Says what is wrong with one row of a file; the reader of the file adds where. Without a stack trace: it is control flow. */
final class MalformedRowException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedRowException(String reason) {
        super(reason, null, false, false);
    }

    /** What is wrong, in a few words. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
