package io.sealstream.mailauth.signature;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Counts what a provider is asked to do. */
public final class CountingCrypto extends CryptoProvider {
    private final CryptoProvider provider = CryptoProvider.detect();
    private int decoded;
    private int verified;

    @Override
    public String name() {
        return "counting";
    }

    @Override
    protected @Nullable VerificationKey rsa(BigInteger modulus, BigInteger exponent) {
        return counted(provider.rsa(modulus, exponent));
    }

    @Override
    protected @Nullable VerificationKey ed25519(byte[] publicKey) {
        return counted(provider.ed25519(publicKey));
    }

    private @Nullable VerificationKey counted(@Nullable VerificationKey key) {
        decoded++;
        return key == null
                ? null
                : (hash, data, length, signature) -> {
                    verified++;
                    return key.verifies(hash, data, length, signature);
                };
    }

    public int decoded() {
        return decoded;
    }

    public int verified() {
        return verified;
    }
}
