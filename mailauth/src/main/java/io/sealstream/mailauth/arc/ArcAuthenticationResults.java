package io.sealstream.mailauth.arc;

import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.signature.SignatureField;

/**
 * An ARC-Authentication-Results field (RFC 8617 §4.1.1).
 *
 * @param instance {@code i=}, which comes first; -1 where the field does not begin with it
 * @param text what comes after it, unfolded
 */
record ArcAuthenticationResults(HeaderField field, int instance, String text) {
    static ArcAuthenticationResults parse(HeaderField field) {
        String value = field.value();
        int at = skipCfws(value, 0);
        if (!isAt(value, at, 'i')) {
            return new ArcAuthenticationResults(field, -1, value);
        }
        at = skipCfws(value, at + 1);
        if (!isAt(value, at, '=')) {
            return new ArcAuthenticationResults(field, -1, value);
        }
        int digits = skipCfws(value, at + 1);
        int digitsEnd = digits;
        while (digitsEnd < value.length() && Character.digit(value.charAt(digitsEnd), 10) >= 0) {
            digitsEnd++;
        }
        int semicolon = skipCfws(value, digitsEnd);
        if (!isAt(value, semicolon, ';')) {
            return new ArcAuthenticationResults(field, -1, value);
        }
        int instance = (int) SignatureField.number(value.substring(digits, digitsEnd), 2);
        return new ArcAuthenticationResults(
                field, instance, value.substring(semicolon + 1).strip());
    }

    private static boolean isAt(String text, int at, char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** Past white space and comments, which nest (RFC 5322 §3.2.2). */
    private static int skipCfws(String text, int from) {
        int depth = 0;
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (c == '\\' && depth > 0) {
                i++;
            } else if (depth == 0 && c != ' ' && c != '\t') {
                return i;
            }
            i++;
        }
        return text.length();
    }
}
