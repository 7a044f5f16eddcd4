package io.sealstream.mailauth.spf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record whose syntax is right as a whole (RFC 7208 §4.6).
 *
 * @param text as published
 * @param redirect the target of {@code redirect=} (§6.1); null: none
 * @param explanation the target of {@code exp=} (§6.2); null: none
 */
record SpfRecord(
        String text,
        List<Directive> directives,
        @Nullable DomainSpec redirect,
        @Nullable DomainSpec explanation) {
    private static final String VERSION = "v=spf1";

    /** RFC 7208 §4.5: the version, in any case, and then a space or the end. */
    static boolean isSpf(String text) {
        return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
                && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
    }

    /** What stands after the version. */
    static String termsOf(String text) {
        return text.substring(VERSION.length());
    }
}
