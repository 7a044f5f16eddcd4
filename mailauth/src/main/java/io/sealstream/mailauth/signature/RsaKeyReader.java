package io.sealstream.mailauth.signature;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads an RSA public key in DER: SubjectPublicKeyInfo (RFC 5280 §4.1), as signers publish it, or RSAPublicKey (RFC 8017
 * §A.1.1), as RFC 6376 §3.6.1 has it. It does no arithmetic, so that a key of any size can be refused for its size.
 */
final class RsaKeyReader {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int SEQUENCE = 0x30;
    private static final byte[] RSA_ENCRYPTION = {
        0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01
    };

    /** A modulus and a public exponent, both positive. */
    record RsaKey(BigInteger modulus, BigInteger exponent) {}

    private final byte[] der;
    private int at;
    private int end;

    private RsaKeyReader(byte[] der) {
        this.der = der;
        this.end = der.length;
    }

    /** The key; null where the octets are none. Octets after it are passed over. */
    static @Nullable RsaKey read(byte[] der) {
        RsaKeyReader reader = new RsaKeyReader(der);
        return reader.enter(SEQUENCE) && reader.enterSubjectPublicKey() ? reader.rsaPublicKey() : null;
    }

    /** Steps over the algorithm and into the bit string of a SubjectPublicKeyInfo; stays where an RSAPublicKey begins. */
    private boolean enterSubjectPublicKey() {
        if (at < end && der[at] == INTEGER) {
            return true;
        }
        int outerEnd = end;
        if (!enter(SEQUENCE) || !isRsaEncryption()) {
            return false;
        }
        at = end;
        end = outerEnd;
        if (!enter(BIT_STRING) || at == end || der[at++] != 0) {
            return false;
        }
        return enter(SEQUENCE);
    }

    private boolean isRsaEncryption() {
        int oidEnd = at + RSA_ENCRYPTION.length;
        return oidEnd <= end && Arrays.equals(der, at, oidEnd, RSA_ENCRYPTION, 0, RSA_ENCRYPTION.length);
    }

    private @Nullable RsaKey rsaPublicKey() {
        BigInteger modulus = integer();
        BigInteger exponent = modulus == null ? null : integer();
        return modulus == null || exponent == null || modulus.signum() <= 0 || exponent.signum() <= 0
                ? null
                : new RsaKey(modulus, exponent);
    }

    private @Nullable BigInteger integer() {
        int outerEnd = end;
        if (!enter(INTEGER) || at == end) {
            return null;
        }
        BigInteger value = new BigInteger(der, at, end - at);
        at = end;
        end = outerEnd;
        return value;
    }

    /** Steps to the content of the element that begins here, if it has that tag and ends before what encloses it. */
    private boolean enter(int tag) {
        if (end - at < 2 || der[at] != tag) {
            return false;
        }
        int length = der[at + 1] & 0xff;
        int content = at + 2;
        if (length > 0x80) {
            int octets = length - 0x80;
            if (octets > 3 || end - content < octets) {
                return false;
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (der[content++] & 0xff);
            }
        } else if (length == 0x80) {
            return false;
        }
        if (length > end - content) {
            return false;
        }
        at = content;
        end = content + length;
        return true;
    }
}
