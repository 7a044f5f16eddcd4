package io.sealstream.mailauth.diagnosis;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The forms in which a value of a header field is written by one program and another. Values begin after the colon. */
final class FieldForms {
    private static final Map<String, List<String>> CONSTANTS = Map.of(
            "mime-version", List.of(" 1.0"),
            "content-type",
                    List.of(
                            " text/plain",
                            " text/plain; charset=utf-8",
                            " text/plain; charset=us-ascii",
                            " text/plain; charset=\"utf-8\"",
                            " text/plain; charset=\"us-ascii\"",
                            " text/plain; charset=UTF-8",
                            " text/plain; charset=\"UTF-8\"",
                            " text/html; charset=utf-8"),
            "content-transfer-encoding", List.of(" 7bit", " 8bit", " quoted-printable", " base64"),
            "content-language", List.of(" en-US", " en"),
            "importance", List.of(" Normal", " normal"),
            "x-priority", List.of(" 3", " 3 (Normal)"),
            "precedence", List.of(" bulk", " list"),
            "auto-submitted", List.of(" auto-generated"),
            "list-unsubscribe-post", List.of(" List-Unsubscribe=One-Click"),
            "subject", List.of("", " "));

    private FieldForms() {}

    /** @param prefix what is not in the value; empty: nothing, the value is written in another way */
    record Subject(String value, String prefix) {}

