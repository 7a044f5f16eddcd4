package io.sealstream.mailauth.received;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words and comments of a structured field (RFC 5322 §3.2.2), up to its last semicolon, and the text after that.
 *
 * @param tail what follows the last semicolon outside comments and quotes; empty without one
 */
record ReceivedTokens(List<Token> tokens, String tail) {
    private static final int MAX_TOKENS = 256;
    private static final int MAX_DEPTH = 8;

    /** A comment's text is without its outer parentheses. */
    record Token(String text, boolean comment) {}

    static Optional<ReceivedTokens> of(String value) {
        List<Token> tokens = new ArrayList<>();
        int beforeTail = 0;
        int tail = -1;
        int i = 0;
        while (i < value.length()) {
            char c = value.charAt(i);
            int end = i + 1;
            if (c == '(') {
                end = commentEnd(value, i);
                if (end < 0) {
                    return Optional.empty();
                }
                tokens.add(new Token(value.substring(i + 1, end - 1), true));
            } else if (c == ';') {
                tail = end;
                beforeTail = tokens.size();
            } else if (c == ')') {
                return Optional.empty();
            } else if (c > ' ') {
                end = wordEnd(value, i);
                if (end < 0) {
                    return Optional.empty();
                }
                tokens.add(new Token(value.substring(i, end), false));
            }
            if (tokens.size() > MAX_TOKENS) {
                return Optional.empty();
            }
            i = end;
        }
        return Optional.of(
                tail < 0
                        ? new ReceivedTokens(tokens, "")
                        : new ReceivedTokens(tokens.subList(0, beforeTail), value.substring(tail)));
    }

    private static int commentEnd(String value, int open) {
        int depth = 0;
        for (int i = open; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(' && ++depth > MAX_DEPTH) {
                return -1;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** A word ends at white space, a comment or a semicolon that stand outside of quotes, angle and square brackets. */
    private static int wordEnd(String value, int start) {
        char closing = 0;
        for (int i = start; i < value.length(); i++) {
            char c = value.charAt(i);
            if (closing != 0) {
                if (c == '\\' && closing == '"') {
                    i++;
                } else if (c == closing) {
                    closing = 0;
                }
            } else if (c <= ' ' || c == '(' || c == ')' || c == ';') {
                return i;
            } else {
                closing = c == '"' ? '"' : c == '<' ? '>' : c == '[' ? ']' : 0;
            }
        }
        return closing == 0 ? value.length() : -1;
    }
}
