package io.sealstream.mailauth.dkim;

import java.util.List;

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
        DOT_STUFFING("dots at line starts changed"),
        SIGNATURE_SEPARATOR("space after -- lost"),
        TRAILING_SPACE("trailing white space changed"),
        LINES_BROKEN("long lines broken"),
        FOOTER("footer appended"),
        BANNER("banner inserted"),
        INSERTED_LINES("lines inserted"),
        HTML_BANNER("HTML banner inserted"),
        HTML_FOOTER("HTML footer inserted"),
        WRAPPED("body wrapped in a multipart"),
        PREAMBLE("preamble of a multipart lost"),
        TRANSFER_ENCODING("transfer encoding changed"),
        CHARSET("charset changed"),
        REFOLDED("header folded anew"),
        SUBJECT_PREFIX("subject prefix added"),
        FIELD_ADDED("header field added"),
        FIELD_REMOVED("header field removed"),
        FIELD_REWRITTEN("header field rewritten"),
        RECIPIENT("recipient redacted"),
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

    /**
     * What was undone, and the proof of it.
     *
     * @param octets the body, or the header, for which hash or signature match; not shared
     */
    record Restoration(List<Repair> repairs, byte[] octets) {}
}
