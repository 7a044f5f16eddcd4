package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.diagnosis.Effort.Work;
import io.sealstream.mailauth.diagnosis.Repair.Kind;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.SignatureField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the signed fields of a message may have been before lists, filters, relays and stores wrote theirs. */
final class FormerFields {
    private static final int MAX_FIELDS = 200;
    private static final int MAX_VALUE = 4000;
    private static final int MAX_FORMS = 24;

    private final Message message;
    private final SignatureField signature;
    private final SignedNames signed;
    private final Effort effort;
    private final List<FieldChange> changes = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private @Nullable Set<String> recipients;
    private int absent;

    private FormerFields(Message message, SignatureField signature, SignedNames signed, Effort effort) {
        this.message = message;
        this.signature = signature;
        this.signed = signed;
        this.effort = effort;
        this.absent = message.fieldCount();
        for (int i = 0; i < message.fieldCount() && i < MAX_FIELDS; i++) {
            names.add(message.field(i).name().toLowerCase(Locale.ROOT));
        }
    }

    /** By field, in its list the likeliest first. */
    static List<FieldChange> of(Message message, SignatureField signature, SignedNames signed, Effort effort) {
        FormerFields former = new FormerFields(message, signature, signed, effort);
        former.addPresent();
        former.addAbsent();
        return former.changes;
    }

