package io.sealstream.benchmarks;

import io.sealstream.cli.sample.SigningKey;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.HashAlgorithm;
import io.sealstream.mailauth.signature.KeyRecords;
import io.sealstream.mailauth.signature.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.List;
import java.util.Objects;
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

/** One signature over 1,600 octets with a decoded key, by who does the arithmetic; and the decoding of a key record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class SignatureBenchmark {
    @Param({"native", "jdk"})
    public String crypto = "native";

    @Param({"rsa-2048", "rsa-1024", "ed25519"})
    public String kind = "rsa-2048";

    private final byte[] data = new byte[1_600];
    private CryptoProvider provider = CryptoProvider.jdk();
    private VerificationKey key = (hash, octets, length, signature) -> false;
    private byte[] signature = new byte[0];
    private Rdata record = new Rdata.Text("");

    @Setup
    public void prepare() throws GeneralSecurityException {
        provider = crypto.equals("jdk") ? CryptoProvider.jdk() : CryptoProvider.detect();
        SigningKey pair = SigningKey.named(kind);
        record = new Rdata.Text("v=DKIM1; k=" + (pair.isRsa() ? "rsa" : "ed25519") + "; p=" + pair.published());
        key = Objects.requireNonNull(keyRecord().records().get(0).key());
        Signature signer = Signature.getInstance(pair.isRsa() ? "SHA256withRSA" : "Ed25519");
        signer.initSign(pair.key());
        signer.update(pair.isRsa() ? data : MessageDigest.getInstance("SHA-256").digest(data)); // RFC 8463 §3
        signature = signer.sign();
        if (!verify()) {
            throw new IllegalStateException("the benchmark's signature does not verify");
        }
    }

    @Benchmark
    public boolean verify() {
        return key.verifies(HashAlgorithm.SHA256, data, data.length, signature);
    }

    @Benchmark
    public KeyRecords keyRecord() {
        return provider.keys(Answer.found(List.of(record)).build());
    }
}
