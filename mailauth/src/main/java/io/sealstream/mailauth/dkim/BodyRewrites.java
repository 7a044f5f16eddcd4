package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dkim.Repair.Kind;
import io.sealstream.mailauth.dkim.Repair.Restoration;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/** What relays and stores do to the lines of a whole body, undone. */
final class BodyRewrites {
    private static final int MAX_FLOWED = 60;
    private static final List<String> PREAMBLES = List.of(
            "This is a multi-part message in MIME format.\r\n",
            "This is a multi-part message in MIME format.\r\n\r\n",
            "This is a multipart message in MIME format.\r\n",
            "This is a multipart message in MIME format.\r\n\r\n",
            "This message is in MIME format.\r\n\r\n",
            "This is a MIME-encapsulated message\r\n\r\n",
            "This is a cryptographically signed message in MIME format.\r\n\r\n",
            "\r\n");

    private final String body;
    private final Predicate<Restoration> enough;
    private boolean done;

    private BodyRewrites(byte[] body, Predicate<Restoration> enough) {
        this.body = new String(body, StandardCharsets.ISO_8859_1);
        this.enough = enough;
    }

    /** Gives bodies that this one may have been, the likeliest first, until one is enough; none is this one. */
    static void of(byte[] body, Predicate<Restoration> enough) {
        BodyRewrites rewrites = new BodyRewrites(body, enough);
        rewrites.addQuoting();
        rewrites.addSpace();
        rewrites.addLines();
    }

    private void addQuoting() {
        add(Kind.FROM_QUOTING, "", replacedAtLineStart(body, ">From ", "From "));
        add(Kind.FROM_QUOTING, "undone", replacedAtLineStart(body, "From ", ">From "));
        add(Kind.FROM_QUOTING, "by a space", replacedAtLineStart(body, " From ", "From "));
        add(Kind.FROM_QUOTING, "in quoted-printable", replacedAtLineStart(body, "=46rom ", "From "));
        add(Kind.DOT_STUFFING, "doubled", replacedAtLineStart(body, "..", "."));
        add(Kind.DOT_STUFFING, "lost", replacedAtLineStart(body, ".", ".."));
    }

    private void addSpace() {
        String separated = body.replace("\n--\r\n", "\n-- \r\n").replace("\n--\n", "\n-- \n");
        add(Kind.SIGNATURE_SEPARATOR, "", separated);
        add(Kind.TRAILING_SPACE, "added", eachLine(String::stripTrailing));
        add(Kind.TRAILING_SPACE, "one added to each line", eachLine(l -> l.endsWith(" ") ? butLast(l) : l));
        add(Kind.TRAILING_SPACE, "removed from each line", eachLine(line -> line + " "));
        add(Kind.TRAILING_SPACE, "removed from each line", eachLine(line -> line.isEmpty() ? line : line + " "));
        add(Kind.TRAILING_SPACE, "removed from empty lines", eachLine(line -> line.isEmpty() ? " " : line));
        add(Kind.TRAILING_SPACE, "removed from flowed lines", flowed(body, 0));
        add(Kind.TRAILING_SPACE, "removed from flowed lines", flowed(body, MAX_FLOWED));
        add(Kind.TRAILING_SPACE, "removed from flowed lines", flowed(separated, MAX_FLOWED));
        add(Kind.TRAILING_SPACE, "tabs for spaces", body.replace("\t", "        "));
        add(Kind.TRAILING_SPACE, "spaces for tabs", body.replace("        ", "\t"));
    }

    private static String butLast(String line) {
        return line.substring(0, line.length() - 1);
    }

    private void addLines() {
        add(Kind.LINES_BROKEN, "with !", body.replace("!\r\n ", ""));
        add(Kind.LINES_BROKEN, "", joinedAfter(998));
        add(Kind.LINES_BROKEN, "", joinedAfter(990));
        if (body.startsWith("--")) {
            PREAMBLES.forEach(preamble -> add(Kind.PREAMBLE, preamble, preamble + body));
        }
        add(Kind.LINES_BROKEN, "empty lines doubled", body.replace("\r\n\r\n", "\r\n"));
        add(Kind.LINES_BROKEN, "stray CR", body.replace("\r\r\n", "\r\n"));
    }

    private void add(Kind kind, String detail, String other) {
        if (!done && !other.equals(body)) {
            done = enough.test(new Restoration(
                    List.of(new Repair(kind, detail.strip())), other.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    private static String replacedAtLineStart(String text, String from, String to) {
        String rest = text.replace("\n" + from, "\n" + to);
        return rest.startsWith(from) ? to + rest.substring(from.length()) : rest;
    }

    private interface LineChange {
        String apply(String line);
    }

    private String eachLine(LineChange change) {
        StringBuilder all = new StringBuilder(body.length() + 64);
        int from = 0;
        while (from < body.length()) {
            int end = body.indexOf('\n', from);
            int next = end < 0 ? body.length() : end + 1;
            int text = end < 0 ? next : end > from && body.charAt(end - 1) == '\r' ? end - 1 : end;
            all.append(change.apply(body.substring(from, text))).append(body, text, next);
            from = next;
        }
        return all.toString();
    }

    /** With a space at the end of each line that another one follows in its paragraph (RFC 3676 §4.1). */
    private static String flowed(String text, int atLeast) {
        StringBuilder all = new StringBuilder(text.length() + 64);
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf("\r\n", from);
            if (end < 0) {
                break;
            }
            all.append(text, from, end);
            boolean follows = end + 2 < text.length() && text.charAt(end + 2) != '\r';
            if (follows && end > from && end - from >= atLeast && text.charAt(end - 1) != ' ') {
                all.append(' ');
            }
            all.append("\r\n");
            from = end + 2;
        }
        return all.append(text, from, text.length()).toString();
    }

    /** Without the line ends of lines that have that very length. */
    private String joinedAfter(int length) {
        StringBuilder all = new StringBuilder(body.length());
        int from = 0;
        while (from < body.length()) {
            int end = body.indexOf("\r\n", from);
            int next = end < 0 ? body.length() : end + 2;
            all.append(body, from, end - from == length ? end : next);
            from = next;
        }
        return all.toString();
    }
}
