package io.sealstream.mailauth.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One {@code %{…}} of a macro-string (RFC 7208 §7.1).
 *
 * @param letter in lower case
 * @param parts how many right-hand parts to keep; 0: all
 * @param delimiters at which the value is split
 * @param urlEscaped written with an upper-case letter
 */
record Macro(char letter, int parts, boolean reversed, String delimiters, boolean urlEscaped) {
    static final String LETTERS = "slodipvhcrt";

    /** RFC 7208 §7.2: these stand in explanations only. */
    static final String EXPLANATION_LETTERS = "crt";

    static final String DELIMITERS = ".-+,/_=";

    /** What the macro becomes for a value of its letter. */
    void appendTo(StringBuilder out, String value) {
        String transformed = isPlain() ? value : transform(value);
        if (urlEscaped) {
            appendEscaped(out, transformed);
        } else {
            out.append(transformed);
        }
    }

    private boolean isPlain() {
        return parts == 0 && !reversed && delimiters.equals(".");
    }

    /** RFC 7208 §7.3: split at the delimiters, reversed, cut to the right-hand parts, joined by dots. */
    private String transform(String value) {
        List<String> split = split(value);
        if (reversed) {
            Collections.reverse(split);
        }
        int kept = parts == 0 ? split.size() : Math.min(parts, split.size());
        return String.join(".", split.subList(split.size() - kept, split.size()));
    }

    private List<String> split(String value) {
        List<String> split = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || delimiters.indexOf(value.charAt(i)) >= 0) {
                split.add(value.substring(start, i));
                start = i + 1;
            }
        }
        return split;
    }

    /** RFC 3986 §2.1: all but the unreserved characters, octet by octet. */
    private static void appendEscaped(StringBuilder out, String text) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (isUnreserved(c)) {
                out.append(c);
            } else {
                out.append('%').append(upperHex(c >> 4)).append(upperHex(c & 15));
            }
        }
    }

    private static boolean isUnreserved(char c) {
        return Ascii.isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
    }

    private static char upperHex(int digit) {
        return (char) (digit < 10 ? '0' + digit : 'A' + digit - 10);
    }
}
