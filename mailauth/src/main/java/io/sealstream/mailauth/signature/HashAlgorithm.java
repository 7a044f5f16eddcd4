package io.sealstream.mailauth.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;

/** The hashes of RFC 6376 §3.3, from the JDK whatever the crypto provider: no other is faster in SHA-256. */
public enum HashAlgorithm {
    SHA1("sha1", "SHA-1"),
    SHA256("sha256", "SHA-256");

    private static final Provider SUN = Security.getProvider("SUN");

    private final String word;
    private final String jcaName;

    HashAlgorithm(String word, String jcaName) {
        this.word = word;
        this.jcaName = jcaName;
    }

    /** As it stands in {@code h=} of a key record. */
    public String word() {
        return word;
    }

    MessageDigest newDigest() {
        try {
            return SUN == null ? MessageDigest.getInstance(jcaName) : MessageDigest.getInstance(jcaName, SUN);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
