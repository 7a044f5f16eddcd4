package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dkim.Repair.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a content may have been written before it was rewritten.
 *
 * @param word of Content-Transfer-Encoding; {@code 8bit} stands for 7bit too
 * @param charset what it was in, where that changed; else null
 * @param octets as they stood in the body, without the line ends at the end
 */
record PartEncoding(String word, @Nullable String charset, byte[] octets) {
    private static final int[] BASE64_LINES = {76, 72, 60, 64};
    private static final List<String> CHARSETS = List.of("iso-8859-1", "windows-1252", "iso-8859-15");

    /** The forms of a decoded content, the likeliest first, none twice. */
    static List<PartEncoding> of(byte[] content) {
        List<PartEncoding> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        addForms(TransferEncoding.withCrlf(content), null, BASE64_LINES, found, seen);
        for (String charset : CHARSETS) {
            recoded(content, StandardCharsets.UTF_8, Charset.forName(charset))
                    .ifPresent(octets -> addForms(octets, charset, new int[] {76}, found, seen));
            if (!isUtf8(content)) {
                recoded(content, Charset.forName(charset), StandardCharsets.UTF_8)
                        .ifPresent(octets -> addForms(octets, "utf-8", new int[] {76}, found, seen));
            }
        }
        return found;
    }

    private static void addForms(
            byte[] text, @Nullable String charset, int[] base64Lines, List<PartEncoding> found, Set<String> seen) {
        add(new PartEncoding("8bit", charset, text), found, seen);
        add(new PartEncoding("quoted-printable", charset, quotedPrintable(text, 76, false)), found, seen);
        add(new PartEncoding("quoted-printable", charset, quotedPrintable(text, 76, true)), found, seen);
        add(new PartEncoding("quoted-printable", charset, quotedPrintable(text, 72, false)), found, seen);
        add(new PartEncoding("quoted-printable", charset, quotedPrintable(text, 75, false)), found, seen);
        byte[] bare = TransferEncoding.withoutLastLineEnds(text);
        byte[] ended = Arrays.copyOf(bare, bare.length + 2);
        ended[bare.length] = '\r';
        ended[bare.length + 1] = '\n';
        for (int line : base64Lines) {
            for (byte[] form : List.of(text, ended, bare)) {
                add(new PartEncoding("base64", charset, TransferEncoding.encodeBase64(form, line)), found, seen);
                byte[] lf = TransferEncoding.withLf(form);
                add(new PartEncoding("base64", charset, TransferEncoding.encodeBase64(lf, line)), found, seen);
            }
        }
    }

    private static byte[] quotedPrintable(byte[] text, int line, boolean atWords) {
        return TransferEncoding.encodeQuotedPrintable(text, line, atWords);
    }

    private static void add(PartEncoding form, List<PartEncoding> found, Set<String> seen) {
        byte[] octets = TransferEncoding.withoutLastLineEnds(form.octets);
        String once = (form.charset == null ? "" : form.charset) + new String(octets, StandardCharsets.ISO_8859_1);
        if (seen.add(once)) {
            found.add(new PartEncoding(form.word, form.charset, octets));
        }
    }

    private static boolean isUtf8(byte[] content) {
        return recoded(content, StandardCharsets.UTF_8, StandardCharsets.UTF_8).isPresent() || isAscii(content);
    }

    private static boolean isAscii(byte[] content) {
        for (byte octet : content) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    /** Empty where it does not come back as it was, or has nothing but ASCII. */
    private static Optional<byte[]> recoded(byte[] content, Charset from, Charset to) {
        if (isAscii(content)) {
            return Optional.empty();
        }
        try {
            ByteBuffer other = to.newEncoder().encode(from.newDecoder().decode(ByteBuffer.wrap(content)));
            byte[] octets = Arrays.copyOf(other.array(), other.limit());
            return Optional.of(TransferEncoding.withCrlf(octets));
        } catch (CharacterCodingException notInThatCharset) {
            return Optional.empty();
        }
    }

    /** What the change was, from the encoding that is there now. */
    List<Repair> repairs(String now) {
        List<Repair> repairs = new ArrayList<>(2);
        boolean plain = now.isEmpty() || now.equals("7bit") || now.equals("8bit") || now.equals("binary");
        if (charset != null) {
            repairs.add(new Repair(Kind.CHARSET, "from " + charset));
        }
        if (!word.equals("8bit")) {
            repairs.add(new Repair(Kind.TRANSFER_ENCODING, word.equals(now) ? now + " anew" : "from " + word));
        } else if (!plain || charset == null) {
            repairs.add(new Repair(Kind.TRANSFER_ENCODING, plain ? "line ends" : "to " + now));
        }
        return repairs;
    }
}