    private void addPresent() {
        Set<String> present = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            HeaderField field = message.field(i);
            int size = field.end() - field.start();
            boolean topmost = present.add(names.get(i));
            if (i != signature.field().index() && signed.contains(names.get(i)) && size < MAX_VALUE) {
                if (topmost && effort.pay(Work.FORMED_OCTET, size)) {
                    addForms(field, names.get(i));
                }
                addRemoval(field);
            }
        }
    }

    private void addForms(HeaderField field, String name) {
        Set<String> values = new LinkedHashSet<>();
        String raw = field.rawValue();
        Kind kind = Kind.FIELD_REWRITTEN;
        switch (name) {
            case "subject" -> addSubjects(field, raw);
            case "content-type" -> values.addAll(contentTypes(raw));
            case "content-transfer-encoding" -> addEncodings(field);
            case "date" -> values.addAll(FieldForms.dates(raw));
            case "to", "cc" -> {
                addRecipients(field, raw);
                values.addAll(FieldForms.addresses(raw));
            }
            case "from" -> {
                copies("reply-to").forEach(copy -> values.add(" " + copy));
                values.addAll(FieldForms.addresses(raw));
            }
            case "reply-to", "sender" -> values.addAll(FieldForms.addresses(raw));
            default -> {}
        }
        values.addAll(originals(name));
        values.remove(raw);
        values.stream().limit(MAX_FORMS).forEach(value -> add(field, value, kind));
    }

    private void addRemoval(HeaderField field) {
        changes.add(new FieldChange(
                field.index(), "", Repair.sized(Kind.FIELD_ADDED, field.name(), null, field.rawValue())));
    }

    private void add(HeaderField field, String value, Kind kind) {
        Repair repair = Repair.ofField(kind, field.name(), value, field.rawValue());
        changes.add(new FieldChange(field.index(), field.name() + ":" + value, repair));
    }

    private void addSubjects(HeaderField field, String raw) {
        for (FieldForms.Subject former : FieldForms.subjects(raw)) {
            Repair repair = former.prefix().isEmpty()
                    ? Repair.ofField(Kind.FIELD_REWRITTEN, field.name(), former.value(), raw)
                    : Repair.sized(Kind.SUBJECT_PREFIX_ADDED, field.name(), null, former.prefix());
            changes.add(new FieldChange(field.index(), field.name() + ":" + former.value(), repair));
        }
    }

    private Set<String> contentTypes(String raw) {
        Set<String> values = new LinkedHashSet<>(FieldForms.contentTypes(raw));
        byte[] body = Arrays.copyOfRange(
                message.bytes(), message.bodyStart(), Math.min(message.size(), message.bodyStart() + (64 << 10)));
        for (MimePart part : MimePart.of(body, effort)) {
            inner(part, "content-type").ifPresent(value -> {
                values.add(value);
                values.addAll(FieldForms.contentTypes(value));
            });
        }
        return values;
    }

    /** The raw value of a field of a part, which may have been the message's. */
    private static Optional<String> inner(MimePart part, String name) {
        Message fields = Message.of((part.header() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return fields.first(name).map(HeaderField::rawValue);
    }

    private void addEncodings(HeaderField field) {
        for (String before : List.of("8bit", "7bit", "quoted-printable", "base64", "binary", "8BIT", "7BIT")) {
            if (!field.value().equals(before)) {
                add(field, " " + before, Kind.TRANSFER_ENCODING_CHANGED);
            }
        }
    }

    /** Addresses that the message still tells elsewhere, where its own field was replaced. */
    private void addRecipients(HeaderField field, String raw) {
        for (String address : recipients().stream().limit(MAX_FORMS).toList()) {
            Kind kind = raw.contains(address) ? Kind.FIELD_REWRITTEN : Kind.RECIPIENT_REDACTED;
            for (String value : List.of(" " + address, " <" + address + ">")) {
                if (!value.equals(raw)) {
                    add(field, value, kind);
                }
            }
        }
    }

    private Set<String> recipients() {
        Set<String> known = recipients;
        if (known == null) {
            known = findRecipients();
            recipients = known;
        }
        return known;
    }

    private Set<String> findRecipients() {
        Set<String> found = new LinkedHashSet<>();
        for (String name : List.of(
                "delivered-to",
                "x-original-to",
                "envelope-to",
                "x-envelope-to",
                "x-forwarded-to",
                "x-delivered-to",
                "x-rcpt-to",
                "apparently-to",
                "x-forwarded-for",
                "to",
                "cc")) {
            for (String copy : copies(name)) {
                FieldForms.addAddresses(copy, found);
            }
        }
        for (String trace : copies("received")) {
            int at = trace.indexOf(" for <");
            int end = at < 0 ? -1 : trace.indexOf('>', at);
            if (end > 0) {
                found.add(trace.substring(at + 6, end));
            }
        }
        return found;
    }

    private List<String> copies(String name) {
        if (!effort.pay(Work.NAME, names.size())) {
            return List.of();
        }
        return IntStream.range(0, names.size())
                .filter(i -> names.get(i).equals(name))
                .limit(MAX_FORMS)
                .mapToObj(i -> message.field(i).rawValue())
                .filter(value -> value.length() < MAX_VALUE && effort.pay(Work.FORMED_OCTET, value.length()))
                .map(String::strip)
                .toList();
    }

    /** What a filter kept of a field under a name of its own, such as {@code X-Original-Subject}. */
    private Set<String> originals(String name) {
        Set<String> values = new LinkedHashSet<>();
        for (int i = 0; i < names.size() && effort.pay(Work.NAME, 1); i++) {
            HeaderField field = message.field(i);
            if (names.get(i).endsWith("-" + name) && field.end() - field.start() < MAX_VALUE) {
                values.add(field.rawValue());
                values.add(field.rawValue().replace("\r\n\t", "\r\n "));
            }
        }
        return values;
    }

    /** Fields that are signed and not there: most were never, some were removed and are known all the same. */
    private void addAbsent() {
        signed.asWritten().forEach((lowerCaseName, name) -> {
            if (!names.contains(lowerCaseName) && effort.pay(Work.NAME, names.size())) {
                absent++;
                removed(lowerCaseName).stream().limit(MAX_FORMS).forEach(value -> {
                    String usual = FieldForms.usualName(name);
                    Repair repair = Repair.sized(Kind.FIELD_REMOVED, usual, value, null);
                    changes.add(new FieldChange(absent, usual + ":" + value, repair));
                });
            }
        });
    }

    private Set<String> removed(String name) {
        Set<String> values = new LinkedHashSet<>(originals(name));
        switch (name) {
            case "to", "cc" ->
                recipients().forEach(address -> {
                    values.add(" " + address);
                    values.add(" <" + address + ">");
                });
            case "reply-to", "sender" ->
                copies("from").forEach(from -> {
                    values.add(" " + from);
                    Set<String> addresses = new LinkedHashSet<>();
                    FieldForms.addAddresses(from, addresses);
                    addresses.forEach(address -> values.add(" " + address));
                    addresses.forEach(address -> values.add(" <" + address + ">"));
                });
            case "in-reply-to" ->
                copies("references").forEach(ids -> values.add(" " + ids.substring(Math.max(0, ids.lastIndexOf('<')))));
            case "references" -> copies("in-reply-to").forEach(id -> values.add(" " + id));
            default -> values.addAll(FieldForms.constants(name));
        }
        return values;
    }
}
