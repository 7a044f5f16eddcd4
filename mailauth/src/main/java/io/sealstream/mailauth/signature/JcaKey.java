package io.sealstream.mailauth.signature;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;

/** An RSA or Ed25519 key of a provider of the Java Cryptography Architecture. */
record JcaKey(Provider provider, PublicKey key) {
    boolean verifiesRsa(HashAlgorithm hash, byte[] data, int length, byte[] signature) {
        return verifies(hash == HashAlgorithm.SHA1 ? "SHA1withRSA" : "SHA256withRSA", data, length, signature);
    }

    boolean verifiesEd25519(HashAlgorithm hash, byte[] data, int length, byte[] signature) {
        byte[] digest = digest(hash, data, length);
        return verifies("Ed25519", digest, digest.length, signature);
    }

    static byte[] digest(HashAlgorithm hash, byte[] data, int length) {
        MessageDigest digest = hash.newDigest();
        digest.update(data, 0, length);
        return digest.digest();
    }

    private boolean verifies(String algorithm, byte[] data, int length, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm, provider);
            verifier.initVerify(key);
            verifier.update(data, 0, length);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false; // a signature of another length than the key's, for one
        }
    }
}
