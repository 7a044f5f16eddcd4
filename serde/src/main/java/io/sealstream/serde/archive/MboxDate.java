package io.sealstream.serde.archive;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Tells whether the rest of a {@code From } line holds a date such as {@code Thu Jan  1 00:00:00 2026}, in any order. */
final class MboxDate {
    private static final Set<String> MONTHS =
            Set.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private MboxDate() {}

    static boolean isIn(byte[] octets, int from, int to) {
        String line = new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
        boolean month = false;
        boolean time = false;
        boolean year = false;
        int at = 0;
        while (at < line.length()) {
            int end = at;
            while (end < line.length() && line.charAt(end) > ' ') {
                end++;
            }
            if (end > at) {
                month |=
                        end - at == 3 && MONTHS.contains(line.substring(at, end).toLowerCase(Locale.ROOT));
                time |= isTime(line, at, end);
                year |= isYear(line, at, end);
            }
            at = end + 1;
        }
        return month && time && year;
    }

    /** {@code 7:05}, {@code 07:05:09} */
    private static boolean isTime(String line, int from, int to) {
        int colons = 0;
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c == ':') {
                colons++;
            } else if (!isDigit(c)) {
                return false;
            }
        }
        return to - from >= 4 && to - from <= 8 && (colons == 1 || colons == 2);
    }

    private static boolean isYear(String line, int from, int to) {
        boolean century = line.startsWith("19", from) || line.startsWith("20", from);
        return to - from == 4 && century && isDigit(line.charAt(from + 2)) && isDigit(line.charAt(from + 3));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
