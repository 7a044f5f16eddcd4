package io.sealstream.mailauth.signature;

/** A public key as one crypto provider holds it: decoded once, used for every message. Safe from several threads. */
@FunctionalInterface
public interface VerificationKey {
    /**
     * Whether {@code signature} is this key's over the first {@code length} octets of {@code data}, by RSASSA-PKCS1-v1_5 with
     * the hash (RFC 6376 §3.3.1), or by Ed25519 over the hash (RFC 8463 §3). False also where the signature has no such form.
     */
    boolean verifies(HashAlgorithm hash, byte[] data, int length, byte[] signature);
}
