package io.sealstream.mailauth.arc;

import io.sealstream.mailauth.signature.CryptoProvider;

/**
 * How chains are validated.
 *
 * @param maxKeys how many different keys are asked for, at least 1; a chain that needs more ends in temperror, so that a forged
 *     chain does not choose how much DNS is asked
 * @param provider who does the arithmetic
 */
public record ArcSettings(int maxKeys, CryptoProvider provider) {
    public static final int DEFAULT_MAX_KEYS = 50;

    public static ArcSettings of(CryptoProvider provider) {
        return new ArcSettings(DEFAULT_MAX_KEYS, provider);
    }
}
