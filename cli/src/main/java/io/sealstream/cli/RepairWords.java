package io.sealstream.cli;

import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.diagnosis.Repair.Proof;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happened to a signed message on its way, in words. */
final class RepairWords {
    private RepairWords() {}

    /** One line, such as {@code footer appended, 42 octets: ____ | list@lists.example}. */
    static String told(Repair repair) {
        String size = repair.octets() > 0 ? repair.octets() + (repair.octets() == 1 ? " octet" : " octets") : "";
        String what =
                Stream.of(word(repair), size).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
        String texts = texts(repair);
        return what
                + (texts.isEmpty() ? "" : ": " + texts)
                + (repair.proof() == Proof.BODY_HASH
                        ? " (without it the body hash matches)"
                        : " (without it the signature matches)");
    }

    private static String word(Repair repair) {
        String kind = repair.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return repair.field() == null ? kind : kind + " (" + Words.clean(repair.field()) + ")";
    }

    private static String texts(Repair repair) {
        String before = repair.before() == null ? "" : shown(repair.before());
        String after = repair.after() == null ? "" : shown(repair.after());
        if (before.isEmpty()) {
            return after;
        }
        return after.isEmpty() ? "was " + before : "was " + before + ", is " + after;
    }

    private static String shown(String text) {
        return Words.clean(text.replace("\n", " | "));
    }
}
