package io.sealstream.mailauth.dns;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A domain name in its canonical form: lower case, A-labels (RFC 5890 §2.3.2.1), no trailing dot. The root is the empty name.
 * Labels have 1 to 63 octets, the whole at most 253 (RFC 1035 §3.1). Any printable ASCII octet but the dot may stand in a
 * label, for SPF macros yield such names.
 */
public final class DomainName implements Comparable<DomainName> {
    public static final DomainName ROOT = new DomainName("");

    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;

    private final String name;
    private final int hash;

    private DomainName(String name) {
        this.name = name;
        this.hash = name.hashCode();
    }

    /** The name that the text gives, U-labels converted; empty where it is no domain name. One trailing dot is allowed. */
    public static Optional<DomainName> parse(String text) {
        String absolute = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        String ascii = toAscii(absolute);
        return ascii != null && isWellFormed(ascii, '!') ? Optional.of(new DomainName(ascii)) : Optional.empty();
    }

    /** As {@link #parse}, for a name that SPF macros gave: its labels may hold spaces too (RFC 7208 §7.1, {@code %_}). */
    public static Optional<DomainName> parseExpanded(String text) {
        String ascii = toAscii(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
        return ascii != null && isWellFormed(ascii, ' ') ? Optional.of(new DomainName(ascii)) : Optional.empty();
    }

    /** As {@link #parse}, for names that code or a test spells out. */
    public static DomainName of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a domain name: " + text));
    }

    private static @Nullable String toAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                try {
                    return IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
                } catch (IllegalArgumentException noIdn) {
                    return null;
                }
            }
        }
        return lowerCase(text);
    }

    private static String lowerCase(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return ascii.toLowerCase(Locale.ROOT);
            }
        }
        return ascii;
    }

    private static boolean isWellFormed(String ascii, char lowest) {
        if (ascii.isEmpty() || ascii.length() > MAX_LENGTH) {
            return false;
        }
        int labelStart = 0;
        for (int i = 0; i <= ascii.length(); i++) {
            if (i == ascii.length() || ascii.charAt(i) == '.') {
                int length = i - labelStart;
                if (length < 1 || length > MAX_LABEL) {
                    return false;
                }
                labelStart = i + 1;
            } else if (ascii.charAt(i) < lowest || ascii.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    public int labelCount() {
        if (name.isEmpty()) {
            return 0;
        }
        int labels = 1;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '.') {
                labels++;
            }
        }
        return labels;
    }

    /** The name without its leftmost label; the parent of a single label is the root, and so is the root's. */
    public DomainName parent() {
        int dot = name.indexOf('.');
        return dot < 0 ? ROOT : new DomainName(name.substring(dot + 1));
    }

    /** The rightmost {@code labels} labels; the name itself where it has no more. */
    public DomainName suffix(int labels) {
        DomainName suffix = this;
        for (int drop = labelCount() - labels; drop > 0; drop--) {
            suffix = suffix.parent();
        }
        return suffix;
    }

    /** This name with labels put before it, such as {@code _dmarc}; empty where the result would be no domain name. */
    public Optional<DomainName> under(String labels) {
        return parse(name.isEmpty() ? labels : labels + '.' + name);
    }

    /** Whether this name is {@code ancestor} or lies below it. Every name lies below the root. */
    public boolean isAtOrBelow(DomainName ancestor) {
        if (ancestor.name.isEmpty()) {
            return true;
        }
        int offset = name.length() - ancestor.name.length();
        return offset == 0
                ? name.equals(ancestor.name)
                : offset > 0 && name.charAt(offset - 1) == '.' && name.endsWith(ancestor.name);
    }

    @Override
    public int compareTo(DomainName other) {
        return name.compareTo(other.name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DomainName that && hash == that.hash && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The canonical text, without a trailing dot. */
    @Override
    public String toString() {
        return name;
    }
}
