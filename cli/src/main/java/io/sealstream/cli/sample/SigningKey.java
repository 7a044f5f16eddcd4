package io.sealstream.cli.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * A key pair of the sample. The private keys are published with it, and worth nothing.
 *
 * @param name such as {@code rsa-2048} or {@code ed25519}
 * @param published the value of {@code p=}: base64 of the SubjectPublicKeyInfo (RFC 6376 §3.6.1), or of the 32 octets of an
 *     Ed25519 key (RFC 8463 §4.2)
 */
public record SigningKey(String name, PrivateKey key, String published) {
    private static final int ED25519_OCTETS = 32;

    /** The key of that name in {@code test-keys.tsv}. */
    public static SigningKey named(String name) {
        InputStream in = Objects.requireNonNull(SigningKey.class.getResourceAsStream("test-keys.tsv"), "test-keys.tsv");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, ISO_8859_1))) {
            return lines.lines()
                    .map(line -> line.split("\t", -1))
                    .filter(columns -> columns.length == 3 && columns[0].equals(name))
                    .map(columns -> of(name, columns[1], columns[2]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no test key " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isRsa() {
        return key.getAlgorithm().equals("RSA");
    }

    /** The algorithm, as {@code a=} names it, that this key signs with by default. */
    public String algorithm() {
        return isRsa() ? "rsa-sha256" : "ed25519-sha256";
    }

    /** Signs by an algorithm of RFC 6376 or RFC 8463; always the same octets for the same input. */
    byte[] sign(String algorithm, String text) {
        try {
            Signature signature = Signature.getInstance(
                    !isRsa() ? "Ed25519" : algorithm.endsWith("sha1") ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign(key);
            // RFC 8463 §3: Ed25519 signs the SHA-256 hash of the data.
            signature.update(isRsa() ? text.getBytes(ISO_8859_1) : digest(algorithm, text));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("key " + name + " cannot sign by " + algorithm, e);
        }
    }

    static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm.endsWith("sha1") ? "SHA-1" : "SHA-256")
                    .digest(text.getBytes(ISO_8859_1));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey of(String name, String privateKey, String publicKey) {
        boolean rsa = name.startsWith("rsa");
        byte[] published = Base64.getDecoder().decode(publicKey);
        if (!rsa) {
            published = Arrays.copyOfRange(published, published.length - ED25519_OCTETS, published.length);
        }
        try {
            PrivateKey key = KeyFactory.getInstance(rsa ? "RSA" : "Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
            return new SigningKey(name, key, Base64.getEncoder().encodeToString(published));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("test key " + name + " cannot be read", e);
        }
    }
}
