package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.diagnosis.Effort.Work;
import io.sealstream.mailauth.diagnosis.Repair.Kind;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.QuotedPrintable;
import io.sealstream.mailauth.signature.SignatureField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tries to undo what happened to the signed header fields until the signature is that of a key: that is the proof. */
final class HeaderRepair {
    private static final int MAX_CHANGES = 4;
    private static final int MAX_REFOLDED = 200;
    private static final int MAX_HEADER_OCTETS = 128 << 10;

    /** What is taken away together with other changes: only what lists and relays are known to add. */
    private static final Set<String> OFTEN_ADDED = Set.of(
            "reply-to", "sender", "cc", "precedence", "mime-version", "content-type", "content-transfer-encoding");

    private final Message message;
    private final SignatureField signature;
    private final HeaderProof proof;
    private final SignedNames names;

    /** The fields that a verifier would look at, and the signature's own: no other matters to it. */
    private int[] signed = {};

    private List<FieldChange> all = List.of();
    private Effort effort = Effort.ofNanos(0);
    private boolean prepared;
    private int tried;
    private int known;

    HeaderRepair(Message message, SignatureField signature, HeaderProof proof) {
        this.message = message;
        this.signature = signature;
        this.proof = proof;
        this.names = SignedNames.of(signature);
    }

    /** The header that was signed, and the fewest changes that lead to it. Asked again, it goes on where it was. */
    Optional<Restoration> find(Effort share) {
        effort = share;
        known = tried;
        if (!prepare()) {
            return Optional.empty();
        }
        List<FieldChange> likely = all.stream().filter(this::goesWithOthers).toList();
        return refolded(List.of(), 0)
                .or(() -> combined(List.of(), all, 0, 1))
                .or(this::copiedFields)
                .or(() -> combined(List.of(), likely, 0, 2))
                .or(() -> refolded(likely, 1))
                .or(() -> combined(List.of(), likely, 0, 3))
                .or(() -> combined(List.of(), likely, 0, MAX_CHANGES));
    }

    private boolean prepare() {
        if (!prepared && message.bodyStart() <= MAX_HEADER_OCTETS && effort.pay(Work.NAME, message.fieldCount())) {
            signed = IntStream.range(0, message.fieldCount())
                    .filter(this::isSigned)
                    .toArray();
            all = FormerFields.of(message, signature, names, effort);
            prepared = true;
        }
        return prepared;
    }

    private boolean isSigned(int index) {
        return index == signature.field().index()
                || names.contains(message.field(index).name().toLowerCase(Locale.ROOT));
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
        for (int i = from; i < changes.size() && !effort.isSpent(); i++) {
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
        if (!effort.pay(Work.HEADER_OCTET, message.bodyStart()) || !effort.pay(Work.HEADER_FIELD, signed.length)) {
            return folded;
        }
        for (int i : signed) {
            HeaderField field = message.field(i);
            if ((own || i != signature.field().index()) && folded.size() < MAX_REFOLDED) {
                String value = field.rawValue();
                String other = value.replaceAll("\r?\n[ \t]", fold);
                if (!other.equals(value)) {
                    folded.add(new FieldChange(i, field.name() + ":" + other, Repair.ofHeader(Kind.HEADER_REFOLDED)));
                }
            }
        }
        return folded;
    }

    /** The copies that the signer left in {@code z=} (RFC 6376 §3.5), in place of the fields of their names. */
    private Optional<Restoration> copiedFields() {
        String copies = signature.tags().value("z");
        if (copies == null || !effort.pay(Work.FORMED_OCTET, copies.length())) {
            return Optional.empty();
        }
        List<FieldChange> replaced = new ArrayList<>();
        for (String copy : copies.split("\\|", MAX_REFOLDED)) {
            int colon = copy.indexOf(':');
            String name = colon < 0 ? "" : copy.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            HeaderField field = names.contains(name) ? message.first(name).orElse(null) : null;
            if (field != null && effort.pay(Work.NAME, message.fieldCount())) {
                String value = QuotedPrintable.decode(copy.substring(colon + 1));
                String former = FieldChange.octets(value.startsWith(" ") ? value : " " + value);
                Repair repair = Repair.ofField(Kind.FIELD_REWRITTEN, field.name(), former, field.rawValue());
                if (!value.replace("\r\n", "").strip().equals(field.value())) {
                    replaced.add(new FieldChange(field.index(), field.name() + ":" + former, repair));
                }
            }
        }
        return replaced.isEmpty() ? Optional.empty() : proven(replaced);
    }

    /** Verifies over the signed fields, of which some are replaced, left out, or added below. */
    private Optional<Restoration> proven(List<FieldChange> changes) {
        if (known > 0) {
            known--;
            effort.pay(Work.NAME, 1);
            return Optional.empty();
        }
        if (!effort.pay(Work.HEADER, 1) || !effort.pay(Work.HEADER_FIELD, signed.length)) {
            return Optional.empty();
        }
        tried++;
        StringBuilder header = new StringBuilder();
        int place = -1;
        int fields = 0;
        for (int i : signed) {
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
        byte[] candidate = header.toString().getBytes(StandardCharsets.ISO_8859_1);
        return effort.pay(Work.HEADER_OCTET, candidate.length) && proof.holds(Message.of(candidate), place, effort)
                ? Optional.of(new Restoration(repairs(changes), candidate))
                : Optional.empty();
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
