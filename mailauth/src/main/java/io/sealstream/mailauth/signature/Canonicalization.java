package io.sealstream.mailauth.signature;

import org.jspecify.annotations.Nullable;

/** How a header or a body is made comparable before it is hashed (RFC 6376 §3.4). */
public enum Canonicalization {
    SIMPLE("simple"),
    RELAXED("relaxed");

    private final String word;

    Canonicalization(String word) {
        this.word = word;
    }

    /** As it stands in {@code c=}. */
    public String word() {
        return word;
    }

    static @Nullable Canonicalization of(String word) {
        for (Canonicalization canonicalization : values()) {
            if (canonicalization.word.equals(word)) {
                return canonicalization;
            }
        }
        return null;
    }
}