    /** Without a list's {@code [tag]}, or a word of a filter such as {@code EXTERNAL:}, before or after {@code Re:}. */
    static List<Subject> subjects(String raw) {
        Map<String, String> found = new LinkedHashMap<>();
        int open = raw.indexOf('[');
        int close = raw.indexOf(']', open + 1);
        int word = raw.length() - raw.stripLeading().length();
        if (open >= 0 && close > open) {
            addSubject(raw, open, close + 1, found);
        }
        for (char last : new char[] {' ', ':', ']', '*', ')', '}', '-', '|'}) {
            int end = raw.indexOf(last, word);
            end = last == ' ' ? end : end + 1;
            if (end > word) {
                addSubject(raw, word, end, found);
            }
        }
        forms(raw).forEach(form -> found.putIfAbsent(form, ""));
        found.remove(raw);
        return found.entrySet().stream()
                .map(entry -> new Subject(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static void addSubject(String raw, int from, int to, Map<String, String> found) {
        String rest = raw.substring(0, from) + raw.substring(to).stripLeading();
        String prefix = raw.substring(from, to);
        found.putIfAbsent(rest, prefix);
        forms(rest).forEach(form -> found.putIfAbsent(form, prefix));
    }

    private static Set<String> forms(String value) {
        Set<String> forms = new LinkedHashSet<>();
        for (String reply : List.of("Re: ", "RE: ", "re: ")) {
            int at = value.toLowerCase(Locale.ROOT).indexOf("re: ");
            if (at >= 0 && value.substring(0, at).isBlank()) {
                forms.add(value.substring(0, at) + reply + value.substring(at + 4));
            }
        }
        forms.add(value.replace("\t", "\r\n\t"));
        forms.add(value.replace("\r\n", ""));
        forms.add(value.replace("\r\n ", "\r\n\t"));
        forms.add(value.replace("\r\n\t", "\r\n "));
        forms.add(encodedWords(value, true));
        forms.add(encodedWords(value, false));
        forms.remove(value);
        return forms;
    }

    /** With charset and encoding of the encoded words (RFC 2047 §2) in the other case. */
    private static String encodedWords(String value, boolean bothUpper) {
        StringBuilder changed = new StringBuilder(value);
        int at = value.indexOf("=?");
        while (at >= 0) {
            int charset = value.indexOf('?', at + 2);
            int encoding = charset < 0 ? -1 : value.indexOf('?', charset + 1);
            if (encoding != charset + 2) {
                break;
            }
            String word = value.substring(at, charset);
            changed.replace(at, charset, bothUpper ? word.toUpperCase(Locale.ROOT) : word.toLowerCase(Locale.ROOT));
            changed.setCharAt(charset + 1, Character.toUpperCase(value.charAt(charset + 1)));
            at = value.indexOf("=?", encoding);
        }
        return changed.toString();
    }

    /** Parameters with quotes and without, the charset in both cases, and without it. */
    static Set<String> contentTypes(String raw) {
        Set<String> forms = new LinkedHashSet<>();
        int at = raw.toLowerCase(Locale.ROOT).indexOf("charset=");
        String unfolded = raw.replace("\r\n", "");
        forms.add(unfolded);
        if (at < 0) {
            return forms;
        }
        int start = at + "charset=".length();
        boolean quoted = start < raw.length() && raw.charAt(start) == '"';
        int end = start + (quoted ? 1 : 0);
        while (end < raw.length() && raw.charAt(end) != '"' && raw.charAt(end) != ';' && raw.charAt(end) > ' ') {
            end++;
        }
        String charset = raw.substring(start + (quoted ? 1 : 0), end);
        String before = raw.substring(0, start);
        String after = raw.substring(quoted && end < raw.length() ? end + 1 : end);
        for (String word : List.of(charset, charset.toUpperCase(Locale.ROOT), charset.toLowerCase(Locale.ROOT))) {
            forms.add(before + word + after);
            forms.add(before + '"' + word + '"' + after);
        }
        for (String word : List.of("utf-8", "iso-8859-1", "us-ascii", "windows-1252", "UTF-8", "ISO-8859-1")) {
            forms.add(before + word + after);
            forms.add(before + '"' + word + '"' + after);
        }
        int parameter = raw.lastIndexOf(';', at);
        if (parameter >= 0) {
            forms.add(raw.substring(0, parameter) + after);
        }
        return forms;
    }

    /** With the zone as others write it, and the day in one digit or two (RFC 5322 §3.3). */
    static Set<String> dates(String raw) {
        Set<String> forms = new LinkedHashSet<>();
        for (String zone : List.of("+0000", "-0000", "GMT", "UTC", "+0000 (UTC)", "+0000 (GMT)")) {
            for (String now : List.of(" +0000 (UTC)", " +0000 (GMT)", " +0000", " -0000", " GMT", " UTC")) {
                if (raw.endsWith(now)) {
                    forms.add(raw.substring(0, raw.length() - now.length() + 1) + zone);
                    break;
                }
            }
        }
        int comment = raw.indexOf(" (");
        if (comment > 0) {
            forms.add(raw.substring(0, comment));
        }
        Set<String> days = new LinkedHashSet<>();
        for (String form : List.of(raw, forms.isEmpty() ? raw : forms.iterator().next())) {
            int comma = form.indexOf(", ");
            if (comma > 0 && comma + 3 < form.length()) {
                boolean zero = form.charAt(comma + 2) == '0';
                boolean single = form.charAt(comma + 3) == ' ';
                if (zero || single) {
                    String day = zero ? form.substring(comma + 3) : "0" + form.substring(comma + 2);
                    days.add(form.substring(0, comma + 2) + day);
                }
            }
        }
        forms.addAll(days);
        return forms;
    }

    /** One address with its name quoted and not, and the address alone with brackets and without. */
    static Set<String> addresses(String raw) {
        Set<String> forms = new LinkedHashSet<>();
        String value = raw.strip();
        int open = value.lastIndexOf('<');
        forms.add(raw.replace(", ", ","));
        forms.add(raw.replace(", ", ",\r\n "));
        forms.add(raw.replace(", ", ",\r\n\t"));
        forms.add(" " + raw.replace("\r\n", "").strip());
        if (open > 0 && value.indexOf(',') < 0) {
            String name = value.substring(0, open).strip();
            boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
            String other = quoted ? name.substring(1, name.length() - 1) : '"' + name + '"';
            forms.add(" " + other + " " + value.substring(open));
            int via = other.toLowerCase(Locale.ROOT).indexOf(" via ");
            if (via > 0) {
                forms.add(" " + other.substring(quoted ? 0 : 1, via) + " " + value.substring(open));
            }
        } else if (open == 0 && value.endsWith(">")) {
            forms.add(" " + value.substring(1, value.length() - 1));
        } else if (open < 0 && value.indexOf(',') < 0) {
            forms.add(" <" + value + ">");
        }
        return forms;
    }

    /** What stands in brackets or alone, and has an at sign. */
    static void addAddresses(String value, Set<String> found) {
        for (String word : value.split("[\\s,;<>\"()]+", 100)) {
            if (word.indexOf('@') > 0 && word.indexOf('@') < word.length() - 1) {
                found.add(word);
            }
        }
    }

    /** The few values that a field has in most mail. */
    static List<String> constants(String lowerCaseName) {
        return CONSTANTS.getOrDefault(lowerCaseName, List.of());
    }

    /** As most write it, for simple canonicalization. */
    static String usualName(String name) {
        if (name.equalsIgnoreCase("mime-version")) {
            return "MIME-Version";
        }
        if (name.equalsIgnoreCase("message-id")) {
            return "Message-ID";
        }
        StringBuilder usual = new StringBuilder(name.toLowerCase(Locale.ROOT));
        for (int i = 0; i < usual.length(); i++) {
            if (i == 0 || usual.charAt(i - 1) == '-') {
                usual.setCharAt(i, Character.toUpperCase(usual.charAt(i)));
            }
        }
        return usual.toString();
    }
}
