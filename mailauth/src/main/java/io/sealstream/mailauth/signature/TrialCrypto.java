package io.sealstream.mailauth.signature;

import io.sealstream.mailauth.dns.Answer;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds one signature against many headers: RSA's arithmetic is done once, and each trial only hashes. For a diagnosis, where no
 * verdict hangs on it.
 */
public final class TrialCrypto extends CryptoProvider {
    private static final byte[] SHA1_INFO = {0x30, 0x21, 0x30, 9, 6, 5, 0x2b, 0x0e, 3, 2, 0x1a, 5, 0, 4, 0x14};
    private static final byte[] SHA256_INFO = {
        0x30, 0x31, 0x30, 0x0d, 6, 9, 0x60, (byte) 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 0x20
    };

    private TrialCrypto() {}

    /** The key records of an answer to a selector's TXT question, for one signature and one thread. */
    public static List<PublicKeyRecord> trialKeys(Answer answer) {
        return KeyRecords.parse(answer, new TrialCrypto()).records();
    }

    /** Whether a key of these records can have made the signature, over whatever: an RSA key tells that without a header. */
    public static boolean mayHaveMade(VerificationKey key, byte[] signature) {
        return !(key instanceof Recovered rsa) || rsa.isEncoded(signature);
    }

    @Override
    public String name() {
        return "trial";
    }

    @Override
    protected @Nullable VerificationKey rsa(BigInteger modulus, BigInteger exponent) {
        return new Recovered(modulus, exponent);
    }

    @Override
    protected @Nullable VerificationKey ed25519(byte[] publicKey) {
        return CryptoProvider.jdk().ed25519(publicKey);
    }

    /** The encoded message that a signature was made of (RFC 8017 §8.2.2), kept for the signature that was seen last. */
    private static final class Recovered implements VerificationKey {
        private final BigInteger modulus;
        private final BigInteger exponent;
        private byte[] lastSignature = {};
        private byte[] encoded = {};

        Recovered(BigInteger modulus, BigInteger exponent) {
            this.modulus = modulus;
            this.exponent = exponent;
        }

        @Override
        public boolean verifies(HashAlgorithm hash, byte[] data, int length, byte[] signature) {
            return Arrays.equals(recovered(signature), encode(hash, JcaKey.digest(hash, data, length)));
        }

        /** Whether the signature is of something that was padded for signing, and no noise. */
        boolean isEncoded(byte[] signature) {
            byte[] all = recovered(signature);
            return all.length > 10 && all[0] == 0 && all[1] == 1 && all[2] == -1 && all[9] == -1;
        }

        private byte[] recovered(byte[] signature) {
            if (!Arrays.equals(signature, lastSignature)) {
                lastSignature = signature.clone();
                encoded = recover(signature);
            }
            return encoded;
        }

        private byte[] recover(byte[] signature) {
            BigInteger value = new BigInteger(1, signature);
            return signature.length != size() || value.compareTo(modulus) >= 0
                    ? new byte[0]
                    : padded(value.modPow(exponent, modulus).toByteArray());
        }

        private int size() {
            return (modulus.bitLength() + 7) / 8;
        }

        /** In the size of the modulus, zeros before it. */
        private byte[] padded(byte[] number) {
            byte[] all = new byte[size()];
            int count = Math.min(number.length, all.length);
            System.arraycopy(number, number.length - count, all, all.length - count, count);
            return all;
        }

        /** EMSA-PKCS1-v1_5 (RFC 8017 §9.2). No key that is tried is too small for it. */
        private byte[] encode(HashAlgorithm hash, byte[] digest) {
            byte[] info = hash == HashAlgorithm.SHA1 ? SHA1_INFO : SHA256_INFO;
            byte[] all = new byte[size()];
            int infoStart = all.length - digest.length - info.length;
            Arrays.fill(all, 2, infoStart - 1, (byte) 0xff);
            all[1] = 1;
            System.arraycopy(info, 0, all, infoStart, info.length);
            System.arraycopy(digest, 0, all, all.length - digest.length, digest.length);
            return all;
        }
    }
}
