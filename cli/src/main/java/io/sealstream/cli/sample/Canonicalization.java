package io.sealstream.cli.sample;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a signer sees header fields and body (RFC 6376 §3.4), over text of an octet a char. */
enum Canonicalization {
    SIMPLE {
        @Override
        String field(String field) {
            return field;
        }

        @Override
        String body(String body) {
            return withoutEmptyLinesAtEnd(body) + "\r\n";
        }
    },
    RELAXED {
        @Override
        String field(String field) {
            int colon = field.indexOf(':');
            String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = field.substring(colon + 1).replace("\r\n", "");
            return name + ":" + trimmed(WHITE_SPACE.matcher(value).replaceAll(" "));
        }

        @Override
        String body(String body) {
            StringBuilder lines = new StringBuilder(body.length() + 2);
            for (String line : body.split("\r\n", -1)) {
                String single = WHITE_SPACE.matcher(line).replaceAll(" ");
                lines.append(single.endsWith(" ") ? single.substring(0, single.length() - 1) : single)
                        .append("\r\n");
            }
            String text = withoutEmptyLinesAtEnd(lines.toString());
            return text.isEmpty() ? "" : text + "\r\n";
        }
    };

    private static final Pattern WHITE_SPACE = Pattern.compile("[ \t]+");

    /** A header field without its final CRLF. */
    abstract String field(String field);

    abstract String body(String body);

    static Canonicalization named(String word) {
        return word.equals("relaxed") ? RELAXED : SIMPLE;
    }

    /** Without the final CRLF, and without the empty lines before it. */
    private static String withoutEmptyLinesAtEnd(String text) {
        int end = text.length();
        while (end >= 2 && text.startsWith("\r\n", end - 2)) {
            end -= 2;
        }
        return text.substring(0, end);
    }

    private static String trimmed(String value) {
        int from = value.startsWith(" ") ? 1 : 0;
        int to = value.endsWith(" ") && value.length() > from ? value.length() - 1 : value.length();
        return value.substring(from, to);
    }
}
