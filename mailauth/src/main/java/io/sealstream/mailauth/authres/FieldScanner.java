package io.sealstream.mailauth.authres;

import org.jspecify.annotations.Nullable;

/** Walks once over a value of words, {@code name=value} pairs, comments and semicolons (RFC 8601 §2.2, RFC 5322 §3.2.2). */
final class FieldScanner {
    private final String text;
    private int at;

    FieldScanner(String text) {
        this.text = text;
    }

    boolean atEnd() {
        skip();
        return at == text.length();
    }

    /** The next word, quotes undone, up to white space, a comment, {@code =} or a semicolon; empty where none stands there. */
    String word() {
        skip();
        if (at < text.length() && text.charAt(at) == '=') {
            at++; // a value without a name
            return word();
        }
        return run(true);
    }

    /** Whether {@code =} comes next; it is passed over. */
    boolean skipEquals() {
        skip();
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            return true;
        }
        return false;
    }

    /** What stands after {@code =}, quotes undone; empty where nothing does. */
    String value() {
        skip();
        return run(false);
    }

    /** The comment that comes next, without its parentheses; null: none. One that does not close goes to the end. */
    @Nullable
    String comment() {
        skipWhiteSpace();
        if (at == text.length() || text.charAt(at) != '(') {
            return null;
        }
        int open = at;
        int end = commentEnd();
        at = end;
        boolean closed = text.charAt(end - 1) == ')';
        return text.substring(open + 1, closed ? Math.max(open + 1, end - 1) : end);
    }

    /** After the next such character outside comments and quotes, or at the end. */
    void skipPast(char mark) {
        skip();
        while (at < text.length() && text.charAt(at) != mark) {
            if (text.charAt(at) == '"') {
                at = quotedEnd();
            } else {
                at++;
            }
            skip();
        }
        at = Math.min(at + 1, text.length());
    }

    private String run(boolean stopAtEquals) {
        int start = at;
        boolean onlyQuoted = at < text.length() && text.charAt(at) == '"';
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at = quotedEnd();
                onlyQuoted &= at == text.length() || isEnd(text.charAt(at), stopAtEquals);
            } else if (isEnd(c, stopAtEquals)) {
                break;
            } else {
                at++;
            }
        }
        return onlyQuoted ? unquoted(text.substring(start, at)) : text.substring(start, at);
    }

    private static boolean isEnd(char c, boolean stopAtEquals) {
        return c <= ' ' || c == ';' || c == '(' || (stopAtEquals && c == '=');
    }

    private int quotedEnd() {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        return text.length();
    }

    private static String unquoted(String quoted) {
        StringBuilder plain = new StringBuilder(quoted.length());
        for (int i = 1; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c == '"') {
                break;
            }
            if (c == '\\' && i + 1 < quoted.length()) {
                c = quoted.charAt(++i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /** Passes over white space and comments. */
    private void skip() {
        skipWhiteSpace();
        while (at < text.length() && text.charAt(at) == '(') {
            at = commentEnd();
            skipWhiteSpace();
        }
    }

    private void skipWhiteSpace() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private int commentEnd() {
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }
}
