package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.DomainName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.WireParseException;

/** Names as the parser has them, and as ours. */
final class Names {
    private Names() {}

    /** Null where a label holds an octet that no {@link DomainName} has, such as a space or a dot. */
    static @Nullable DomainName domainName(Name name) {
        if (name.equals(Name.root)) {
            return DomainName.ROOT;
        }
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.labels() - 1; i++) {
            byte[] label = name.getLabel(i);
            for (int at = 1; at < label.length; at++) {
                if (label[at] == '.' || label[at] <= ' ' || label[at] > '~') {
                    return null;
                }
            }
            text.append(i == 0 ? "" : ".");
            text.append(new String(label, 1, label.length - 1, StandardCharsets.US_ASCII));
        }
        return DomainName.parse(text.toString()).orElse(null);
    }

    /** Every domain name has its wire form (RFC 1035 §3.1). */
    static Name name(DomainName name) {
        byte[] wire =
                new byte[name.equals(DomainName.ROOT) ? 1 : name.toString().length() + 2];
        int at = 0;
        if (wire.length > 1) {
            for (String label : name.toString().split("\\.", -1)) {
                wire[at++] = (byte) label.length();
                for (int i = 0; i < label.length(); i++) {
                    wire[at++] = (byte) label.charAt(i);
                }
            }
        }
        try {
            return new Name(new org.xbill.DNS.DNSInput(wire));
        } catch (WireParseException impossible) {
            throw new IllegalStateException(name.toString(), impossible);
        }
    }

    /** The name a text gives; {@code .} and the empty text are the root. */
    static Optional<DomainName> parse(String text) {
        return text.isEmpty() || text.equals(".") ? Optional.of(DomainName.ROOT) : DomainName.parse(text);
    }
}
