package io.sealstream.mailauth.compauth;

import java.util.List;

/**
 * What a tenant's entry does to a message, beside composite authentication and without changing it.
 *
 * @param applied the entry that has precedence
 * @param others the first of each other kind that matches too
 */
public record AppliedOverride(Entry applied, List<Entry> others) {

    /** In the order of precedence. */
    public enum Kind {
        DOMAIN_BLOCK(false),
        ALLOW_PAIR(true),
        DOMAIN_ALLOW(true),
        IP_ALLOW(true),
        SAFE_SENDER(true);

        private final boolean allows;

        Kind(boolean allows) {
            this.allows = allows;
        }

        /** Whether it lets the message pass; else it keeps it out. */
        public boolean allows() {
            return allows;
        }
    }

    /** @param text as the tenant wrote it, in canonical form */
    public record Entry(Kind kind, String text) {}
}
