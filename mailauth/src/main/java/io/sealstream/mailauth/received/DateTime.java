package io.sealstream.mailauth.received;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The date-time of RFC 5322 §3.3, with the obsolete syntax of §4.3 and comments. */
public final class DateTime {
    private static final int MAX_LENGTH = 256;
    private static final int MAX_WORDS = 8;
    private static final int MAX_OFFSET_MINUTES = 18 * 60;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private DateTime() {}

    /** The instant; empty for anything that is no date-time of the years 1900 to 9999. A leap second is the second after. */
    public static Optional<Instant> parse(String text) {
        List<String> words = text.length() > MAX_LENGTH ? List.of() : words(text);
        // The day of the week is optional (RFC 5322 §3.3), and never checked against the date.
        int day = !words.isEmpty() && Character.isLetter(words.get(0).charAt(0)) ? 1 : 0;
        if (words.size() < day + 4) {
            return Optional.empty();
        }
        int dayOfMonth = number(words.get(day), 2);
        int month = MONTHS.indexOf(words.get(day + 1).toLowerCase(Locale.ROOT)) + 1;
        int year = year(words.get(day + 2));
        int second = secondOfDay(words.get(day + 3));
        int offset = words.size() > day + 4 ? offsetMinutes(words.get(day + 4)) : 0;
        if (month == 0 || year < 1900 || second < 0 || Math.abs(offset) > MAX_OFFSET_MINUTES) {
            return Optional.empty();
        }
        if (dayOfMonth < 1 || dayOfMonth > YearMonth.of(year, month).lengthOfMonth()) {
            return Optional.empty();
        }
        LocalDateTime midnight = LocalDateTime.of(year, month, dayOfMonth, 0, 0);
        return Optional.of(midnight.plusSeconds(second - offset * 60L).toInstant(ZoneOffset.UTC));
    }

    /** The words outside comments, cut at white space and commas. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(MAX_WORDS);
        int depth = 0;
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean inWord = depth == 0 && c > ' ' && c != ',' && c != '(';
            if (!inWord && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            } else if (inWord && start < 0) {
                start = i;
            }
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            }
            if (words.size() == MAX_WORDS) {
                return words;
            }
        }
        return words;
    }

    private static int year(String text) {
        int year = number(text, 4);
        if (year < 0 || text.length() < 2) {
            return -1;
        }
        return switch (text.length()) {
            case 2 -> year < 50 ? year + 2000 : year + 1900; // RFC 5322 §4.3
            case 3 -> year + 1900;
            default -> year;
        };
    }

    private static int secondOfDay(String text) {
        int colon = text.indexOf(':');
        int second = colon < 0 ? -1 : text.indexOf(':', colon + 1);
        int hours = colon < 0 ? -1 : number(text.substring(0, colon), 2);
        int minutes = colon < 0 ? -1 : number(text.substring(colon + 1, second < 0 ? text.length() : second), 2);
        int seconds = second < 0 ? 0 : number(text.substring(second + 1), 2);
        boolean valid = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds <= 60;
        return valid ? hours * 3600 + minutes * 60 + seconds : -1;
    }

    private static int offsetMinutes(String zone) {
        char sign = zone.charAt(0);
        if (sign == '+' || sign == '-') {
            int digits = zone.length() == 5 ? number(zone.substring(1), 4) : -1;
            if (digits < 0 || digits % 100 > 59) {
                return Integer.MAX_VALUE;
            }
            int minutes = digits / 100 * 60 + digits % 100;
            return sign == '-' ? -minutes : minutes;
        }
        return switch (zone.toUpperCase(Locale.ROOT)) { // RFC 5322 §4.3
            case "EDT" -> -4 * 60;
            case "EST", "CDT" -> -5 * 60;
            case "CST", "MDT" -> -6 * 60;
            case "MST", "PDT" -> -7 * 60;
            case "PST" -> -8 * 60;
            default -> 0; // UT, GMT, and every zone that is not known
        };
    }

    private static int number(String text, int maxDigits) {
        if (text.isEmpty() || text.length() > maxDigits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
