package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dkim.Repair.Kind;
import io.sealstream.mailauth.dkim.Repair.Restoration;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Tries to undo what was done to the text parts of a body: content that was encoded anew, text that was put into it, and both.
 * One part at a time, then all in the same way.
 */
final class PartRepair {
    private static final int MAX_TOGETHER = 4;
    private static final int MAX_PAIRED = 40;
    private static final Pattern AUTOCONVERTED = Pattern.compile("(?im)^X-MIME-Autoconverted:[^\n]*\n");
    private static final Pattern ENCODING = Pattern.compile("(?im)^(Content-Transfer-Encoding:[ \t]*)[^\r\n]*");
    private static final Pattern ENCODING_FIELD = Pattern.compile("(?im)^Content-Transfer-Encoding:[^\n]*\n");
    private static final Pattern CHARSET = Pattern.compile("(?i)(charset=\"?)[^\"\r\n;]+");

    private final byte[] body;
    private final BodyProof proof;
    private final List<MimePart> parts;

    /** @param encoding of the whole body, in lower case, where it has no parts; empty: not told */
    PartRepair(byte[] body, String encoding, boolean html, BodyProof proof) {
        this.body = body;
        this.proof = proof;
        List<MimePart> found = MimePart.of(body).stream()
                .filter(part -> part.isText() && part.end() > part.contentStart())
                .toList();
        this.parts = found.isEmpty() ? List.of(whole(encoding, html)) : found;
    }

    private MimePart whole(String encoding, boolean html) {
        String header = "Content-Type: " + (html ? "text/html" : "text/plain") + "\nContent-Transfer-Encoding: " + encoding;
        return new MimePart(header, 0, 0, body.length);
    }

    /** Where its fields are the message's, they are not ours to change. */
    private boolean isWhole(MimePart part) {
        return part.contentStart() == 0;
    }

    Optional<Restoration> find() {
        return eachAlone(this::encodedAnew)
                .or(() -> eachAlone(this::inserted))
                .or(this::allEncodedAnew)
                .or(this::insertedInPairs)
                .or(() -> eachAlone(this::insertedAndEncoded))
                .or(this::allInsertedAndEncoded);
    }

    /** A part as it may have been, with its fields, in place of what is there. */
    private record Former(MimePart part, byte[] octets, List<Repair> repairs) {}

