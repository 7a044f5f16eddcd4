package io.sealstream.mailauth.compauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The documentation of Microsoft 365 that is followed, by its date: what it says changed. */
public enum Profile {
    /** 2017 to 2023: a policy of reject is handled as quarantine. */
    MICROSOFT365_2017(false),
    /** Since October 2023, when the policies of the roll-out of July took effect: the policy of the From domain is honoured. */
    MICROSOFT365_2023(true);

    private static final Instant HONOURED_FROM = Instant.parse("2023-10-01T00:00:00Z");

    private final boolean honoursPolicy;

    Profile(boolean honoursPolicy) {
        this.honoursPolicy = honoursPolicy;
    }

    /** @param receivedAt null: not known, and then today's holds */
    public static Profile at(@Nullable Instant receivedAt) {
        return receivedAt != null && receivedAt.isBefore(HONOURED_FROM) ? MICROSOFT365_2017 : MICROSOFT365_2023;
    }

    /** Whether {@code p=reject} is carried out where the tenant says nothing of it. */
    public boolean honoursPolicy() {
        return honoursPolicy;
    }
}
