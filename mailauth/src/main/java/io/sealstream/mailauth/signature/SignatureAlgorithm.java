package io.sealstream.mailauth.signature;

import org.jspecify.annotations.Nullable;

/** The values of {@code a=} (RFC 6376 §3.3, RFC 8463 §3). */
public enum SignatureAlgorithm {
    /** Obsolete: it never verifies a message (RFC 8301 §3.1). */
    RSA_SHA1("rsa-sha1", KeyType.RSA, HashAlgorithm.SHA1),
    RSA_SHA256("rsa-sha256", KeyType.RSA, HashAlgorithm.SHA256),
    ED25519_SHA256("ed25519-sha256", KeyType.ED25519, HashAlgorithm.SHA256);

    /** The values of {@code k=} in a key record. */
    public enum KeyType {
        RSA("rsa"),
        ED25519("ed25519");

        private final String word;

        KeyType(String word) {
            this.word = word;
        }

        static @Nullable KeyType of(String word) {
            for (KeyType type : values()) {
                if (type.word.equals(word)) {
                    return type;
                }
            }
            return null;
        }
    }

    private final String word;
    private final KeyType keyType;
    private final HashAlgorithm hash;

    SignatureAlgorithm(String word, KeyType keyType, HashAlgorithm hash) {
        this.word = word;
        this.keyType = keyType;
        this.hash = hash;
    }

    public String word() {
        return word;
    }

    public KeyType keyType() {
        return keyType;
    }

    public HashAlgorithm hash() {
        return hash;
    }

    static @Nullable SignatureAlgorithm of(String word) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.word.equals(word)) {
                return algorithm;
            }
        }
        return null;
    }
}
