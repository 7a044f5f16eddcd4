package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dkim.Repair.Kind;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.SignatureField;
import io.sealstream.mailauth.signature.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tries to undo what happened to the signed header fields until the signature is the key's: that is the proof. Each attempt
 * costs one verification, and their number is bounded.
 */
final class HeaderRepair {
    static final int MAX_ATTEMPTS = 32;

    private static final int MAX_REFOLDED = 200;
    private static final int MAX_HEADER_OCTETS = 128 << 10;

    private final Message message;
    private final SignatureField signature;
    private final VerificationKey key;
    private int attempts;

    HeaderRepair(Message message, SignatureField signature, VerificationKey key) {
        this.message = message;
        this.signature = signature;
        this.key = key;
    }

    Optional<Repair> find() {
        return message.bodyStart() > MAX_HEADER_OCTETS
                ? Optional.empty()
                : subjectPrefix()
                        .or(this::refolded)
                        .or(this::transferEncoding)
                        .or(this::addedField)
                        .or(this::copiedFields);
    }

    /** A list's {@code [tag]}, or a word of a filter such as {@code EXTERNAL:}, before or after {@code Re:}. */
    private Optional<Repair> subjectPrefix() {
        HeaderField subject = message.first("subject").orElse(null);
        if (subject == null || !signature.signs("subject")) {
            return Optional.empty();
        }
        String value = subject.rawValue();
        int open = value.indexOf('[');
        int close = value.indexOf(']', open + 1);
        if (open >= 0 && close > open && provesSubject(subject, value, open, close + 1)) {
            return Optional.of(new Repair(Kind.SUBJECT_PREFIX, value.substring(open, close + 1)));
        }
        int word = value.length() - value.stripLeading().length();
        int end = value.indexOf(' ', word);
        return end > word && provesSubject(subject, value, word, end)
                ? Optional.of(new Repair(Kind.SUBJECT_PREFIX, value.substring(word, end)))
                : Optional.empty();
    }

    private boolean provesSubject(HeaderField subject, String value, int from, int to) {
        String rest = value.substring(to).stripLeading();
        return proves(subject.index(), subject.name() + ":" + value.substring(0, from) + rest);
    }

    /** Folds that were undone, or begin with another white space, which simple canonicalization does not forgive. */
    private Optional<Repair> refolded() {
        return provesFolds("\r\n\t") || provesFolds("\r\n ") || provesFolds(" ")
                ? Optional.of(new Repair(Kind.REFOLDED, ""))
                : Optional.empty();
    }

    /** With every fold written in that way. */
    private boolean provesFolds(String fold) {
        List<String> replaced = new ArrayList<>();
        for (int i = 0; i < message.fieldCount(); i++) {
            HeaderField field = message.field(i);
            String value = field.rawValue();
            String other = value.replaceAll("\r?\n[ \t]", fold);
            if (i != signature.field().index() && !other.equals(value) && replaced.size() < MAX_REFOLDED) {
                replaced.add(i + ":" + field.name() + ":" + other);
            }
        }
        return !replaced.isEmpty() && verifiesWith(replaced);
    }

    /** The field that goes with a body that was encoded or decoded on the way. */
    private Optional<Repair> transferEncoding() {
        HeaderField field = message.first("content-transfer-encoding").orElse(null);
        if (field == null || !signature.signs("content-transfer-encoding")) {
            return Optional.empty();
        }
        for (String before : List.of("8bit", "7bit", "quoted-printable", "base64")) {
            if (proves(field.index(), field.name() + ": " + before)) {
                return Optional.of(new Repair(Kind.TRANSFER_ENCODING, "was " + before));
            }
        }
        return Optional.empty();
    }

    /** A field that came after the signature, below the one that was signed or in the place of none. */
    private Optional<Repair> addedField() {
        for (int i = 0; i < message.fieldCount() && attempts < MAX_ATTEMPTS; i++) {
            HeaderField field = message.field(i);
            if (i != signature.field().index()
                    && signature.signs(field.name().toLowerCase(Locale.ROOT))
                    && proves(i, "")) {
                return Optional.of(new Repair(Kind.FIELD_ADDED, field.name() + ": " + field.value()));
            }
        }
        return Optional.empty();
    }

    /** The copies that the signer left in {@code z=} (RFC 6376 §3.5), in place of the fields of their names. */
    private Optional<Repair> copiedFields() {
        String copies = signature.tags().value("z");
        if (copies == null) {
            return Optional.empty();
        }
        List<String> replaced = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (String copy : copies.split("\\|", -1)) {
            int colon = copy.indexOf(':');
            HeaderField field = colon < 0
                    ? null
                    : message.first(copy.substring(0, colon).strip().toLowerCase(Locale.ROOT))
                            .orElse(null);
            if (field != null) {
                String value = QuotedPrintable.decode(copy.substring(colon + 1));
                replaced.add(field.index() + ":" + field.name() + ": " + value);
                if (!value.strip().equals(field.value())) {
                    changed.add(field.name() + ": " + value.strip());
                }
            }
        }
        return !changed.isEmpty() && verifiesWith(replaced)
                ? Optional.of(new Repair(Kind.FIELDS_CHANGED, String.join(" | ", changed)))
                : Optional.empty();
    }

    private boolean proves(int index, String replacement) {
        return verifiesWith(List.of(index + ":" + replacement));
    }

    /** Verifies over a header in which some fields, each as {@code index:field}, are replaced, or left out where empty. */
    private boolean verifiesWith(List<String> replacements) {
        if (++attempts > MAX_ATTEMPTS) {
            return false;
        }
        StringBuilder header = new StringBuilder();
        int place = -1;
        int fields = 0;
        for (int i = 0; i < message.fieldCount(); i++) {
            HeaderField field = message.field(i);
            String text =
                    new String(field.bytes(), field.start(), field.end() - field.start(), StandardCharsets.ISO_8859_1);
            for (String replacement : replacements) {
                if (replacement.startsWith(i + ":")) {
                    text = new String(
                            replacement.substring(replacement.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8),
                            StandardCharsets.ISO_8859_1);
                }
            }
            if (i == signature.field().index()) {
                place = fields;
            }
            if (!text.isEmpty()) {
                header.append(text).append("\r\n");
                fields++;
            }
        }
        Message candidate = Message.of(header.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (place < 0 || place >= candidate.fieldCount()) {
            return false;
        }
        SignatureField again = SignatureField.parse(SignatureField.Kind.DKIM_SIGNATURE, candidate.field(place));
        return again.isWellFormed() && new MessageHashes(candidate).verifies(again, key);
    }
}
