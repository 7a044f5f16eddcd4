package io.sealstream.mailauth.signature;

import io.sealstream.mailauth.signature.RsaKeyReader.RsaKey;
import io.sealstream.mailauth.signature.SignatureAlgorithm.KeyType;
import io.sealstream.mailauth.tag.TagList;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * The text of one key record (RFC 6376 §3.6.1, RFC 8463 §4). {@code g=} of RFC 4871 is ignored, as RFC 6376 has it.
 *
 * @param defect why it is of no use; {@link Defect#NONE}: it has a key
 * @param type {@code k=}
 * @param bits the size of the key; 0 where it was not read
 * @param key null where there is a defect
 * @param hashes {@code h=}; empty: all are allowed
 * @param email whether {@code s=} allows e-mail
 * @param testing {@code t=y}
 * @param strict {@code t=s}
 * @param compromisedFrom from when on a signature proves nothing, for the private key is public; null: never
 */
public record PublicKeyRecord(
        Defect defect,
        @Nullable KeyType type,
        int bits,
        @Nullable VerificationKey key,
        List<String> hashes,
        boolean email,
        boolean testing,
        boolean strict,
        @Nullable Instant compromisedFrom) {
    /** A smaller RSA key is no proof (RFC 8301 §3.2). It is still tried, to tell what would be without that rule. */
    public static final int MIN_RSA_BITS = 1024;

    /** A still smaller RSA key is refused: not every provider computes with it. */
    private static final int MIN_TRIED_BITS = 512;

    /** A larger RSA key is refused before any arithmetic. */
    public static final int MAX_RSA_BITS = 8192;

    /** All that signers use, and the most that every provider computes with. */
    private static final int MAX_EXPONENT_BITS = 33;

    /** Why a record is of no use. */
    public enum Defect {
        NONE,
        SYNTAX,
        /** {@code v=} is not DKIM1: no key record. */
        VERSION,
        REVOKED,
        /** {@code k=} is none that we know. */
        UNKNOWN_TYPE,
        /** An RSA key so small that it is not even tried. */
        TOO_SMALL,
        /** An RSA key above {@link #MAX_RSA_BITS}. */
        TOO_LARGE
    }

    static PublicKeyRecord parse(String text, CryptoProvider provider) {
        TagList tags = TagList.parse(text);
        String version = tags.value("v");
        if (version != null && !version.equals("DKIM1")) {
            return unusable(Defect.VERSION, null, 0, tags);
        }
        int key = tags.indexOf("p");
        if (!tags.isWellFormed() || key < 0) {
            return unusable(Defect.SYNTAX, null, 0, tags);
        }
        String typeWord = tags.value("k");
        KeyType type = typeWord == null ? KeyType.RSA : KeyType.of(typeWord);
        if (type == null) {
            return unusable(Defect.UNKNOWN_TYPE, null, 0, tags);
        }
        byte[] octets = Base64Value.decode(tags, key);
        if (octets == null) {
            return unusable(Defect.SYNTAX, type, 0, tags);
        }
        if (octets.length == 0) {
            return unusable(Defect.REVOKED, type, 0, tags); // RFC 6376 §3.6.1
        }
        return switch (type) {
            case RSA -> rsa(octets, tags, provider);
            case ED25519 -> ed25519(octets, tags, provider);
        };
    }

    private static PublicKeyRecord rsa(byte[] octets, TagList tags, CryptoProvider provider) {
        RsaKey rsa = RsaKeyReader.read(octets);
        if (rsa == null) {
            return unusable(Defect.SYNTAX, KeyType.RSA, 0, tags);
        }
        int bits = rsa.modulus().bitLength();
        if (bits > MAX_RSA_BITS || bits < MIN_TRIED_BITS) {
            return unusable(bits > MAX_RSA_BITS ? Defect.TOO_LARGE : Defect.TOO_SMALL, KeyType.RSA, bits, tags);
        }
        if (!rsa.modulus().testBit(0) || !isUsableExponent(rsa.exponent())) {
            return unusable(Defect.SYNTAX, KeyType.RSA, bits, tags);
        }
        VerificationKey key = provider.rsa(rsa.modulus(), rsa.exponent());
        return of(key == null ? Defect.SYNTAX : Defect.NONE, KeyType.RSA, bits, key, tags);
    }

    private static boolean isUsableExponent(BigInteger exponent) {
        return exponent.testBit(0) && exponent.bitLength() > 1 && exponent.bitLength() <= MAX_EXPONENT_BITS;
    }

    private static PublicKeyRecord ed25519(byte[] octets, TagList tags, CryptoProvider provider) {
        // RFC 8463 §4: the 32 octets themselves. That they are a point is judged here, so that all providers agree.
        boolean point = octets.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyPartial(octets, 0);
        VerificationKey key = point ? provider.ed25519(octets) : null;
        return key == null
                ? unusable(Defect.SYNTAX, KeyType.ED25519, 0, tags)
                : of(Defect.NONE, KeyType.ED25519, 8 * Ed25519.PUBLIC_KEY_SIZE, key, tags);
    }

    private static PublicKeyRecord unusable(Defect defect, @Nullable KeyType type, int bits, TagList tags) {
        return of(defect, type, bits, null, tags);
    }

    private static PublicKeyRecord of(
            Defect defect, @Nullable KeyType type, int bits, @Nullable VerificationKey key, TagList tags) {
        List<String> services = list(tags, "s");
        List<String> flags = list(tags, "t");
        return new PublicKeyRecord(
                defect,
                type,
                bits,
                key,
                list(tags, "h"),
                services.isEmpty() || services.contains("*") || services.contains("email"),
                flags.contains("y"),
                flags.contains("s"),
                null);
    }

    /** This record, with what is known of its private key. */
    PublicKeyRecord compromisedFrom(@Nullable Instant from) {
        return from == null ? this : new PublicKeyRecord(defect, type, bits, key, hashes, email, testing, strict, from);
    }

    /** Whether the private key was public then. Where the time (null) is not known, nothing says that it is earlier. */
    public boolean isCompromised(@Nullable Instant then) {
        return compromisedFrom != null && (then == null || !then.isBefore(compromisedFrom));
    }

    /** A list with colons; empty where the tag is absent. */
    private static List<String> list(TagList tags, String name) {
        String value = tags.value(name);
        return value == null
                ? List.of()
                : Arrays.stream(value.split(":", -1)).map(String::strip).toList();
    }

    /** Whether {@code h=} allows the hash. */
    public boolean allows(HashAlgorithm hash) {
        return hashes.isEmpty() || hashes.contains(hash.word());
    }
}
