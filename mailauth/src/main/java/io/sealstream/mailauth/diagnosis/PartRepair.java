package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.diagnosis.Effort.Work;
import io.sealstream.mailauth.diagnosis.Repair.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tries to undo what was done to the text parts of a body: content that was encoded anew, text that was put into it, and both.
 * One part at a time, then two, as in a message that says the same in text and in HTML.
 */
final class PartRepair {
    private static final int MAX_PAIRED = 40;
    private static final int MAX_PAIRED_FORMS = 12;
    private static final byte[] NOTHING = {};
    private static final byte[] LINE_END = {'\r', '\n'};
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
        List<MimePart> found = MimePart.of(body, proof.effort()).stream()
                .filter(part -> part.isText() && part.end() > part.contentStart())
                .toList();
        this.parts = found.isEmpty() ? List.of(whole(encoding, html)) : found;
    }

    private MimePart whole(String encoding, boolean html) {
        String header =
                "Content-Type: " + (html ? "text/html" : "text/plain") + "\nContent-Transfer-Encoding: " + encoding;
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

    private Optional<Restoration> eachAlone(Function<MimePart, Stream<Former>> formers) {
        return parts.stream()
                .flatMap(formers)
                .takeWhile(former -> !proof.isExhausted())
                .map(former -> proven(List.of(former)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Restoration> proven(List<Former> formers) {
        int size = body.length;
        for (Former former : formers) {
            size += former.octets.length - (former.part.end() - former.part.start());
        }
        if (!proof.affords(size)) {
            return Optional.empty();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(size);
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

    private Stream<Former> encodedAnew(MimePart part) {
        return written(part, decoded(part), List.of());
    }

    private Stream<Former> inserted(MimePart part) {
        byte[] content = content(part);
        byte[] fields = fields(part);
        return insertions(part, content).stream()
                .takeWhile(i -> proof.effort().pay(Work.SCANNED_OCTET, content.length))
                .map(i -> new Former(part, joined(fields, i.removedFrom(content)), List.of(i.repair(content))));
    }

    private Stream<Former> insertedAndEncoded(MimePart part) {
        byte[] content = decoded(part);
        return insertions(part, content).stream()
                .flatMap(i -> written(part, i.removedFrom(content), List.of(i.repair(content))));
    }

    /** What a relay or a store that treats all parts alike did to them. */
    private Optional<Restoration> allEncodedAnew() {
        return together(this::encodedAnew, (first, second) -> first.repairs.equals(second.repairs));
    }

    private Optional<Restoration> insertedInPairs() {
        return together(this::inserted, PartRepair::sameEnd);
    }

    private Optional<Restoration> allInsertedAndEncoded() {
        return together(
                part -> {
                    byte[] content = decoded(part);
                    return insertions(part, content).stream()
                            .limit(MAX_PAIRED)
                            .flatMap(i -> written(part, i.removedFrom(content), List.of(i.repair(content)))
                                    .limit(MAX_PAIRED_FORMS));
                },
                PartRepair::sameEnd);
    }

    /** The formers of the first part with those of the second that go with them. */
    private Optional<Restoration> together(
            Function<MimePart, Stream<Former>> formers, BiPredicate<Former, Former> alike) {
        if (parts.size() < 2 || parts.get(1).start() < parts.get(0).end() || proof.isExhausted()) {
            return Optional.empty();
        }
        List<Former> seconds = formers.apply(parts.get(1)).toList();
        return formers.apply(parts.get(0))
                .takeWhile(first -> proof.effort().pay(Work.PAIR, seconds.size()))
                .flatMap(first -> seconds.stream()
                        .filter(second -> alike.test(first, second))
                        .takeWhile(second -> !proof.isExhausted())
                        .map(second -> proven(List.of(first, second))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean sameEnd(Former first, Former second) {
        return isFooter(first.repairs.get(0).kind())
                        == isFooter(second.repairs.get(0).kind())
                && first.repairs
                        .subList(1, first.repairs.size())
                        .equals(second.repairs.subList(1, second.repairs.size()));
    }

    private static boolean isFooter(Kind kind) {
        return kind == Kind.FOOTER_APPENDED || kind == Kind.HTML_FOOTER_APPENDED;
    }

    private List<Insertion> insertions(MimePart part, byte[] content) {
        if (!proof.effort().pay(Work.SCANNED_OCTET, 4L * content.length)) {
            return List.of();
        }
        return part.isHtml() ? Insertion.ofHtml(content) : Insertion.ofText(content);
    }

    private byte[] content(MimePart part) {
        return Arrays.copyOfRange(body, part.contentStart(), part.end());
    }

    private byte[] fields(MimePart part) {
        return Arrays.copyOfRange(body, part.start(), part.contentStart());
    }

    /** Empty also where there is no effort left to decode it. */
    private byte[] decoded(MimePart part) {
        if (!proof.effort().pay(Work.ENCODED_OCTET, part.end() - part.contentStart())) {
            return NOTHING;
        }
        byte[] content = content(part);
        return switch (part.field("content-transfer-encoding")) {
            case "quoted-printable" -> TransferEncoding.decodeQuotedPrintable(content);
            case "base64" -> TransferEncoding.decodeBase64(content);
            default -> content;
        };
    }

    /** The part in each way that its content may have been written, with the fields that go with it; as it is now first. */
    private Stream<Former> written(MimePart part, byte[] content, List<Repair> before) {
        String now = part.field("content-transfer-encoding");
        return PartEncoding.of(content, now, proof.effort()).flatMap(encoding -> {
            List<Repair> repairs = new ArrayList<>(before);
            repairs.addAll(encoding.repairs(now));
            return isWhole(part)
                    ? Stream.of(new Former(part, encoding.octets(), repairs))
                    : formerFields(part, encoding).stream()
                            .flatMap(fields -> Stream.of(NOTHING, LINE_END)
                                    .map(end -> joined(fields, joined(encoding.octets(), end)))
                                    .map(octets -> new Former(part, octets, repairs)));
        });
    }

    private List<byte[]> formerFields(MimePart part, PartEncoding encoding) {
        if (!proof.effort().pay(Work.FORMED_OCTET, part.contentStart() - part.start())) {
            return List.of();
        }
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
