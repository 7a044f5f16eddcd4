package io.sealstream.mailauth.signature;

import io.sealstream.mailauth.dns.Answer;
import java.math.BigInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who does the arithmetic of signatures. Chosen once, at start, and passed in; nothing is installed in the JVM. Each provider
 * decodes the keys of a DNS answer once, in its own form.
 */
public abstract class CryptoProvider {
    private final Function<Answer, KeyRecords> parser = this::parse;

    /** The fastest that works here: {@link #corretto()}, else {@link #jdk()}. */
    public static CryptoProvider detect() {
        CryptoProvider corretto = corretto();
        return corretto == null ? jdk() : corretto;
    }

    /** RSA from the JDK, Ed25519 from Bouncy Castle: the JDK's is 8 times slower. */
    public static CryptoProvider jdk() {
        return new JdkCrypto();
    }

    /** RSA and Ed25519 from Amazon Corretto Crypto Provider; null where it is not there, or its native library fails. */
    public static @Nullable CryptoProvider corretto() {
        try {
            return CorrettoCrypto.load();
        } catch (LinkageError absentOrForAnotherPlatform) {
            return null;
        }
    }

    /** For reports, such as {@code jdk}. */
    public abstract String name();

    /** The key as this provider holds it; null where it has no use for such a key. */
    protected abstract @Nullable VerificationKey rsa(BigInteger modulus, BigInteger exponent);

    /** As {@link #rsa}, for the 32 octets of a key that is known to be a point of the curve. */
    protected abstract @Nullable VerificationKey ed25519(byte[] publicKey);

    /** The key records of an answer to a selector's TXT question; parsed once for each answer. */
    public final KeyRecords keys(Answer answer) {
        return answer.parsed(parser);
    }

    private KeyRecords parse(Answer answer) {
        return KeyRecords.parse(answer, this);
    }
}
