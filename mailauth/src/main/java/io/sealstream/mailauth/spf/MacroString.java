package io.sealstream.mailauth.spf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A macro-string (RFC 7208 §7.1), parsed once: literal runs and macros by turns. */
final class MacroString {
    /** Where a macro-string stands, which decides what it may hold. */
    enum Place {
        DOMAIN_SPEC,
        UNKNOWN_MODIFIER,
        /** The text that {@code exp=} leads to: spaces too, and the letters c, r and t. */
        EXPLANATION
    }

    /** What the letters of macros stand for; null: not known. */
    @FunctionalInterface
    interface Values {
        @Nullable
        String of(char letter);
    }

    /** {@code literals.get(i)} stands before {@code macros.get(i)}; the last literal stands after all of them. */
    private final List<String> literals;

    private final List<Macro> macros;
    private final boolean endsInExpansion;

    private MacroString(List<String> literals, List<Macro> macros, boolean endsInExpansion) {
        this.literals = List.copyOf(literals);
        this.macros = List.copyOf(macros);
        this.endsInExpansion = endsInExpansion;
    }

    /** Null where the text is no macro-string. */
    static @Nullable MacroString parse(String text, Place place) {
        return new Parser(text, place).parse();
    }

    /** Whether it says the same for every message. */
    boolean isLiteral() {
        return macros.isEmpty();
    }

    /** Whether a macro-expand is the last thing in it: {@code %{d}}, and {@code %%}, {@code %_}, {@code %-} too. */
    boolean endsInExpansion() {
        return endsInExpansion;
    }

    /** What stands after the last macro. */
    String tail() {
        return literals.get(literals.size() - 1);
    }

    /** Null where a value is not known. At most the text's length times the longest value. */
    @Nullable
    String expand(Values values) {
        StringBuilder out = new StringBuilder(64);
        for (int i = 0; i < macros.size(); i++) {
            Macro macro = macros.get(i);
            String value = values.of(macro.letter());
            if (value == null) {
                return null;
            }
            macro.appendTo(out.append(literals.get(i)), value);
        }
        return out.append(tail()).toString();
    }

    private static final class Parser {
        private static final int MAX_PARTS = 128;

        private final String text;
        private final Place place;
        private final List<String> literals = new ArrayList<>();
        private final List<Macro> macros = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private int at;

        Parser(String text, Place place) {
            this.text = text;
            this.place = place;
        }

        @Nullable
        MacroString parse() {
            boolean endsInExpansion = false;
            while (at < text.length()) {
                char c = text.charAt(at++);
                endsInExpansion = c == '%';
                if (c == '%' ? !expansion() : !literal(c)) {
                    return null;
                }
            }
            literals.add(literal.toString());
            return new MacroString(literals, macros, endsInExpansion);
        }

        // macro-literal = %x21-24 / %x26-7E; an explain-string has SP besides (RFC 7208 §6.2).
        private boolean literal(char c) {
            literal.append(c);
            return (c > ' ' && c <= '~') || (c == ' ' && place == Place.EXPLANATION);
        }

        private boolean expansion() {
            if (at == text.length()) {
                return false;
            }
            switch (text.charAt(at++)) {
                case '%' -> literal.append('%');
                case '_' -> literal.append(' ');
                case '-' -> literal.append("%20");
                case '{' -> {
                    return macro();
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        // "{" macro-letter transformers *delimiter "}"
        private boolean macro() {
            int close = text.indexOf('}', at);
            if (close <= at) {
                return false;
            }
            char given = text.charAt(at++);
            char letter = (char) (given | 0x20);
            if (!Ascii.isAlpha(given) || !isAllowed(letter)) {
                return false;
            }
            int digits = at;
            int parts = 0;
            while (Ascii.isDigit(text.charAt(at))) {
                parts = Math.min(MAX_PARTS, parts * 10 + text.charAt(at++) - '0');
            }
            // RFC 7208 §7.3: the number of parts is not zero.
            if (at > digits && parts == 0) {
                return false;
            }
            boolean reversed = (text.charAt(at) | 0x20) == 'r';
            if (reversed) {
                at++;
            }
            String delimiters = at < close ? text.substring(at, close) : ".";
            if (!isDelimiters(delimiters)) {
                return false;
            }
            literals.add(literal.toString());
            literal.setLength(0);
            macros.add(new Macro(letter, parts, reversed, delimiters, letter != given));
            at = close + 1;
            return true;
        }

        private boolean isAllowed(char letter) {
            return Macro.LETTERS.indexOf(letter) >= 0
                    && (place != Place.DOMAIN_SPEC || Macro.EXPLANATION_LETTERS.indexOf(letter) < 0);
        }

        private static boolean isDelimiters(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Macro.DELIMITERS.indexOf(text.charAt(i)) < 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
