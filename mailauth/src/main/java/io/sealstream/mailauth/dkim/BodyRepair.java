package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dkim.Repair.Kind;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.BodyHash;
import io.sealstream.mailauth.signature.SignatureField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Tries to undo what happened to a body until its hash is {@code bh=}: that is the proof. Each attempt hashes the body anew,
 * and the octets hashed are bounded.
 */
final class BodyRepair {
    private static final int MAX_FOOTER_LINES = 60;
    private static final int MAX_KEPT_TAIL = 3;
    private static final int MAX_BANNER_LINES = 20;
    private static final int MAX_BANNER_START = 30;
    private static final int MAX_HTML_ELEMENTS = 12;

    private final SignatureField signature;
    private final byte[] body;
    private final int[] lines;
    private final boolean repairLf;
    private long budget;

    /**
     * @param repairLf how the body was hashed before
     * @param budget how many octets may be hashed
     */
    BodyRepair(Message message, SignatureField signature, boolean repairLf, long budget) {
        this.signature = signature;
        this.body = Arrays.copyOfRange(message.bytes(), message.bodyStart(), message.size());
        this.lines = lineStarts(body);
        this.repairLf = repairLf;
        this.budget = budget;
    }

    /** Where each line starts, and after the last one the length of the body. */
    private static int[] lineStarts(byte[] body) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\n' && i + 1 < body.length) {
                if (count + 1 >= starts.length) {
                    starts = Arrays.copyOf(starts, starts.length * 2);
                }
                starts[count++] = i + 1;
            }
        }
        starts = Arrays.copyOf(starts, count + 1);
        starts[count] = body.length;
        return starts;
    }

    Optional<Repair> find() {
        if (body.length > budget) {
            return Optional.empty();
        }
        if (proves(body, !repairLf)) {
            return Optional.of(new Repair(Kind.LINE_ENDINGS, ""));
        }
        if (proves(replaced("\n>From ", "\nFrom "), repairLf)) {
            return Optional.of(new Repair(Kind.FROM_QUOTING, ""));
        }
        if (proves(replaced("\n--\r\n", "\n-- \r\n"), repairLf) || proves(replaced("\n--\n", "\n-- \n"), repairLf)) {
            return Optional.of(new Repair(Kind.SIGNATURE_SEPARATOR, ""));
        }
        return footer().or(this::banner).or(this::htmlBanner).or(this::transferEncoding);
    }

    private boolean proves(byte[] candidate, boolean repair) {
        budget -= candidate.length;
        return budget >= 0 && BodyHash.of(signature, candidate, repair).matches(signature);
    }

    private byte[] replaced(String from, String to) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Lines at the end, or before the last few, which close a multipart. */
    private Optional<Repair> footer() {
        int count = lines.length - 1;
        for (int tail = 0; tail <= MAX_KEPT_TAIL; tail++) {
            int to = count - tail;
            for (int from = to - 1; from >= 0 && from >= to - MAX_FOOTER_LINES && budget > 0; from--) {
                if (provesWithout(from, to)) {
                    return Optional.of(new Repair(Kind.FOOTER, text(from, to)));
                }
            }
        }
        return Optional.empty();
    }

    /** Lines at the beginning, or after an empty line, as where a part of a multipart begins. */
    private Optional<Repair> banner() {
        int count = lines.length - 1;
        for (int from = 0; from < count && from <= MAX_BANNER_START && budget > 0; from++) {
            if (from > 0 && !isEmpty(from - 1)) {
                continue;
            }
            for (int to = from + 1; to < count && to <= from + MAX_BANNER_LINES && budget > 0; to++) {
                if (provesWithout(from, to)) {
                    return Optional.of(new Repair(from == 0 ? Kind.BANNER : Kind.INSERTED_LINES, text(from, to)));
                }
            }
        }
        return Optional.empty();
    }

    /** An element that was put at the beginning of an HTML body. */
    private Optional<Repair> htmlBanner() {
        String html = new String(body, StandardCharsets.ISO_8859_1);
        int tag = html.toLowerCase(Locale.ROOT).indexOf("<body");
        int from = tag < 0 ? -1 : html.indexOf('>', tag) + 1;
        if (from <= 0) {
            return Optional.empty();
        }
        int to = from;
        for (int elements = 0; elements < MAX_HTML_ELEMENTS && budget > 0; elements++) {
            to = html.indexOf("</", to);
            to = to < 0 ? -1 : html.indexOf('>', to) + 1;
            if (to <= 0) {
                return Optional.empty();
            }
            byte[] rest = (html.substring(0, from) + html.substring(to)).getBytes(StandardCharsets.ISO_8859_1);
            if (proves(rest, repairLf)) {
                return Optional.of(new Repair(Kind.HTML_BANNER, html.substring(from, to)));
            }
        }
        return Optional.empty();
    }

    /** A body of one part that a hop without 8BITMIME encoded, or that a store decoded (RFC 6376 §5.3). */
    private Optional<Repair> transferEncoding() {
        if (proves(TransferEncoding.decodeQuotedPrintable(body), repairLf)) {
            return Optional.of(new Repair(Kind.TRANSFER_ENCODING, "to quoted-printable"));
        }
        if (proves(TransferEncoding.decodeBase64(body), repairLf)) {
            return Optional.of(new Repair(Kind.TRANSFER_ENCODING, "to base64"));
        }
        return proves(TransferEncoding.encodeBase64(body), repairLf)
                ? Optional.of(new Repair(Kind.TRANSFER_ENCODING, "from base64"))
                : Optional.empty();
    }

    private boolean isEmpty(int line) {
        int length = lines[line + 1] - lines[line];
        return length == 1 || (length == 2 && body[lines[line]] == '\r');
    }

    private boolean provesWithout(int fromLine, int toLine) {
        int cut = lines[toLine] - lines[fromLine];
        byte[] rest = Arrays.copyOf(body, body.length - cut);
        System.arraycopy(body, lines[toLine], rest, lines[fromLine], body.length - lines[toLine]);
        return proves(rest, repairLf);
    }

    private String text(int fromLine, int toLine) {
        String text = new String(body, lines[fromLine], lines[toLine] - lines[fromLine], StandardCharsets.UTF_8);
        return text.strip().replace("\r\n", " | ").replace("\n", " | ");
    }
}
