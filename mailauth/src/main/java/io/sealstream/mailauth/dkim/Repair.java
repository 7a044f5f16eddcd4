package io.sealstream.mailauth.dkim;

/**
 * How a break was undone, proven by a hash or a signature that then matches. It is a finding about what happened on the way,
 * and never a pass.
 *
 * @param detail what was undone, shortened
 */
record Repair(Kind kind, String detail) {
    private static final int MAX_DETAIL = 120;

    /** What intermediaries do. */
    enum Kind {
        LINE_ENDINGS("line endings changed"),
        FROM_QUOTING(">From quoting"),
        SIGNATURE_SEPARATOR("space after -- lost"),
        FOOTER("footer appended"),
        BANNER("banner inserted"),
        INSERTED_LINES("lines inserted"),
        HTML_BANNER("HTML banner inserted"),
        TRANSFER_ENCODING("transfer encoding changed"),
        REFOLDED("header folded anew"),
        SUBJECT_PREFIX("subject prefix added"),
        FIELD_ADDED("header field added"),
        FIELDS_CHANGED("header fields changed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** As a result carries it: what it was, and the change. */
    String text() {
        String shown = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) + "…" : detail;
        return shown.isEmpty() ? kind.words : kind.words + ": " + shown.strip();
    }
}
