package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.authres.AuthenticationResults.Property;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an Authentication-Results value, unfolded, in the form of its dialect. */
public final class AuthenticationResultsWriter {
    private AuthenticationResultsWriter() {}

    /**
     * The value. A word that would end before its end, or break out of its place, is written as a quoted string, in Microsoft's
     * dialects too: a domain name may hold a semicolon.
     */
    public static String write(AuthenticationResults results) {
        StringBuilder text = new StringBuilder(160);
        if (results.instance() > 0) {
            text.append("i=").append(results.instance()).append("; "); // RFC 8617 §4.1.1
        }
        switch (results.dialect()) {
            case RFC8601 -> rfc8601(text, results);
            case MICROSOFT_2018 -> microsoft(text, results.results(), "; ", results.authservId());
            case MICROSOFT_2022 -> microsoft(text, results.results(), ";", null);
        }
        return text.toString();
    }

    private static void rfc8601(StringBuilder text, AuthenticationResults results) {
        serverId(text, results.authservId() == null ? "" : results.authservId());
        if (results.results().isEmpty()) {
            text.append("; none"); // RFC 8601 §2.2
        }
        for (MethodResult result : results.results()) {
            text.append("; ");
            result(text, result);
        }
    }

    private static void microsoft(
            StringBuilder text, List<MethodResult> results, String separator, @Nullable String serverId) {
        boolean compauth = false;
        for (int i = 0; i < results.size(); i++) {
            MethodResult result = results.get(i);
            boolean isCompauth = result.method().equals("compauth");
            if (i > 0) {
                text.append(i == 1 ? "; " : separator);
            }
            if (i > 0 && serverId != null && !isCompauth) {
                serverId(text, serverId);
                text.append("; ");
            }
            result(text, result);
            compauth |= isCompauth;
        }
        if (!compauth) {
            text.append(';');
        }
    }

    private static void result(StringBuilder text, MethodResult result) {
        text.append(result.method()).append('=');
        word(text, result.result());
        if (result.comment() != null) {
            text.append(" (");
            comment(text, result.comment());
            text.append(')');
        }
        if (result.reason() != null) {
            pair(text, "reason", result.reason());
        }
        for (Property property : result.properties()) {
            pair(text, property.name(), property.value());
        }
    }

    private static void pair(StringBuilder text, String name, String value) {
        text.append(' ').append(name).append('=');
        if (!value.isEmpty()) {
            word(text, value);
        }
    }

    /** A word that is followed by no value must not look as though it were. */
    private static void serverId(StringBuilder text, String serverId) {
        if (serverId.indexOf('=') < 0) {
            word(text, serverId);
        } else {
            quoted(text, serverId);
        }
    }

    /** As it is, or as a quoted string (RFC 5322 §3.2.4); control characters are dropped. */
    private static void word(StringBuilder text, String word) {
        if (isPlain(word)) {
            text.append(word);
        } else {
            quoted(text, word);
        }
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '"' || c == '\\' || c == '(' || c == ')' || c == ';') {
                return false;
            }
        }
        return !word.isEmpty();
    }

    private static void quoted(StringBuilder text, String word) {
        text.append('"');
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            if (c >= ' ' && c != 0x7f) {
                text.append(c);
            }
        }
        text.append('"');
    }

    /** As it is where its parentheses balance; else they are escaped (RFC 5322 §3.2.2). */
    private static void comment(StringBuilder text, String comment) {
        boolean balanced = isBalanced(comment);
        for (int i = 0; i < comment.length(); i++) {
            char c = comment.charAt(i);
            if (!balanced && (c == '(' || c == ')' || c == '\\')) {
                text.append('\\');
            }
            text.append(c < ' ' || c == 0x7f ? ' ' : c);
        }
    }

    private static boolean isBalanced(String comment) {
        int depth = 0;
        for (int i = 0; i < comment.length() && depth >= 0; i++) {
            char c = comment.charAt(i);
            if (c == '\\') {
                if (++i == comment.length()) {
                    return false;
                }
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
        }
        return depth == 0;
    }
}
