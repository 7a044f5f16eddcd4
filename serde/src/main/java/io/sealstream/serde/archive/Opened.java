package io.sealstream.serde.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An opened file: its octets with any compression undone, and its format, by the name where that tells, else by the content.
 *
 * @param format null: none of ours
 */
record Opened(InputStream content, @Nullable Format format) {
    /** What a file holds. */
    enum Format {
        EML,
        MBOX,
        /** As {@link #MBOX}, but only {@code >From } is quoted. */
        MBOXO,
        NDJSON
    }

    private static final int SNIFFED = 256;

    /** Looks at the stream's start; the name may end with {@code .gz} or {@code .zst} after its format's ending. */
    static Opened open(InputStream file, String name) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        String inner = Decompression.withoutEnding(lower);
        Peeked content = new Peeked(Decompression.undo(file, lower), SNIFFED);
        Format named = named(inner);
        Format format = named == null ? sniffed(content.start()) : named;
        IOException broken = content.broken();
        if (format == null && broken != null) {
            throw broken;
        }
        return new Opened(content, format);
    }

    /** A message that is one file, whatever its name. */
    static InputStream message(InputStream file, String name) throws IOException {
        return Decompression.undo(file, name);
    }

    private static @Nullable Format named(String name) {
        if (name.endsWith(".eml")) {
            return Format.EML;
        }
        if (name.endsWith(".mboxo")) {
            return Format.MBOXO;
        }
        if (name.endsWith(".mbox") || name.endsWith(".mboxrd")) {
            return Format.MBOX;
        }
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? Format.NDJSON : null;
    }

    private static @Nullable Format sniffed(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("From ")) {
            return Format.MBOX;
        }
        if (text.startsWith("{")) {
            return Format.NDJSON;
        }
        return startsWithField(text) ? Format.EML : null;
    }

    /** RFC 5322 §2.2, and white space before the colon (§4.5). */
    private static boolean startsWithField(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) < 127 && text.charAt(end) != ':') {
            end++;
        }
        int colon = end;
        while (colon < text.length() && (text.charAt(colon) == ' ' || text.charAt(colon) == '\t')) {
            colon++;
        }
        return end > 0 && colon < text.length() && text.charAt(colon) == ':';
    }

    /** Why a file cannot be read, in one line. */
    static String describe(IOException broken) {
        if (broken instanceof NoSuchFileException) {
            return "no such file";
        }
        if (broken instanceof AccessDeniedException) {
            return "access denied";
        }
        if (broken instanceof FileSystemException odd && odd.getReason() != null) {
            return odd.getReason();
        }
        return broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
    }
}
