package io.sealstream.cli.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * DKIM and ARC verification as the RFCs' text has it, by regular expressions and the JDK alone: it shares nothing with the signer,
 * and says only whether body hash and signature match.
 */
final class NaiveVerifier {
    /** The DER prefix of an Ed25519 SubjectPublicKeyInfo (RFC 8410 §4). */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final SampleZone zone;
    private final List<String> fields;
    private final String body;

    NaiveVerifier(byte[] message, SampleZone zone) {
        String text = new String(message, ISO_8859_1).replaceAll("(?<!\r)\n", "\r\n");
        int end = text.indexOf("\r\n\r\n");
        this.zone = zone;
        this.fields = List.of(text.substring(0, end < 0 ? text.length() : end).split("\r\n(?![ \t])", -1));
        this.body = end < 0 ? "" : text.substring(end + 4);
    }

    List<String> fields(String name) {
        return fields.stream().filter(f -> isNamed(f, name)).toList();
    }

    /** Whether both hashes of a DKIM-Signature or ARC-Message-Signature match, by any key at its selector. */
    boolean matches(String field) throws GeneralSecurityException {
        Map<String, String> tags = tags(field);
        String[] c = (tag(tags, "c") + "/simple").split("/", -1);
        byte[] bodyHash = hash(tags, signedPart(c[1].equals("simple") ? simpleBody() : relaxedBody(), tags));
        if (!Base64.getEncoder().encodeToString(bodyHash).equals(tag(tags, "bh"))) {
            return false;
        }
        boolean relaxed = c[0].equals("relaxed");
        StringBuilder signed = new StringBuilder();
        List<String> left = new ArrayList<>(fields);
        for (String name : tag(tags, "h").split(":", -1)) {
            for (int i = left.size() - 1; i >= 0; i--) {
                if (isNamed(left.get(i), name)) {
                    String taken = left.remove(i);
                    signed.append(relaxed ? relaxed(taken) : taken).append("\r\n");
                    break;
                }
            }
        }
        String own = withoutSignature(field);
        return isSigned(tags, signed + (relaxed ? relaxed(own) : own));
    }

    /** Whether every seal of the chain, and the newest message signature, match. */
    boolean chainMatches() throws GeneralSecurityException {
        int newest = fields("ARC-Seal").size();
        for (int i = 1; i <= newest; i++) {
            StringBuilder chain = new StringBuilder();
            for (int j = 1; j <= i; j++) {
                chain.append(relaxed(of("ARC-Authentication-Results", j))).append("\r\n");
                chain.append(relaxed(of("ARC-Message-Signature", j))).append("\r\n");
                chain.append(j == i ? "" : relaxed(of("ARC-Seal", j)) + "\r\n");
            }
            String seal = of("ARC-Seal", i);
            if (!isSigned(tags(seal), chain + relaxed(withoutSignature(seal)))) {
                return false;
            }
        }
        return newest > 0 && matches(of("ARC-Message-Signature", newest));
    }

    private String of(String name, int instance) {
        return fields(name).stream()
                .filter(f -> f.matches("(?s)[^:]*:\\s*i=" + instance + ";.*"))
                .findFirst()
                .orElse(name + ":");
    }

    private boolean isSigned(Map<String, String> tags, String text) throws GeneralSecurityException {
        if (!tags.containsKey("s")) {
            return false;
        }
        boolean rsa = tag(tags, "a").startsWith("rsa");
        String algorithm = !rsa ? "Ed25519" : tag(tags, "a").endsWith("sha1") ? "SHA1withRSA" : "SHA256withRSA";
        byte[] octets = rsa ? text.getBytes(ISO_8859_1) : hash(tags, text);
        for (String record : zone.texts(tag(tags, "s") + "._domainkey." + tag(tags, "d") + ".")) {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key(rsa, Base64.getDecoder().decode(record.replaceAll("(?s).*p=", ""))));
            signature.update(octets);
            if (verifies(signature, Base64.getDecoder().decode(tag(tags, "b")))) {
                return true;
            }
        }
        return false;
    }

    /** The JDK throws where a signature is of another length than the key. */
    private static boolean verifies(Signature signature, byte[] value) {
        try {
            return signature.verify(value);
        } catch (SignatureException e) {
            return false;
        }
    }

    private static PublicKey key(boolean rsa, byte[] octets) throws GeneralSecurityException {
        byte[] encoded = octets;
        if (!rsa) {
            encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + octets.length);
            System.arraycopy(octets, 0, encoded, ED25519_PREFIX.length, octets.length);
        }
        return KeyFactory.getInstance(rsa ? "RSA" : "Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static byte[] hash(Map<String, String> tags, String text) throws GeneralSecurityException {
        return MessageDigest.getInstance(tag(tags, "a").endsWith("sha1") ? "SHA-1" : "SHA-256")
                .digest(text.getBytes(ISO_8859_1));
    }

    private String simpleBody() {
        return body.replaceFirst("(\r\n)*+\\z", "") + "\r\n";
    }

    private String relaxedBody() {
        String text = body.replaceAll("[ \t]+", " ").replaceAll(" (?=\r\n|\\z)", "");
        String stripped = text.replaceFirst("(\r\n)*+\\z", "");
        return stripped.isEmpty() ? "" : stripped + "\r\n";
    }

    private static String signedPart(String canonical, Map<String, String> tags) {
        return canonical.substring(
                0, Math.min(canonical.length(), Integer.parseInt(tags.getOrDefault("l", "2000000000"))));
    }

    private static String relaxed(String field) {
        String[] parts = field.split(":", 2);
        return parts[0].strip().toLowerCase(Locale.ROOT) + ":"
                + parts[1].replace("\r\n", "").replaceAll("[ \t]+", " ").strip();
    }

    private static String withoutSignature(String field) {
        return field.replaceFirst("(?s)([;\\s]b=)[^;]*", "$1");
    }

    private static Map<String, String> tags(String field) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : field.substring(field.indexOf(':') + 1).split(";", -1)) {
            String[] pair = tag.split("=", 2);
            if (pair.length == 2) {
                tags.put(pair[0].strip(), pair[1].replaceAll("\\s+", ""));
            }
        }
        return tags;
    }

    private static String tag(Map<String, String> tags, String name) {
        return Objects.requireNonNull(tags.get(name), name);
    }

    private static boolean isNamed(String field, String name) {
        return field.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":");
    }
}
