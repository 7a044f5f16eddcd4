package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.diagnosis.Effort.Work;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A part of a multipart (RFC 2046 §5.1) as offsets into a body, read leniently: a part begins below a line with two hyphens that
 * fields follow, and ends above the next line that begins like one such.
 *
 * @param header its fields with the line end of the last one; one char is one octet
 * @param start where its fields start
 * @param contentStart where its content starts
 * @param end before the line end that belongs to the boundary (§5.1.1)
 */
record MimePart(String header, int start, int contentStart, int end) {
    static final int MAX_PARTS = 16;

    private static final int MAX_PART_FIELDS = 16;

    private static final int MAX_HEADER = 8 << 10;

    /** The parts of all levels, in their order; a multipart within another is one too, and ends where its first part begins. */
    static List<MimePart> of(byte[] octets, Effort effort) {
        if (!effort.pay(Work.SCANNED_OCTET, octets.length)) {
            return List.of();
        }
        String body = new String(octets, StandardCharsets.ISO_8859_1);
        List<String> boundaries = new ArrayList<>();
        List<MimePart> parts = new ArrayList<>();
        int line = 0;
        while (line >= 0 && line < body.length() && parts.size() < MAX_PARTS && effort.pay(Work.LINE, 1)) {
            if (body.startsWith("--", line) && effort.pay(Work.LINE, MAX_PART_FIELDS)) {
                int next = body.indexOf('\n', line) + 1;
                int content = next == 0 ? -1 : contentStart(body, next);
                if (content >= 0) {
                    boundaries.add(body.substring(line, next).stripTrailing());
                    int end = end(body, content, boundaries, effort);
                    parts.add(new MimePart(body.substring(next, emptyLine(body, content)), next, content, end));
                }
            }
            int next = body.indexOf('\n', line);
            line = next < 0 ? -1 : next + 1;
        }
        return parts;
    }

    /** After the empty line that ends the fields, one of which tells the content; -1: there are none. */
    private static int contentStart(String body, int from) {
        boolean told = false;
        int line = from;
        for (int i = 0; i < MAX_PART_FIELDS && line < body.length(); i++) {
            int end = body.indexOf('\n', line);
            if (end < 0 || end - from > MAX_HEADER) {
                return -1;
            }
            if (end == line || (end == line + 1 && body.charAt(line) == '\r')) {
                return told ? end + 1 : -1;
            }
            boolean folded = body.charAt(line) == ' ' || body.charAt(line) == '\t';
            int colon = body.indexOf(':', line);
            if (!folded && (colon <= line || colon >= end)) {
                return -1;
            }
            told |= body.regionMatches(true, line, "Content-", 0, 8);
            line = end + 1;
        }
        return -1;
    }

    /** Where the empty line above the content starts. */
    private static int emptyLine(String body, int content) {
        return content >= 2 && body.charAt(content - 2) == '\r' ? content - 2 : content - 1;
    }

    private static int end(String body, int from, List<String> boundaries, Effort effort) {
        int line = from;
        while (line < body.length() && effort.pay(Work.LINE, 1)) {
            boolean mayBe = body.startsWith("--", line) && effort.pay(Work.LINE, boundaries.size());
            for (String boundary : mayBe ? boundaries : List.<String>of()) {
                if (body.startsWith(boundary, line)) {
                    int end = line > from ? line - 1 : line;
                    return end > from && body.charAt(end - 1) == '\r' ? end - 1 : end;
                }
            }
            int next = body.indexOf('\n', line);
            line = next < 0 ? body.length() : next + 1;
        }
        return body.length();
    }

    /** The value of a field of the part in lower case, as far as it is in one line; empty where there is none. */
    String field(String lowerCaseName) {
        for (String line : header.split("\n", MAX_PART_FIELDS)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(lowerCaseName + ":")) {
                return line.substring(lowerCaseName.length() + 1).strip().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    boolean isText() {
        String type = field("content-type");
        return type.isEmpty() || type.startsWith("text/");
    }

    boolean isHtml() {
        return field("content-type").startsWith("text/html");
    }
}
