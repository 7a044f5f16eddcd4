package io.sealstream.mailauth.signature;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.RSAPublicKeySpec;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/** RSA from the JDK's own provider, whatever else is installed, and Ed25519 from Bouncy Castle's lightweight API. */
final class JdkCrypto extends CryptoProvider {
    private final KeyFactory rsaKeys;

    JdkCrypto() {
        Provider own = Security.getProvider("SunRsaSign");
        try {
            rsaKeys = own == null ? KeyFactory.getInstance("RSA") : KeyFactory.getInstance("RSA", own);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    protected @Nullable VerificationKey rsa(BigInteger modulus, BigInteger exponent) {
        try {
            return new JcaKey(rsaKeys.getProvider(), rsaKeys.generatePublic(new RSAPublicKeySpec(modulus, exponent)))
                    ::verifiesRsa;
        } catch (GeneralSecurityException unusable) {
            return null;
        }
    }

    @Override
    protected @Nullable VerificationKey ed25519(byte[] publicKey) {
        Ed25519.PublicPoint point = Ed25519.validatePublicKeyPartialExport(publicKey, 0);
        if (point == null) {
            return null;
        }
        return (hash, data, length, signature) -> {
            byte[] digest = JcaKey.digest(hash, data, length);
            return signature.length == Ed25519.SIGNATURE_SIZE
                    && Ed25519.verify(signature, 0, point, digest, 0, digest.length);
        };
    }
}
