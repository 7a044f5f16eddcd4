package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.diagnosis.Effort.Work;
import io.sealstream.mailauth.diagnosis.Repair.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

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
    private final long lines;
    private final Effort effort;
    private final Predicate<Restoration> enough;
    private boolean done;

    private BodyRewrites(byte[] body, Effort effort, Predicate<Restoration> enough) {
        this.body = new String(body, StandardCharsets.ISO_8859_1);
        this.lines = this.body.chars().filter(c -> c == '\n').count();
        this.effort = effort;
        this.enough = enough;
    }

    /** Gives bodies that this one may have been, the likeliest first, until one is enough; none is this one. */
    static void of(byte[] body, Effort effort, Predicate<Restoration> enough) {
        if (effort.pay(Work.REWRITTEN_OCTET, body.length)) {
            BodyRewrites rewrites = new BodyRewrites(body, effort, enough);
            rewrites.addQuoting();
            rewrites.addSpace();
            rewrites.addLines();
        }
    }

    private void addQuoting() {
        add(Kind.FROM_QUOTED, () -> replacedAtLineStart(body, ">From ", "From "));
        add(Kind.FROM_UNQUOTED, () -> replacedAtLineStart(body, "From ", ">From "));
        add(Kind.FROM_INDENTED, () -> replacedAtLineStart(body, " From ", "From "));
        add(Kind.FROM_UNESCAPED, () -> replacedAtLineStart(body, "From ", "=46rom "));
        add(Kind.FROM_ESCAPED, () -> replacedAtLineStart(body, "=46rom ", "From "));
        add(Kind.DOTS_DOUBLED, () -> replacedAtLineStart(body, "..", "."));
        add(Kind.DOTS_LOST, () -> replacedAtLineStart(body, ".", ".."));
    }

    private void addSpace() {
        add(Kind.SIGNATURE_SEPARATOR_CHANGED, this::separated);
        add(Kind.TRAILING_SPACE_ADDED, () -> eachLine(String::stripTrailing));
        add(Kind.TRAILING_SPACE_ADDED, () -> eachLine(l -> l.endsWith(" ") ? butLast(l) : l));
        add(Kind.TRAILING_SPACE_REMOVED, () -> eachLine(line -> line + " "));
        add(Kind.TRAILING_SPACE_REMOVED, () -> eachLine(line -> line.isEmpty() ? line : line + " "));
        add(Kind.TRAILING_SPACE_REMOVED, () -> eachLine(line -> line.isEmpty() ? " " : line));
        add(Kind.TRAILING_SPACE_REMOVED, () -> flowed(body, 0));
        add(Kind.TRAILING_SPACE_REMOVED, () -> flowed(body, MAX_FLOWED));
        add(Kind.TRAILING_SPACE_REMOVED, () -> flowed(separated(), MAX_FLOWED));
        add(Kind.TABS_EXPANDED, () -> body.replace("        ", "\t"));
        add(Kind.SPACES_MADE_TABS, () -> body.replace("\t", "        "));
    }

    private String separated() {
        return body.replace("\n--\r\n", "\n-- \r\n").replace("\n--\n", "\n-- \n");
    }

    private static String butLast(String line) {
        return line.substring(0, line.length() - 1);
    }

    private void addLines() {
        add(Kind.LINES_BROKEN, () -> body.replace("!\r\n ", ""));
        add(Kind.LINES_BROKEN, () -> joinedAfter(998));
        add(Kind.LINES_BROKEN, () -> joinedAfter(990));
        for (String preamble : body.startsWith("--") ? PREAMBLES : List.<String>of()) {
            add(Repair.lost(Kind.PREAMBLE_LOST, preamble), () -> preamble + body);
        }
        add(Kind.EMPTY_LINES_DOUBLED, () -> body.replace("\r\n\r\n", "\r\n"));
        add(Kind.STRAY_CR_ADDED, () -> body.replace("\r\r\n", "\r\n"));
    }

    private void add(Kind kind, Supplier<String> former) {
        add(Repair.ofBody(kind), former);
    }

    private void add(Repair repair, Supplier<String> former) {
        if (!done && effort.pay(Work.REWRITTEN_OCTET, body.length()) && effort.pay(Work.LINE, lines)) {
            String other = former.get();
            done = !other.equals(body)
                    && effort.pay(Work.REWRITTEN_OCTET, Math.max(0, other.length() - body.length()))
                    && enough.test(new Restoration(List.of(repair), other.getBytes(StandardCharsets.ISO_8859_1)));
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
