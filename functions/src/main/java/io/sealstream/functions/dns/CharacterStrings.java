package io.sealstream.functions.dns;

/**
 * The character strings of TXT data (RFC 1035 §5.1): written and read as a master file has them. Octets are chars below 256, as
 * in {@link io.sealstream.mailauth.dns.Rdata.Text}.
 */
final class CharacterStrings {
    private static final int MAX_STRING = 255;

    private CharacterStrings() {}

    /**
     * The joined octets of TXT data in any of the forms that archives write: unquoted, where it is one string whatever spaces it
     * holds; one quoted string; or several with white space between them, which are joined without a space. {@code \"},
     * {@code \\} and {@code \DDD} are unescaped in all of them; chars above ASCII stand for their octets in UTF-8.
     */
    static String parse(String text) throws MalformedRowException {
        int from = skipSpace(text, 0);
        StringBuilder octets = new StringBuilder(text.length());
        if (from == text.length() || text.charAt(from) != '"') {
            unescape(text, 0, false, octets);
            return octets.toString();
        }
        while (from < text.length()) {
            if (text.charAt(from) != '"') {
                throw new MalformedRowException("text outside of the quoted strings of TXT data");
            }
            from = skipSpace(text, unescape(text, from + 1, true, octets));
        }
        return octets.toString();
    }

    /** Appends the octets from {@code at} on and gives the index after the closing quote, or after the text. */
    private static int unescape(String text, int at, boolean quoted, StringBuilder octets)
            throws MalformedRowException {
        int i = at;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"' && quoted) {
                return i + 1;
            }
            if (c == '\\') {
                i = escape(text, i + 1, octets);
            } else if (c < 0x80) {
                octets.append(c);
                i++;
            } else {
                int codePoint = text.codePointAt(i);
                appendUtf8(codePoint, octets);
                i += Character.charCount(codePoint);
            }
        }
        if (quoted) {
            throw new MalformedRowException("unterminated quoted string in TXT data");
        }
        return i;
    }

    private static int escape(String text, int at, StringBuilder octets) throws MalformedRowException {
        if (at == text.length()) {
            throw new MalformedRowException("unterminated escape in TXT data");
        }
        if (!isDigit(text.charAt(at))) {
            octets.append((char) (text.charAt(at) & 0xff));
            return at + 1;
        }
        int value = 0;
        for (int i = at; i < at + 3; i++) {
            if (i >= text.length() || !isDigit(text.charAt(i))) {
                throw new MalformedRowException("an escape in TXT data has fewer than three digits");
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        if (value > 255) {
            throw new MalformedRowException("an escape in TXT data is above \\255");
        }
        octets.append((char) value);
        return at + 3;
    }

    /** One code point as octets; a lone surrogate, which has none, as U+FFFD. */
    private static void appendUtf8(int codePoint, StringBuilder octets) {
        int c = codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint;
        if (c < 0x800) {
            octets.append((char) (0xc0 | (c >> 6)));
        } else {
            if (c < 0x10000) {
                octets.append((char) (0xe0 | (c >> 12)));
            } else {
                octets.append((char) (0xf0 | (c >> 18))).append((char) (0x80 | ((c >> 12) & 0x3f)));
            }
            octets.append((char) (0x80 | ((c >> 6) & 0x3f)));
        }
        octets.append((char) (0x80 | (c & 0x3f)));
    }

    /** The octets as quoted strings of at most 255 octets, with one space between them: what {@link #parse} reads. */
    static String format(String octets) {
        StringBuilder text = new StringBuilder(octets.length() + 16).append('"');
        for (int i = 0; i < octets.length(); i++) {
            if (i > 0 && i % MAX_STRING == 0) {
                text.append("\" \"");
            }
            char c = octets.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                text.append(c);
            } else {
                text.append('\\').append((char) ('0' + c / 100 % 10));
                text.append((char) ('0' + c / 10 % 10)).append((char) ('0' + c % 10));
            }
        }
        return text.append('"').toString();
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
