package io.sealstream.mailauth.signature;

import java.util.Locale;

/** RFC 6376 §3.4 read word by word over strings: slow, and what the real canonicalizers are held against. */
public final class LiteralCanonicalization {
    private LiteralCanonicalization() {}

    /** §3.4.3 and §3.4.4. One char is one octet. */
    public static String body(Canonicalization canonicalization, String body, boolean repair) {
        String lines = repair ? body.replaceAll("(?<!\r)\n", "\r\n") : body;
        return switch (canonicalization) {
            case SIMPLE -> withoutEmptyLines(lines) + "\r\n";
            case RELAXED -> {
                String reduced = lines.replaceAll("[ \t]+(?=\r\n)", "")
                        .replaceAll("[ \t]+\\z", "")
                        .replaceAll("[ \t]+", " ");
                String kept = withoutEmptyLines(reduced);
                yield kept.isEmpty() ? "" : kept + "\r\n";
            }
        };
    }

    private static String withoutEmptyLines(String body) {
        String kept = body;
        while (kept.endsWith("\r\n")) {
            kept = kept.substring(0, kept.length() - 2);
        }
        return kept;
    }

    /** §3.4.1 and §3.4.2: a field without its CRLF. */
    public static String field(Canonicalization canonicalization, String field) {
        String lines = field.replaceAll("(?<!\r)\n", "\r\n");
        if (canonicalization == Canonicalization.SIMPLE) {
            return lines;
        }
        int colon = lines.indexOf(':');
        String name = lines.substring(0, colon).replaceAll("[ \t]+\\z", "").toLowerCase(Locale.ROOT);
        String value = lines.substring(colon + 1)
                .replace("\r\n", "")
                .replaceAll("[ \t]+", " ")
                .replaceAll("\\A | \\z", "");
        return name + ":" + value;
    }
}
