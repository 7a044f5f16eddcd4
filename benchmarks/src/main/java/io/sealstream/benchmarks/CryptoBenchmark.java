package io.sealstream.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.sealstream.cli.sample.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What nothing can do without: SHA-256 over the octets of the same message, and one RSA-2048 verification with a decoded key. The
 * unit in which {@link CoreBenchmark} is read.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(1)
public class CryptoBenchmark {
    @Param({"13000"})
    public int size;

    @Param({"native", "jdk"})
    public String crypto = "native";

    private byte[] message = new byte[0];
    private byte[] header = new byte[0];
    private byte[] signed = new byte[0];
    private MessageDigest sha256 = sha256();
    private Signature rsa = signature("jdk");
    private PublicKey key = key("jdk");

    @Setup
    public void prepare() throws GeneralSecurityException {
        message = SignedMessage.ofSize(size);
        header = new byte[1_500];
        rsa = signature(crypto);
        key = key(crypto);
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(SigningKey.named("rsa-2048").key());
        signer.update(header);
        signed = signer.sign();
        if (!hashAndVerify()) {
            throw new IllegalStateException("the benchmark's signature does not verify");
        }
    }

    @Benchmark
    public boolean hashAndVerify() throws GeneralSecurityException {
        byte[] hash = sha256.digest(message);
        rsa.initVerify(key);
        rsa.update(header);
        return rsa.verify(signed) && hash.length == 32;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signature signature(String crypto) {
        try {
            return crypto.equals("jdk")
                    ? Signature.getInstance("SHA256withRSA")
                    : Signature.getInstance("SHA256withRSA", AmazonCorrettoCryptoProvider.INSTANCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey key(String crypto) {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(
                Base64.getDecoder().decode(SigningKey.named("rsa-2048").published()));
        try {
            KeyFactory factory = crypto.equals("jdk")
                    ? KeyFactory.getInstance("RSA")
                    : KeyFactory.getInstance("RSA", AmazonCorrettoCryptoProvider.INSTANCE);
            return factory.generatePublic(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
