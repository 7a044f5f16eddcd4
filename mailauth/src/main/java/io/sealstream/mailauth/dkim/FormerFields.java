package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dkim.Repair.Kind;
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

/** What the signed fields of a message may have been before lists, filters, relays and stores wrote theirs. */
final class FormerFields {
    private static final int MAX_FIELDS = 200;
    private static final int MAX_VALUE = 4000;
    private static final int MAX_FORMS = 24;

    private final Message message;
    private final SignatureField signature;
    private final List<FieldChange> changes = new ArrayList<>();
    private int absent;

    private FormerFields(Message message, SignatureField signature) {
        this.message = message;
        this.signature = signature;
        this.absent = message.fieldCount();
    }

    /** By field, in its list the likeliest first. */
    static List<FieldChange> of(Message message, SignatureField signature) {
        FormerFields former = new FormerFields(message, signature);
        Set<String> present = new LinkedHashSet<>();
        for (int i = 0; i < message.fieldCount() && i < MAX_FIELDS; i++) {
            HeaderField field = message.field(i);
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean topmost = present.add(name);
            if (i != signature.field().index() && signature.signs(name) && field.end() - field.start() < MAX_VALUE) {
                if (topmost) {
                    former.addForms(field, name);
                }
                former.addRemoval(field);
            }
        }
        former.addAbsent(present);
        return former.changes;
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
        changes.add(
                new FieldChange(field.index(), "", new Repair(Kind.FIELD_ADDED, field.name() + ": " + field.value())));
    }

    private void add(HeaderField field, String value, Kind kind) {
        changes.add(new FieldChange(
                field.index(), field.name() + ":" + value, new Repair(kind, field.name() + ":" + shown(value))));
    }

    private static String shown(String value) {
        return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).replace("\r\n", "");
    }

    private void addSubjects(HeaderField field, String raw) {
        for (FieldForms.Subject former : FieldForms.subjects(raw)) {
            Repair repair = former.prefix().isEmpty()
                    ? new Repair(Kind.FIELD_REWRITTEN, field.name() + ":" + shown(former.value()))
                    : new Repair(Kind.SUBJECT_PREFIX, shown(former.prefix()));
            changes.add(new FieldChange(field.index(), field.name() + ":" + former.value(), repair));
        }
    }

    private Set<String> contentTypes(String raw) {
        Set<String> values = new LinkedHashSet<>(FieldForms.contentTypes(raw));
        byte[] body = Arrays.copyOfRange(
                message.bytes(), message.bodyStart(), Math.min(message.size(), message.bodyStart() + (64 << 10)));
        for (MimePart part : MimePart.of(body)) {
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
                changes.add(new FieldChange(
                        field.index(),
                        field.name() + ": " + before,
                        new Repair(Kind.TRANSFER_ENCODING, "was " + before)));
            }
        }
    }

    /** Addresses that the message still tells elsewhere, where its own field was replaced. */
    private void addRecipients(HeaderField field, String raw) {
        for (String address : recipients().stream().limit(MAX_FORMS).toList()) {
            for (String value : List.of(" " + address, " <" + address + ">")) {
                if (!value.equals(raw)) {
                    add(field, value, Kind.RECIPIENT);
                }
            }
        }
    }

    private Set<String> recipients() {
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
        return message.fields(name).stream()
                .limit(MAX_FORMS)
                .map(HeaderField::rawValue)
                .filter(value -> value.length() < MAX_VALUE)
                .map(String::strip)
                .toList();
    }

    /** What a filter kept of a field under a name of its own, such as {@code X-Original-Subject}. */
    private Set<String> originals(String name) {
        Set<String> values = new LinkedHashSet<>();
        for (int i = 0; i < message.fieldCount() && i < MAX_FIELDS; i++) {
            HeaderField field = message.field(i);
            if (field.name().toLowerCase(Locale.ROOT).endsWith("-" + name) && field.end() - field.start() < MAX_VALUE) {
                values.add(field.rawValue());
                values.add(field.rawValue().replace("\r\n\t", "\r\n "));
            }
        }
        return values;
    }

    /** Fields that are signed and not there: most were never, some were removed and are known all the same. */
    private void addAbsent(Set<String> present) {
        signature.forEachSignedName((bytes, from, to) -> {
            String name = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            if (present.add(name.toLowerCase(Locale.ROOT))) {
                absent++;
                removed(name.toLowerCase(Locale.ROOT)).stream().limit(MAX_FORMS).forEach(value -> {
                    String field = FieldForms.usualName(name) + ":" + value;
                    changes.add(new FieldChange(absent, field, new Repair(Kind.FIELD_REMOVED, shown(field))));
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
