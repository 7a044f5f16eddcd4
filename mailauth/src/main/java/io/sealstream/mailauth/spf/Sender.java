package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.DomainName;
import org.jspecify.annotations.Nullable;

/**
 * The identity under check, as the {@code <sender>} of RFC 7208 §4.1.
 *
 * @param localPart at most {@link #MAX_LOCAL_PART} characters of it
 * @param domain null where the identity's domain is no multi-label domain name
 */
record Sender(
        SpfIdentity identity, String localPart, @Nullable DomainName domain) {
    /** Four times what RFC 5321 §4.5.3.1.1 allows; what is longer is cut. It bounds the work of macros. */
    static final int MAX_LOCAL_PART = 256;

    /** Longer texts are no domain name: U-labels are never longer than their A-labels. */
    private static final int MAX_DOMAIN_TEXT = 255;

    private static final String POSTMASTER = "postmaster";

    /** The identity that the request gives; null where it is not known. */
    static @Nullable Sender of(SpfIdentity identity, SpfRequest request) {
        return switch (identity) {
            case HELO -> ofHelo(SpfIdentity.HELO, request.helo());
            case MAIL_FROM -> {
                String mailFrom = request.mailFrom();
                if (mailFrom == null) {
                    yield null;
                }
                // RFC 7208 §2.4: the null reverse-path stands for postmaster at the HELO name.
                yield mailFrom.isEmpty() ? ofHelo(SpfIdentity.MAIL_FROM, request.helo()) : ofMailFrom(mailFrom);
            }
        };
    }

    private static @Nullable Sender ofHelo(SpfIdentity identity, @Nullable String helo) {
        return helo == null ? null : new Sender(identity, POSTMASTER, domain(helo));
    }

    private static Sender ofMailFrom(String mailFrom) {
        int at = mailFrom.lastIndexOf('@');
        // RFC 7208 §4.3: a sender without a local part has "postmaster".
        String localPart = at <= 0 ? POSTMASTER : mailFrom.substring(0, Math.min(at, MAX_LOCAL_PART));
        return new Sender(SpfIdentity.MAIL_FROM, localPart, domain(mailFrom.substring(at + 1)));
    }

    /** RFC 7208 §4.3: null for what is malformed, a literal, a number, or has a single label. */
    private static @Nullable DomainName domain(String text) {
        if (text.length() > MAX_DOMAIN_TEXT || text.startsWith("[")) {
            return null;
        }
        DomainName name = DomainName.parse(text).orElse(null);
        return name == null || !hasNamedTopLabel(name.toString()) ? null : name;
    }

    private static boolean hasNamedTopLabel(String name) {
        int dot = name.lastIndexOf('.');
        for (int i = dot + 1; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return dot > 0;
            }
        }
        return false;
    }
}
