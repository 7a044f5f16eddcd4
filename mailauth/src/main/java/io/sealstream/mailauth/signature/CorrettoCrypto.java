package io.sealstream.mailauth.signature;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** RSA and Ed25519 from Amazon Corretto Crypto Provider. The only class that names it: it may not be there. */
final class CorrettoCrypto extends CryptoProvider {
    /** SubjectPublicKeyInfo of an Ed25519 key up to its 32 octets (RFC 8410 §4). */
    private static final byte[] ED25519_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
    };

    private final Provider provider;
    private final KeyFactory rsaKeys;
    private final KeyFactory ed25519Keys;

    private CorrettoCrypto(Provider provider) throws GeneralSecurityException {
        this.provider = provider;
        this.rsaKeys = KeyFactory.getInstance("RSA", provider);
        this.ed25519Keys = KeyFactory.getInstance("Ed25519"); // its own is registered only by a system property
        Signature.getInstance("Ed25519", provider);
    }

    /** Null where the native library does not load or fails its own tests. */
    static @Nullable CryptoProvider load() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        if (provider.getLoadingError() != null) {
            return null;
        }
        try {
            return new CorrettoCrypto(provider);
        } catch (GeneralSecurityException olderThanEd25519) {
            return null;
        }
    }

    @Override
    public String name() {
        return "corretto";
    }

    @Override
    protected @Nullable VerificationKey rsa(BigInteger modulus, BigInteger exponent) {
        try {
            PublicKey key = rsaKeys.generatePublic(new RSAPublicKeySpec(modulus, exponent));
            return new JcaKey(provider, key)::verifiesRsa;
        } catch (GeneralSecurityException | RuntimeException unusable) {
            return null;
        }
    }

    @Override
    protected @Nullable VerificationKey ed25519(byte[] publicKey) {
        byte[] encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + publicKey.length);
        System.arraycopy(publicKey, 0, encoded, ED25519_PREFIX.length, publicKey.length);
        try {
            PublicKey key = ed25519Keys.generatePublic(new X509EncodedKeySpec(encoded));
            return new JcaKey(provider, key)::verifiesEd25519;
        } catch (GeneralSecurityException | RuntimeException unusable) {
            return null;
        }
    }
}
