package io.sealstream.mailauth.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a record's terms by the grammar of RFC 7208 §12. One use. */
final class SpfRecordParser {
    /** What one DNS message can hold (RFC 1035 §4.2.2). */
    static final int MAX_LENGTH = 65_535;

    private final String text;
    private final List<Directive> directives = new ArrayList<>();
    private @Nullable DomainSpec redirect;
    private @Nullable DomainSpec explanation;
    private String problem = "";

    SpfRecordParser(String text) {
        this.text = text;
    }

    /** Null where a term is wrong: {@link #problem} is the first that is. */
    @Nullable
    SpfRecord parse() {
        if (text.length() > MAX_LENGTH) {
            problem = "longer than " + MAX_LENGTH + " octets";
            return null;
        }
        String terms = SpfRecord.termsOf(text);
        int at = 0;
        // RFC 7208 §4.6.1: terms are parted by spaces, and by nothing else.
        while (at < terms.length()) {
            int end = terms.indexOf(' ', at);
            end = end < 0 ? terms.length() : end;
            String term = terms.substring(at, end);
            if (!term.isEmpty() && !term(term)) {
                problem = term;
                return null;
            }
            at = end + 1;
        }
        return new SpfRecord(text, List.copyOf(directives), redirect, explanation);
    }

    String problem() {
        return problem;
    }

    // A modifier is a name and "=" before any ":" or "/".
    private boolean term(String term) {
        int nameEnd = nameEnd(term);
        boolean modifier = nameEnd < term.length() && term.charAt(nameEnd) == '=';
        return modifier
                ? modifier(lowerCase(term.substring(0, nameEnd)), term.substring(nameEnd + 1))
                : directive(term);
    }

    /** Where the name ends that a term begins with. */
    static int nameEnd(String term) {
        int end = 0;
        while (end < term.length() && isNameChar(term.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNameChar(char c) {
        return Ascii.isAlphanumeric(c) || c == '-' || c == '_' || c == '.';
    }

    static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private boolean modifier(String name, String value) {
        return switch (name) {
            case "redirect" -> {
                boolean first = redirect == null;
                redirect = DomainSpec.parse(value);
                // RFC 7208 §6: at most once
                yield first && redirect != null;
            }
            case "exp" -> {
                boolean first = explanation == null;
                explanation = DomainSpec.parse(value);
                yield first && explanation != null;
            }
            default ->
                !name.isEmpty()
                        && Ascii.isAlpha(name.charAt(0))
                        && MacroString.parse(value, MacroString.Place.UNKNOWN_MODIFIER) != null;
        };
    }

    private boolean directive(String term) {
        Qualifier sign = Qualifier.of(term.charAt(0));
        String unsigned = sign == null ? term : term.substring(1);
        Directive directive =
                Directive.of(sign == null ? Qualifier.PASS : sign, MechanismParser.parse(unsigned), unsigned);
        return directive != null && directives.add(directive);
    }
}
