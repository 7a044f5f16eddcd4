package io.sealstream.mailauth.message;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the value of an address field into the lexical tokens of RFC 5322 §3.2: atoms, quoted strings, comments, domain literals and
 * specials. Every octet belongs to a token or is white space between two; nothing is refused. A quoted string, comment or literal that
 * never closes, or comments nested deeper than {@link #MAX_COMMENT_DEPTH}, are no such thing: the opening octet stands for itself, and
 * so do all later ones of its kind, which keeps the pass linear.
 */
final class AddressLexer {
    static final int MAX_COMMENT_DEPTH = 32;

    /** By octet, up to 127: white space and specials (RFC 5322 §3.2.3). */
    private static final boolean[] NO_ATOM_TEXT = new boolean[128];

    static {
        " \t\r\n()<>[]:;@\\,.\"".chars().forEach(octet -> NO_ATOM_TEXT[octet] = true);
    }

    /** What a token is; a special is told by its octet. */
    enum Kind {
        ATOM,
        QUOTED,
        COMMENT,
        LITERAL,
        SPECIAL
    }

    /**
     * One token.
     *
     * @param first its first octet
     * @param spaced white space stands before it
     */
    record Token(Kind kind, byte first, int start, int end, boolean spaced) {
        boolean is(char special) {
            return kind == Kind.SPECIAL && first == special;
        }

        /** {@code word} of RFC 5322 §3.2.5. */
        boolean isWord() {
            return kind == Kind.ATOM || kind == Kind.QUOTED;
        }

        boolean isComment() {
            return kind == Kind.COMMENT;
        }
    }

    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean plainQuotes;
    private boolean plainParentheses;
    private boolean plainBrackets;

    private AddressLexer(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    static List<Token> tokens(byte[] bytes, int start, int end) {
        AddressLexer lexer = new AddressLexer(bytes, start, end);
        List<Token> tokens = new ArrayList<>();
        boolean spaced = lexer.skipWhiteSpace();
        while (lexer.at < end) {
            int from = lexer.at;
            Kind kind = lexer.next();
            tokens.add(new Token(kind, bytes[from], from, lexer.at, spaced));
            spaced = lexer.skipWhiteSpace();
        }
        return tokens;
    }

    private boolean skipWhiteSpace() {
        int from = at;
        while (at < end && isWhiteSpace(bytes[at])) {
            at++;
        }
        return at > from;
    }

    /** Moves behind the next token. */
    private Kind next() {
        byte first = bytes[at];
        if (isAtomText(first)) {
            while (at < end && isAtomText(bytes[at])) {
                at++;
            }
            return Kind.ATOM;
        }
        if (first == '"' && !plainQuotes) {
            plainQuotes = !passes('"');
            return plainQuotes ? special() : Kind.QUOTED;
        }
        if (first == '[' && !plainBrackets) {
            plainBrackets = !passes(']');
            return plainBrackets ? special() : Kind.LITERAL;
        }
        if (first == '(' && !plainParentheses) {
            plainParentheses = !passesComment();
            return plainParentheses ? special() : Kind.COMMENT;
        }
        return special();
    }

    private Kind special() {
        at++;
        return Kind.SPECIAL;
    }

    /** Moves behind the closing octet, quoted pairs passed over (RFC 5322 §3.2.4, §3.4.1); false where there is none. */
    private boolean passes(char closing) {
        for (int i = at + 1; i < end; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == closing) {
                at = i + 1;
                return true;
            }
        }
        return false;
    }

    /** As {@link #passes}, for comments, which nest (RFC 5322 §3.2.2). */
    private boolean passesComment() {
        int depth = 0;
        for (int i = at; i < end; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '(') {
                if (++depth > MAX_COMMENT_DEPTH) {
                    return false;
                }
            } else if (bytes[i] == ')' && --depth == 0) {
                at = i + 1;
                return true;
            }
        }
        return false;
    }

    private static boolean isWhiteSpace(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }

    /** Wider than {@code atext}: octets above 127 (RFC 6532 §3.2), and controls, which make no usable domain. */
    private static boolean isAtomText(byte octet) {
        return octet < 0 || !NO_ATOM_TEXT[octet];
    }
}
