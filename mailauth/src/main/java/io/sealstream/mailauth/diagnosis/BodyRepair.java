package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.diagnosis.Effort.Work;
import io.sealstream.mailauth.diagnosis.Repair.Kind;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tries to undo what happened to a body until its hash is {@code bh=}: that is the proof. Each attempt hashes the body anew. */
final class BodyRepair {
    /** Larger bodies are not written anew, only parts of them left out. */
    private static final int MAX_REWRITTEN = 256 << 10;

    private final Message message;
    private final BodyProof proof;
    private byte[] body = {};

    BodyRepair(Message message, BodyProof proof) {
        this.message = message;
        this.proof = proof;
    }

    Optional<Restoration> find() {
        if (!proof.affords(message.size() - message.bodyStart())) {
            return Optional.empty();
        }
        body = Arrays.copyOfRange(message.bytes(), message.bodyStart(), message.size());
        return lineEnds()
                .or(this::rewritten)
                .or(() -> inserted(body, List.of()))
                .or(this::unwrapped)
                .or(this::recoded)
                .or(this::insertedWithin)
                .or(this::insertedAndRewritten);
    }

    private Optional<Restoration> lineEnds() {
        return proof.holdsWithOtherLineEnds(body)
                ? Optional.of(new Restoration(List.of(Repair.ofBody(Kind.LINE_ENDINGS_CHANGED)), body))
                : Optional.empty();
    }

    private Optional<Restoration> rewritten() {
        List<Restoration> proven = new ArrayList<>(1);
        if (isSmall()) {
            BodyRewrites.of(
                    body,
                    proof.effort(),
                    former -> proof.affords(former.octets().length)
                            && proof.holds(former.octets())
                            && proven.add(former));
        }
        return proven.stream().findFirst();
    }

    private boolean isSmall() {
        return body.length <= MAX_REWRITTEN && !proof.isExhausted();
    }

    private Optional<Restoration> inserted(byte[] text, List<Repair> before) {
        if (!proof.effort().pay(Work.SCANNED_OCTET, 4L * text.length)) {
            return Optional.empty();
        }
        List<Insertion> insertions = new ArrayList<>(Insertion.ofBody(text));
        if (new String(text, StandardCharsets.ISO_8859_1).indexOf('<') >= 0) {
            insertions.addAll(Insertion.ofHtml(text));
        }
        return without(insertions, text, before);
    }

    private Optional<Restoration> insertedWithin() {
        return proof.effort().pay(Work.SCANNED_OCTET, body.length)
                ? without(Insertion.within(body), body, List.of())
                : Optional.empty();
    }

    private Optional<Restoration> without(List<Insertion> insertions, byte[] text, List<Repair> before) {
        for (Insertion insertion : insertions) {
            if (!proof.affords(text.length - insertion.size())) {
                return Optional.empty();
            }
            byte[] rest = insertion.removedFrom(text);
            if (proof.holds(rest)) {
                List<Repair> repairs = new ArrayList<>(before);
                repairs.add(insertion.repair(text));
                return Optional.of(new Restoration(repairs, rest));
            }
        }
        return Optional.empty();
    }

    /** The body as it was before a list or a filter made it one part of a multipart of its own. */
    private Optional<Restoration> unwrapped() {
        if (!isSmall()) {
            return Optional.empty();
        }
        for (MimePart part : MimePart.of(body, proof.effort())) {
            if (!proof.affords(2 * body.length)) {
                return Optional.empty();
            }
            int end = isMultipart(part) ? outerEnd(part) : part.end();
            byte[] inner = Arrays.copyOfRange(body, part.contentStart(), end);
            if (proof.holds(inner)) {
                return Optional.of(new Restoration(List.of(Repair.ofBody(Kind.BODY_WRAPPED)), inner));
            }
        }
        return Optional.empty();
    }

    private static boolean isMultipart(MimePart part) {
        return part.header().toLowerCase(Locale.ROOT).contains("multipart/");
    }

    /** Where the boundary line above the part comes again. */
    private int outerEnd(MimePart part) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int line = text.lastIndexOf('\n', part.start() - 2) + 1;
        String boundary = text.substring(line, part.start()).stripTrailing();
        int again = text.indexOf("\n" + boundary, part.contentStart());
        int end = again < 0 ? text.length() : again;
        return end > part.contentStart() && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** The parts, or a body of one part, by the fields of the message. */
    private Optional<Restoration> recoded() {
        if (!isSmall()) {
            return Optional.empty();
        }
        boolean html = field("content-type").startsWith("text/html");
        String told = field("content-transfer-encoding");
        List<String> encodings = new ArrayList<>(List.of(told));
        for (String other : List.of("quoted-printable", "base64", "8bit")) {
            if (!other.equals(told)) {
                encodings.add(other);
            }
        }
        for (String encoding : encodings) {
            Optional<Restoration> found = new PartRepair(body, encoding, html, proof).find();
            if (found.isPresent()) {
                return found;
            }
            if (!told.isEmpty()) {
                break;
            }
        }
        return Optional.empty();
    }

    private String field(String lowerCaseName) {
        return message.first(lowerCaseName).map(HeaderField::value).orElse("").toLowerCase(Locale.ROOT);
    }

    /** A list that quotes {@code From }, or that loses spaces, and puts its footer below. */
    private Optional<Restoration> insertedAndRewritten() {
        List<Restoration> proven = new ArrayList<>(1);
        if (isSmall()) {
            BodyRewrites.of(
                    body,
                    proof.effort(),
                    former -> inserted(former.octets(), former.repairs())
                            .map(proven::add)
                            .isPresent());
        }
        return proven.stream().findFirst();
    }
}
