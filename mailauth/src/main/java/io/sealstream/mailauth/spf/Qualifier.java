package io.sealstream.mailauth.spf;

import org.jspecify.annotations.Nullable;

/** RFC 7208 §4.6.2: the status that a matching mechanism gives. */
enum Qualifier {
    PASS('+', SpfStatus.PASS),
    FAIL('-', SpfStatus.FAIL),
    SOFTFAIL('~', SpfStatus.SOFTFAIL),
    NEUTRAL('?', SpfStatus.NEUTRAL);

    private final char sign;
    private final SpfStatus status;

    Qualifier(char sign, SpfStatus status) {
        this.sign = sign;
        this.status = status;
    }

    /** Null for a char that is no qualifier. */
    static @Nullable Qualifier of(char sign) {
        return switch (sign) {
            case '+' -> PASS;
            case '-' -> FAIL;
            case '~' -> SOFTFAIL;
            case '?' -> NEUTRAL;
            default -> null;
        };
    }

    SpfStatus status() {
        return status;
    }

    /** Before a mechanism; the default sign is not written. */
    String prefix() {
        return this == PASS ? "" : String.valueOf(sign);
    }
}
