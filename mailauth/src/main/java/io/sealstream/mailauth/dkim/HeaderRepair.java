package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dkim.Repair.Kind;
import io.sealstream.mailauth.dkim.Repair.Restoration;
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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tries to undo what happened to the signed header fields until the signature is the key's: that is the proof. Each attempt
 * costs one verification over the header, and their number is bounded.
 */
final class HeaderRepair {
    private static final int MAX_CHANGES = 4;
    private static final int MAX_REFOLDED = 200;
    private static final int MAX_HEADER_OCTETS = 128 << 10;
    private static final int MAX_TRIED_OCTETS = 8 << 20;

    /** What is taken away together with other changes: only what lists and relays are known to add. */
    private static final Set<String> OFTEN_ADDED = Set.of(
            "reply-to", "sender", "cc", "precedence", "mime-version", "content-type", "content-transfer-encoding");

    private final Message message;
    private final SignatureField signature;
    private final VerificationKey key;
    private int attempts;

    /** @param attempts how many headers may be held against the signature; fewer, where they are large */
    HeaderRepair(Message message, SignatureField signature, VerificationKey key, int attempts) {
        this.message = message;
        this.signature = signature;
        this.key = key;
        this.attempts = Math.min(attempts, MAX_TRIED_OCTETS / Math.max(1, message.bodyStart()));
    }

    /** The header that was signed, and the fewest changes that lead to it. */
    Optional<Restoration> find() {
        if (message.bodyStart() > MAX_HEADER_OCTETS) {
            return Optional.empty();
        }
        List<FieldChange> all = FormerFields.of(message, signature);
        List<FieldChange> likely = all.stream().filter(this::goesWithOthers).toList();
        return refolded(List.of(), 0)
                .or(() -> combined(List.of(), all, 0, 1))
                .or(this::copiedFields)
                .or(() -> combined(List.of(), likely, 0, 2))
                .or(() -> refolded(likely, 1))
                .or(() -> combined(List.of(), likely, 0, 3))
                .or(() -> combined(List.of(), likely, 0, MAX_CHANGES));
    }

    private boolean goesWithOthers(FieldChange change) {
        if (change.repair().kind() != Kind.FIELD_ADDED) {
            return true;
        }
        String name = message.field(change.index()).name().toLowerCase(Locale.ROOT);
        return OFTEN_ADDED.contains(name) || name.startsWith("list-");
    }

    /** So many changes more, each of another field. */
    private Optional<Restoration> combined(List<FieldChange> chosen, List<FieldChange> changes, int from, int more) {
        if (more == 0) {
            return proven(chosen);
        }
        int last = chosen.isEmpty() ? -1 : chosen.get(chosen.size() - 1).index();
        for (int i = from; i < changes.size() && attempts > 0; i++) {
            if (changes.get(i).index() != last) {
                List<FieldChange> longer = new ArrayList<>(chosen);
                longer.add(changes.get(i));
                Optional<Restoration> found = combined(longer, changes, i + 1, more - 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Folds that were undone, or begin with another white space, which simple canonicalization does not forgive. */
    private Optional<Restoration> refolded(List<FieldChange> changes, int more) {
        for (String fold : List.of("\r\n\t", "\r\n ", " ", "")) {
            for (boolean own : new boolean[] {false, true}) {
                List<FieldChange> folds = folds(fold, own);
                Optional<Restoration> found = folds.isEmpty() ? Optional.empty() : combined(folds, changes, 0, more);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** With every fold written in that way, also in the signature itself or not. */
    private List<FieldChange> folds(String fold, boolean own) {
        List<FieldChange> folded = new ArrayList<>();
        for (int i = 0; i < message.fieldCount() && folded.size() < MAX_REFOLDED; i++) {
            HeaderField field = message.field(i);
            String value = field.rawValue();
            String other = value.replaceAll("\r?\n[ \t]", fold);
            if ((own || i != signature.field().index()) && !other.equals(value)) {
                folded.add(new FieldChange(i, field.name() + ":" + other, new Repair(Kind.REFOLDED, "")));
            }
        }
        return folded;
    }

    /** The copies that the signer left in {@code z=} (RFC 6376 §3.5), in place of the fields of their names. */
    private Optional<Restoration> copiedFields() {
        String copies = signature.tags().value("z");
        if (copies == null) {
            return Optional.empty();
        }
        List<FieldChange> replaced = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (String copy : copies.split("\\|", MAX_REFOLDED)) {
            int colon = copy.indexOf(':');
            HeaderField field = colon < 0
                    ? null
                    : message.first(copy.substring(0, colon).strip().toLowerCase(Locale.ROOT))
                            .orElse(null);
            if (field != null) {
                String value = QuotedPrintable.decode(copy.substring(colon + 1));
                String text = FieldChange.octets(field.name() + ": " + value);
                replaced.add(new FieldChange(field.index(), text, new Repair(Kind.FIELDS_CHANGED, "")));
                if (!value.strip().equals(field.value())) {
                    changed.add(field.name() + ": " + value.strip());
                }
            }
        }
        Repair repair = new Repair(Kind.FIELDS_CHANGED, String.join(" | ", changed));
        return changed.isEmpty()
                ? Optional.empty()
                : proven(replaced).map(found -> new Restoration(List.of(repair), found.octets()));
    }

    /** Verifies over a header in which some fields are replaced, left out, or added below. */
    private Optional<Restoration> proven(List<FieldChange> changes) {
        if (attempts-- <= 0) {
            return Optional.empty();
        }
        StringBuilder header = new StringBuilder();
        int place = -1;
        int fields = 0;
        for (int i = 0; i < message.fieldCount(); i++) {
            String text = text(i, changes);
            if (i == signature.field().index()) {
                place = fields;
            }
            if (!text.isEmpty()) {
                header.append(text).append("\r\n");
                fields++;
            }
        }
        changes.stream()
                .filter(change -> change.index() >= message.fieldCount())
                .forEach(change -> header.append(change.field()).append("\r\n"));
        Message candidate = Message.of(header.toString().getBytes(StandardCharsets.ISO_8859_1));
        return place >= 0 && place < candidate.fieldCount() && verifies(candidate, place)
                ? Optional.of(new Restoration(repairs(changes), candidate.bytes()))
                : Optional.empty();
    }

    private boolean verifies(Message candidate, int place) {
        SignatureField again = SignatureField.parse(SignatureField.Kind.DKIM_SIGNATURE, candidate.field(place));
        return again.isWellFormed() && new MessageHashes(candidate).verifies(again, key);
    }

    private String text(int index, List<FieldChange> changes) {
        for (int i = changes.size() - 1; i >= 0; i--) { // a field that was changed beside its folds is the later
            if (changes.get(i).index() == index) {
                return changes.get(i).field();
            }
        }
        HeaderField field = message.field(index);
        return new String(field.bytes(), field.start(), field.end() - field.start(), StandardCharsets.ISO_8859_1);
    }

    private static List<Repair> repairs(List<FieldChange> changes) {
        return changes.stream().map(FieldChange::repair).distinct().collect(Collectors.toList());
    }
}
