package io.sealstream.mailauth.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The encoded words of RFC 2047 in an unfolded value. */
public final class EncodedWords {
    /** Words beyond this number stay as they are written. */
    public static final int MAX_WORDS = 500;

    private EncodedWords() {}

    /**
     * The text with its encoded words decoded, and white space between two of them dropped (RFC 2047 §6.2). What is none, or is
     * in a character set that this machine lacks, stays as it is. They are found anywhere, also where §5 forbids them.
     */
    public static String decode(String text) {
        int next = text.indexOf("=?");
        if (next < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int copied = 0;
        boolean afterWord = false;
        for (int words = 0; next >= 0 && words < MAX_WORDS; words++) {
            int end = end(text, next);
            String word = end < 0 ? null : decodeWord(text.substring(next + 2, end - 2));
            if (word == null) {
                next = text.indexOf("=?", next + 2);
                continue;
            }
            String between = text.substring(copied, next);
            if (!afterWord || !between.isBlank()) {
                decoded.append(between);
            }
            decoded.append(word);
            afterWord = true;
            copied = end;
            next = text.indexOf("=?", end);
        }
        return decoded.append(text, copied, text.length()).toString();
    }

    /** After the closing {@code ?=} of {@code =?charset?encoding?text?=}; -1 where it is no such word. */
    private static int end(String text, int start) {
        int charset = text.indexOf('?', start + 2);
        int encoding = charset < 0 ? -1 : text.indexOf('?', charset + 1);
        if (encoding != charset + 2) {
            return -1;
        }
        int close = text.indexOf("?=", encoding + 1);
        return close < 0 ? -1 : close + 2;
    }

    private static @Nullable String decodeWord(String word) {
        int charsetEnd = word.indexOf('?');
        String charset = word.substring(0, charsetEnd);
        int language = charset.indexOf('*'); // RFC 2231 §5
        String content = word.substring(charsetEnd + 3);
        byte[] octets = switch (word.charAt(charsetEnd + 1)) {
            case 'B', 'b' -> base64(content);
            case 'Q', 'q' -> quoted(content);
            default -> null;
        };
        try {
            return octets == null
                    ? null
                    : new String(octets, Charset.forName(language < 0 ? charset : charset.substring(0, language)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    private static byte @Nullable [] base64(String content) {
        try {
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** The Q encoding (RFC 2047 §4.2); an escape without two digits stands for itself. */
    private static byte[] quoted(String content) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            int value = c == '=' && i + 2 < content.length()
                    ? Character.digit(content.charAt(i + 1), 16) * 16 + Character.digit(content.charAt(i + 2), 16)
                    : -1;
            if (value >= 0) {
                octets.write(value);
                i += 2;
            } else {
                octets.write(c == '_' ? ' ' : c);
            }
        }
        return octets.toByteArray();
    }
}
