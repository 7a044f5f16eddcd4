package io.sealstream.mailauth;

import io.sealstream.mailauth.dns.DomainName;
import org.jspecify.annotations.Nullable;

/** The domain whose key a name holds (RFC 6376 §3.6.2.1). */
final class SigningDomain {
    private static final String INFIX = "._domainkey.";

    private SigningDomain() {}

    /** What stands below {@code _domainkey}; null where the name is none of a key. */
    static @Nullable DomainName ofKeyName(DomainName name) {
        String text = name.toString();
        int infix = text.indexOf(INFIX);
        return infix < 0
                ? null
                : DomainName.parse(text.substring(infix + INFIX.length())).orElse(null);
    }
}
