package io.sealstream.mailauth.compauth;

import io.sealstream.mailauth.dns.DomainName;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may, or may not, be spoofed by whom: {@code <user>, <infrastructure>}. Only a message with exactly this combination
 * matches. The user is an address, a domain (without those below it), or {@code *}, which the infrastructure may not be then too.
 *
 * @param address in lower case; null unless the user is one address
 * @param domain null unless the user is a whole domain
 */
public record SpoofPair(@Nullable String address, @Nullable DomainName domain, Infrastructure infrastructure) {

    /** Entries of one list, as documented. */
    public static final int MAX_PAIRS = 1_024;

    /** Whose mail a pair is about: the documentation tells the two kinds of entries apart. */
    public enum Type {
        /** The spoofed user is of an accepted domain. */
        INTERNAL,
        /** It is not. */
        EXTERNAL,
        /** It is anybody. */
        ANY
    }

    /** Reads {@code user, infrastructure}; empty where it is none, and for {@code *, *}. */
    public static Optional<SpoofPair> parse(String text) {
        int comma = text.lastIndexOf(',');
        return comma < 0
                ? Optional.empty()
                : of(text.substring(0, comma).strip(), text.substring(comma + 1).strip());
    }

    public static Optional<SpoofPair> of(String user, String infrastructure) {
        return Infrastructure.parse(infrastructure).flatMap(sender -> {
            if (user.equals("*")) {
                return sender.isAny() ? Optional.empty() : Optional.of(new SpoofPair(null, null, sender));
            }
            int at = user.lastIndexOf('@');
            Optional<DomainName> domain =
                    DomainName.parse(user.substring(at + 1)).filter(name -> name.labelCount() > 1);
            return at < 0
                    ? domain.map(name -> new SpoofPair(null, name, sender))
                    : domain.filter(name -> at > 0)
                            .map(name -> new SpoofPair(
                                    user.substring(0, at).toLowerCase(Locale.ROOT) + "@" + name, null, sender));
        });
    }

    /** By the organisation's accepted domains. */
    public Type type(Set<DomainName> acceptedDomains) {
        DomainName spoofed = address == null ? domain : DomainName.of(address.substring(address.lastIndexOf('@') + 1));
        if (spoofed == null) {
            return Type.ANY;
        }
        return acceptedDomains.contains(spoofed) ? Type.INTERNAL : Type.EXTERNAL;
    }

    boolean matches(CompositeInput message) {
        return isSpoofed(message) && infrastructure.sent(message);
    }

    /** Whether it may match, for all that is known. */
    boolean mayMatch(CompositeInput message) {
        return isSpoofed(message) && infrastructure.mayHaveSent(message);
    }

    private boolean isSpoofed(CompositeInput message) {
        if (address != null) {
            return message.from().addresses().stream().anyMatch(address::equalsIgnoreCase);
        }
        return domain == null || message.from().domains().contains(domain);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (address != null ? address : domain != null ? domain.toString() : "*") + ", " + infrastructure;
    }
}
