package io.sealstream.cli;

import io.sealstream.mailauth.dns.DomainName;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as words for a terminal. */
final class Words {
    private static final int MAX_TEXT = 160;

    private Words() {}

    static String join(List<DomainName> names) {
        return names.stream().map(DomainName::toString).collect(Collectors.joining(", "));
    }

    /** A length of time, roughly. */
    static String length(Duration gap) {
        return gap.toDays() > 0 ? gap.toDays() + " days" : gap.toHours() + " hours";
    }

    static String shown(@Nullable Object value) {
        return value == null ? "?" : clean(value.toString());
    }

    /** An enum constant as words. */
    static String word(@Nullable Enum<?> constant) {
        return constant == null
                ? "none"
                : constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What came from outside, fit for a terminal: no control characters, and not endless. */
    static String clean(String text) {
        return clean(text, MAX_TEXT);
    }

    static String clean(String text, int longest) {
        String cut = text.length() > longest ? text.substring(0, longest) + "\u2026" : text;
        StringBuilder safe = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> {
            boolean control = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            safe.appendCodePoint(control ? '\ufffd' : c);
        });
        return safe.toString();
    }
}
