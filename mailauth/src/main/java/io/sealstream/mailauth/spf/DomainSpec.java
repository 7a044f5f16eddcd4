package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.DomainName;
import org.jspecify.annotations.Nullable;

/** A domain-spec (RFC 7208 §7.1), such as {@code spf.example} or {@code %{i}._spf.%{d2}}. */
final class DomainSpec {
    private static final int MAX_NAME = 253;

    private final String text;
    private final MacroString macros;
    private final @Nullable DomainName literal;

    private DomainSpec(String text, MacroString macros) {
        this.text = text;
        this.macros = macros;
        this.literal = macros.isLiteral() ? toName(macros.tail()) : null;
    }

    /** Null where the text is no domain-spec. */
    static @Nullable DomainSpec parse(String text) {
        MacroString macros = MacroString.parse(text, MacroString.Place.DOMAIN_SPEC);
        return macros == null || !hasDomainEnd(macros) ? null : new DomainSpec(text, macros);
    }

    // domain-end = ( "." toplabel [ "." ] ) / macro-expand
    private static boolean hasDomainEnd(MacroString macros) {
        String tail = macros.tail();
        int end = tail.endsWith(".") ? tail.length() - 1 : tail.length();
        int dot = tail.lastIndexOf('.', end - 1);
        return macros.endsInExpansion() || (dot >= 0 && isTopLabel(tail, dot + 1, end));
    }

    /** Letters, digits and inner hyphens, and not digits alone. */
    private static boolean isTopLabel(String text, int from, int to) {
        if (from >= to || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
            return false;
        }
        boolean digitsAlone = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!Ascii.isAlphanumeric(c) && c != '-') {
                return false;
            }
            digitsAlone &= Ascii.isDigit(c);
        }
        return !digitsAlone;
    }

    /** As the record has it. */
    String text() {
        return text;
    }

    boolean isLiteral() {
        return macros.isLiteral();
    }

    /** The target-name (RFC 7208 §4.8); null where it is no domain name, or hangs on an answer that is not known. */
    @Nullable
    DomainName expand(Evaluation evaluation, DomainName domain) {
        if (macros.isLiteral()) {
            return literal;
        }
        String expanded = macros.expand(new MacroValues(evaluation, domain));
        return expanded == null ? null : toName(expanded);
    }

    /** The target-name that every message gives; null where that differs, or is no domain name. */
    @Nullable
    DomainName expandWithoutMessage(DomainName domain, DomainName origin) {
        String expanded = macros.expand(letter -> switch (letter) {
            case 'd' -> domain.toString();
            case 'o' -> origin.toString();
            default -> null;
        });
        return expanded == null ? null : toName(expanded);
    }

    /** RFC 7208 §7.3: cut by labels from the left to what a name may have. */
    private static @Nullable DomainName toName(String expanded) {
        String name = expanded.endsWith(".") ? expanded.substring(0, expanded.length() - 1) : expanded;
        if (name.length() > MAX_NAME) {
            int dot = name.indexOf('.', name.length() - MAX_NAME - 1);
            if (dot < 0) {
                return null;
            }
            name = name.substring(dot + 1);
        }
        return DomainName.parseExpanded(name).orElse(null);
    }
}
