package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.diagnosis.Effort.Work;
import io.sealstream.mailauth.diagnosis.Repair.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a content may have been written before it was rewritten.
 *
 * @param word of Content-Transfer-Encoding; {@code 8bit} stands for 7bit too
 * @param charset what it was in, where that changed; else null
 * @param octets as they stood in the body, without the line ends at the end
 */
record PartEncoding(String word, @Nullable String charset, byte[] octets) {
    private static final String QUOTED = "quoted-printable";
    private static final int[] BASE64_LINES = {76, 72, 60, 64};
    private static final List<String> CHARSETS = List.of("iso-8859-1", "windows-1252", "iso-8859-15");

    /** A way to write a content, not yet done. */
    private record Form(String word, @Nullable String charset, byte[] text, UnaryOperator<byte[]> encoding) {
        PartEncoding written() {
            return new PartEncoding(word, charset, TransferEncoding.withoutLastLineEnds(encoding.apply(text)));
        }

        String key(PartEncoding written) {
            return charset + '/' + new String(written.octets, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * The forms of a decoded content, none twice, each made when it is asked for and as long as the effort lasts.
     *
     * @param first the encoding whose forms come next to the content as it is
     */
    static Stream<PartEncoding> of(byte[] content, String first, Effort effort) {
        if (!effort.pay(Work.ENCODED_OCTET, 2L * content.length)) {
            return Stream.empty();
        }
        Set<String> seen = new HashSet<>();
        return forms(content).stream()
                .sorted(Comparator.comparing(form -> !form.word.equals("8bit") && !form.word.equals(first)))
                .takeWhile(form -> effort.pay(Work.ENCODED_OCTET, form.text.length + 64L))
                .flatMap(form -> {
                    PartEncoding written = form.written();
                    return seen.add(form.key(written)) ? Stream.of(written) : Stream.empty();
                });
    }

    private static List<Form> forms(byte[] content) {
        List<Form> forms = new ArrayList<>();
        addForms(TransferEncoding.withCrlf(content), null, BASE64_LINES, forms);
        boolean utf8 = isUtf8(content);
        for (String charset : CHARSETS) {
            recoded(content, StandardCharsets.UTF_8, Charset.forName(charset))
                    .ifPresent(octets -> addForms(octets, charset, new int[] {76}, forms));
            if (!utf8) {
                recoded(content, Charset.forName(charset), StandardCharsets.UTF_8)
                        .ifPresent(octets -> addForms(octets, "utf-8", new int[] {76}, forms));
            }
        }
        return forms;
    }

    private static void addForms(byte[] text, @Nullable String charset, int[] base64Lines, List<Form> forms) {
        forms.add(new Form("8bit", charset, text, UnaryOperator.identity()));
        forms.add(new Form(QUOTED, charset, text, t -> TransferEncoding.encodeQuotedPrintable(t, 76, false)));
        forms.add(new Form(QUOTED, charset, text, t -> TransferEncoding.encodeQuotedPrintable(t, 76, true)));
        forms.add(new Form(QUOTED, charset, text, t -> TransferEncoding.encodeQuotedPrintable(t, 72, false)));
        forms.add(new Form(QUOTED, charset, text, t -> TransferEncoding.encodeQuotedPrintable(t, 75, false)));
        byte[] bare = TransferEncoding.withoutLastLineEnds(text);
        byte[] ended = Arrays.copyOf(bare, bare.length + 2);
        ended[bare.length] = '\r';
        ended[bare.length + 1] = '\n';
        for (int line : base64Lines) {
            for (byte[] form : List.of(text, ended, bare)) {
                forms.add(new Form("base64", charset, form, t -> TransferEncoding.encodeBase64(t, line)));
                forms.add(new Form(
                        "base64", charset, form, t -> TransferEncoding.encodeBase64(TransferEncoding.withLf(t), line)));
            }
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
            repairs.add(Repair.ofBody(Kind.CHARSET_CHANGED, charset, null));
        }
        if (word.equals(now) && !plain) {
            repairs.add(Repair.ofBody(Kind.ENCODED_ANEW, word, now));
        } else if (!word.equals("8bit") || !plain) {
            repairs.add(Repair.ofBody(Kind.TRANSFER_ENCODING_CHANGED, word, now.isEmpty() ? null : now));
        } else if (charset == null) {
            repairs.add(Repair.ofBody(Kind.LINE_ENDINGS_CHANGED));
        }
        return repairs;
    }
}
