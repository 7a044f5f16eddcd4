package io.sealstream.mailauth.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs and seals test messages, by the literal canonicalization. A message is a text in which one char is one octet; the tags
 * are given without {@code bh=} and {@code b=}.
 */
public final class Signer {
    private static final Map<String, Signer> KNOWN = new ConcurrentHashMap<>();

    private final KeyPair keys;
    private final boolean ed25519;

    private Signer(KeyPair keys, boolean ed25519) {
        this.keys = keys;
        this.ed25519 = ed25519;
    }

    /** The same key each time, of that size. */
    public static Signer rsa(int bits) {
        return KNOWN.computeIfAbsent("RSA" + bits, k -> generate("RSA", bits, 1));
    }

    /** The same key each time, another than {@link #rsa}. */
    public static Signer otherRsa(int bits) {
        return KNOWN.computeIfAbsent("other" + bits, k -> generate("RSA", bits, 2));
    }

    public static Signer ed25519() {
        return KNOWN.computeIfAbsent("Ed25519", k -> generate("Ed25519", 255, 1));
    }

    private static Signer generate(String algorithm, int bits, int seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            generator.initialize(bits, random);
            return new Signer(generator.generateKeyPair(), algorithm.equals("Ed25519"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@code p=}: SubjectPublicKeyInfo, or the 32 octets of an Ed25519 key. */
    public String publicKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(ed25519 ? Arrays.copyOfRange(encoded, 12, 44) : encoded);
    }

    /** {@code p=} as RSAPublicKey, without the SubjectPublicKeyInfo around it. */
    public String bareRsaKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        int start = 24; // of keys with 1,024 to 8,192 bits
        return Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(encoded, encoded.length > 256 ? start : 22, encoded.length));
    }

    public String record() {
        return "v=DKIM1; k=" + (ed25519 ? "ed25519" : "rsa") + "; p=" + publicKey();
    }

    /** The message with a DKIM-Signature on top. */
    public String sign(String message, String tags) {
        return signature("DKIM-Signature", message, tags) + message;
    }

    /** The message with an ARC set on top, sealed over all sets that are there. */
    public String seal(String message, int instance, String results, String signatureTags, String sealTags) {
        String authenticationResults = "ARC-Authentication-Results: i=" + instance + "; " + results + "\r\n";
        String signature = signature("ARC-Message-Signature", message, "i=" + instance + "; " + signatureTags);
        String below = signature + authenticationResults + message;
        boolean onlyItself = sealTags.contains("cv=fail");
        StringBuilder covered = new StringBuilder();
        for (int i = onlyItself ? instance : 1; i <= instance; i++) {
            for (String name : List.of("arc-authentication-results", "arc-message-signature", "arc-seal")) {
                for (String field : fields(below)) {
                    if (name(field).equals(name) && field.matches("(?s)[^:]*:(.*;)?\\s*i=" + i + ";.*")) {
                        covered.append(LiteralCanonicalization.field(Canonicalization.RELAXED, field))
                                .append("\r\n");
                    }
                }
            }
        }
        String seal = "ARC-Seal: i=" + instance + "; " + sealTags + "; b=";
        covered.append(LiteralCanonicalization.field(Canonicalization.RELAXED, seal));
        return seal + signed(covered.toString(), tag(sealTags, "a")) + "\r\n" + below;
    }

    private String signature(String name, String message, String tags) {
        String canonicalization = tags.contains("c=") ? tag(tags, "c") : "simple/simple";
        boolean relaxedHeader = canonicalization.startsWith("relaxed");
        Canonicalization body =
                canonicalization.endsWith("/relaxed") ? Canonicalization.RELAXED : Canonicalization.SIMPLE;
        String field = name + ": " + tags + "; bh=" + bodyHash(message, body, tags) + "; b=";
        StringBuilder signed = new StringBuilder();
        Canonicalization header = relaxedHeader ? Canonicalization.RELAXED : Canonicalization.SIMPLE;
        List<String> remaining = new ArrayList<>(fields(message));
        for (String wanted : tag(tags, "h").split(":", -1)) {
            for (int i = remaining.size() - 1; i >= 0; i--) {
                if (name(remaining.get(i)).equalsIgnoreCase(wanted.strip())) {
                    signed.append(LiteralCanonicalization.field(header, remaining.remove(i)))
                            .append("\r\n");
                    break;
                }
            }
        }
        signed.append(LiteralCanonicalization.field(header, field));
        return field + signed(signed.toString(), tag(tags, "a")) + "\r\n";
    }

    private static String bodyHash(String message, Canonicalization canonicalization, String tags) {
        int end = message.indexOf("\r\n\r\n");
        String body = LiteralCanonicalization.body(canonicalization, end < 0 ? "" : message.substring(end + 4), false);
        if (tags.contains("l=")) {
            body = body.substring(0, Math.min(body.length(), Integer.parseInt(tag(tags, "l"))));
        }
        return Base64.getEncoder().encodeToString(digest(tag(tags, "a"), octets(body)));
    }

    private String signed(String data, String algorithm) {
        try {
            boolean sha1 = algorithm.endsWith("sha1");
            Signature signer = Signature.getInstance(ed25519 ? "Ed25519" : sha1 ? "SHA1withRSA" : "SHA256withRSA");
            signer.initSign(keys.getPrivate());
            signer.update(ed25519 ? digest(algorithm, octets(data)) : octets(data));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] digest(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm.endsWith("sha1") ? "SHA-1" : "SHA-256")
                    .digest(octets);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> fields(String message) {
        int end = message.indexOf("\r\n\r\n");
        String header = end < 0 ? message : message.substring(0, end);
        return List.of(header.split("\r\n(?![ \t])"));
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).strip().toLowerCase(java.util.Locale.ROOT);
    }

    private static String tag(String tags, String name) {
        for (String tag : tags.split(";", -1)) {
            if (tag.strip().startsWith(name + "=")) {
                return tag.strip().substring(name.length() + 1);
            }
        }
        throw new IllegalArgumentException("no " + name + "= in " + tags);
    }

    /** One octet for each char. */
    public static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
