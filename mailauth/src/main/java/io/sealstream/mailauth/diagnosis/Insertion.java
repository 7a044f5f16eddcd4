package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.diagnosis.Repair.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Octets of a text that an intermediary may have put there, from the likeliest.
 *
 * @param to after the last one
 */
record Insertion(Kind kind, int from, int to) {
    private static final int MAX_FOOTER_LINES = 60;
    private static final int MAX_KEPT_TAIL = 3;
    private static final int MAX_BANNER_LINES = 20;
    private static final int MAX_BANNER_START = 30;
    private static final int MAX_HTML_PLACES = 40;

    /** Lines at the end, and lines at the beginning, of a part. */
    static List<Insertion> ofText(byte[] text) {
        TextLines lines = new TextLines(text);
        List<Insertion> found = new ArrayList<>();
        addFooters(lines, lines.count(), found);
        addBanners(lines, 0, found);
        return found;
    }

    /** Lines at the end, or before the last few, which close a multipart, and lines at the beginning. */
    static List<Insertion> ofBody(byte[] body) {
        TextLines lines = new TextLines(body);
        List<Insertion> found = new ArrayList<>();
        addFooters(lines, lines.count(), found);
        addBanners(lines, 0, found);
        for (int tail = 1; tail <= MAX_KEPT_TAIL; tail++) {
            addFooters(lines, lines.count() - tail, found);
        }
        return found;
    }

    /** Lines after an empty line near the beginning, as where a part of a multipart begins. */
    static List<Insertion> within(byte[] body) {
        TextLines lines = new TextLines(body);
        List<Insertion> found = new ArrayList<>();
        for (int from = 1; from < lines.count() && from <= MAX_BANNER_START; from++) {
            if (lines.isEmpty(from - 1)) {
                addBanners(lines, from, found);
            }
        }
        return found;
    }

    private static void addFooters(TextLines lines, int to, List<Insertion> found) {
        for (int from = to - 1; from >= 0 && from >= to - MAX_FOOTER_LINES; from--) {
            found.add(new Insertion(Kind.FOOTER_APPENDED, lines.start(from), lines.start(to)));
        }
    }

    private static void addBanners(TextLines lines, int from, List<Insertion> found) {
        Kind kind = from == 0 ? Kind.BANNER_INSERTED : Kind.LINES_INSERTED;
        for (int to = from + 1; to < lines.count() && to <= from + MAX_BANNER_LINES; to++) {
            found.add(new Insertion(kind, lines.start(from), lines.start(to)));
        }
    }

    /** What stands after the {@code body} tag, or at the beginning where there is none, and what stands before its end. */
    static List<Insertion> ofHtml(byte[] octets) {
        String html = new String(octets, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int tag = html.indexOf("<body");
        int start = tag < 0 ? 0 : html.indexOf('>', tag) + 1;
        List<Insertion> found = new ArrayList<>();
        int to = start;
        for (int i = 0; i < MAX_HTML_PLACES && to < html.length(); i++) {
            to = nextPlace(html, to);
            found.add(new Insertion(Kind.HTML_BANNER_INSERTED, start, to));
        }
        int close = html.lastIndexOf("</body");
        int end = close < 0 ? html.length() : close;
        int from = end;
        for (int i = 0; i < MAX_HTML_PLACES && from > start; i++) {
            from--;
            while (from > start && html.charAt(from) != '<' && html.charAt(from - 1) != '\n') {
                from--;
            }
            found.add(new Insertion(Kind.HTML_FOOTER_APPENDED, from, end));
        }
        return found;
    }

    /** After the next tag or line. */
    private static int nextPlace(String html, int from) {
        int i = from;
        while (i < html.length() && html.charAt(i) != '>' && html.charAt(i) != '\n') {
            i++;
        }
        return Math.min(i + 1, html.length());
    }

    int size() {
        return to - from;
    }

    byte[] removedFrom(byte[] text) {
        byte[] rest = Arrays.copyOf(text, text.length - (to - from));
        System.arraycopy(text, to, rest, from, text.length - to);
        return rest;
    }

    Repair repair(byte[] text) {
        return Repair.inserted(kind, text, from, to);
    }
}
