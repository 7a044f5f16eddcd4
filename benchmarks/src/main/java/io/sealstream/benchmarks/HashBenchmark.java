package io.sealstream.benchmarks;

import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.BodyHash;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.SignatureField;
import io.sealstream.mailauth.signature.VerificationKey;
import java.security.MessageDigest;
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

/** The hash of the body, and of the header as one signature covers it: canonical form and SHA-256. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class HashBenchmark {
    @Param({"3000", "13000", "70000", "1000000"})
    public int size;

    private final MessageDigest sha256 = CryptoBenchmark.sha256();

    /** A key that takes the hash and says no. */
    private final VerificationKey noKey = (hash, data, length, octets) -> {
        sha256.update(data, 0, length);
        return sha256.digest().length == 0;
    };

    private Message message = Message.of(new byte[0]);
    private SignatureField signature = signature(Message.of(SignedMessage.ofSize(3_000)));

    @Setup
    public void prepare() {
        message = Message.of(SignedMessage.ofSize(size));
        signature = signature(message);
        if (!body().matches(signature)) {
            throw new IllegalStateException("the benchmark's message has another hash");
        }
    }

    private static SignatureField signature(Message signed) {
        return SignatureField.parse(
                SignatureField.Kind.DKIM_SIGNATURE,
                signed.first("dkim-signature").orElseThrow());
    }

    @Benchmark
    public BodyHash body() {
        return new MessageHashes(message).bodyHash(signature);
    }

    @Benchmark
    public boolean header() {
        return new MessageHashes(message).verifies(signature, noKey);
    }
}