    private Optional<Restoration> eachAlone(Function<MimePart, List<Former>> formers) {
        for (MimePart part : parts) {
            if (proof.isExhausted()) {
                return Optional.empty();
            }
            for (Former former : formers.apply(part)) {
                Optional<Restoration> proven = proven(List.of(former));
                if (proven.isPresent()) {
                    return proven;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Restoration> proven(List<Former> formers) {
        if (proof.isExhausted()) {
            return Optional.empty();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(body.length + 256);
        List<Repair> repairs = new ArrayList<>();
        int done = 0;
        for (Former former : formers) {
            all.write(body, done, former.part.start() - done);
            all.writeBytes(former.octets);
            former.repairs.stream().filter(repair -> !repairs.contains(repair)).forEach(repairs::add);
            done = former.part.end();
        }
        all.write(body, done, body.length - done);
        byte[] candidate = all.toByteArray();
        return proof.holds(candidate) ? Optional.of(new Restoration(repairs, candidate)) : Optional.empty();
    }

    private List<Former> encodedAnew(MimePart part) {
        return written(part, decoded(part), List.of());
    }

    private List<Former> inserted(MimePart part) {
        byte[] content = content(part);
        byte[] fields = fields(part);
        return insertions(part, content).stream()
                .map(i -> new Former(part, joined(fields, i.removedFrom(content)), List.of(i.repair(content))))
                .toList();
    }

    private List<Former> insertedAndEncoded(MimePart part) {
        byte[] content = decoded(part);
        List<Former> found = new ArrayList<>();
        for (Insertion insertion : insertions(part, content)) {
            if (found.size() * (long) content.length < (16 << 20)) {
                found.addAll(written(part, insertion.removedFrom(content), List.of(insertion.repair(content))));
            }
        }
        return found;
    }

    /** What a relay or a store that treats all parts alike did to them. */
    private Optional<Restoration> allEncodedAnew() {
        return together(part -> encodedAnew(part), false);
    }

    private Optional<Restoration> allInsertedAndEncoded() {
        return together(
                part -> {
                    byte[] content = decoded(part);
                    return insertions(part, content).stream()
                            .limit(MAX_PAIRED)
                            .flatMap(i -> written(part, i.removedFrom(content), List.of(i.repair(content))).stream()
                                    .limit(3))
                            .toList();
                },
                true);
    }

    private Optional<Restoration> insertedInPairs() {
        return together(this::inserted, true);
    }

    /** The formers of the first part with those of the second; or the same former of all. */
    private Optional<Restoration> together(Function<MimePart, List<Former>> formers, boolean pairs) {
        if (parts.size() < 2 || parts.size() > MAX_TOGETHER) {
            return Optional.empty();
        }
        List<List<Former>> all = parts.stream().map(formers).toList();
        for (int i = 0; i < all.get(0).size() && !proof.isExhausted(); i++) {
            Former first = all.get(0).get(i);
            for (Former second : all.get(1)) {
                boolean alike = pairs ? sameEnd(first, second) : first.repairs.equals(second.repairs);
                Optional<Restoration> proven = alike ? proven(List.of(first, second)) : Optional.empty();
                if (proven.isPresent()) {
                    return proven;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean sameEnd(Former first, Former second) {
        return isFooter(first.repairs.get(0).kind()) == isFooter(second.repairs.get(0).kind())
                && first.repairs.subList(1, first.repairs.size())
                        .equals(second.repairs.subList(1, second.repairs.size()));
    }

    private static boolean isFooter(Kind kind) {
        return kind == Kind.FOOTER || kind == Kind.HTML_FOOTER;
    }

    private static List<Insertion> insertions(MimePart part, byte[] content) {
        return part.isHtml() ? Insertion.ofHtml(content) : Insertion.ofText(content);
    }

    private byte[] content(MimePart part) {
        return Arrays.copyOfRange(body, part.contentStart(), part.end());
    }

    private byte[] fields(MimePart part) {
        return Arrays.copyOfRange(body, part.start(), part.contentStart());
    }

    private byte[] decoded(MimePart part) {
        byte[] content = content(part);
        return switch (part.field("content-transfer-encoding")) {
            case "quoted-printable" -> TransferEncoding.decodeQuotedPrintable(content);
            case "base64" -> TransferEncoding.decodeBase64(content);
            default -> content;
        };
    }

    /** The part in each way that its content may have been written, with the fields that go with it. */
    private List<Former> written(MimePart part, byte[] content, List<Repair> before) {
        List<Former> found = new ArrayList<>();
        for (PartEncoding encoding : PartEncoding.of(content)) {
            List<Repair> repairs = new ArrayList<>(before);
            repairs.addAll(encoding.repairs(part.field("content-transfer-encoding")));
            if (isWhole(part)) {
                found.add(new Former(part, encoding.octets(), repairs));
                continue;
            }
            for (byte[] fields : formerFields(part, encoding)) {
                for (String end : List.of("", "\r\n")) {
                    byte[] ended = joined(encoding.octets(), end.getBytes(StandardCharsets.ISO_8859_1));
                    found.add(new Former(part, joined(fields, ended), repairs));
                }
            }
        }
        return found;
    }

    private List<byte[]> formerFields(MimePart part, PartEncoding encoding) {
        String all = new String(fields(part), StandardCharsets.ISO_8859_1);
        String told = AUTOCONVERTED.matcher(all).replaceAll("");
        List<String> found = new ArrayList<>();
        if (encoding.word().equals("8bit")) {
            found.add(ENCODING.matcher(told).replaceFirst("$18bit"));
            found.add(ENCODING.matcher(told).replaceFirst("$17bit"));
            found.add(ENCODING_FIELD.matcher(told).replaceFirst(""));
        } else {
            found.add(ENCODING.matcher(told).replaceFirst("$1" + encoding.word()));
        }
        String charset = encoding.charset();
        if (charset != null) {
            List<String> recoded = new ArrayList<>();
            for (String fields : found) {
                recoded.add(CHARSET.matcher(fields).replaceFirst("$1" + charset));
                recoded.add(CHARSET.matcher(fields).replaceFirst("$1" + charset.toUpperCase(Locale.ROOT)));
            }
            found = recoded;
        }
        return found.stream()
                .distinct()
                .map(fields -> fields.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
