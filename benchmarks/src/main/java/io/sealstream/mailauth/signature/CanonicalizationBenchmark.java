package io.sealstream.mailauth.signature;

import io.sealstream.benchmarks.SignedMessage;
import io.sealstream.mailauth.message.Message;
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
 * The canonicalizers alone, without a hash: what comes out is counted. In the package of the canonicalizers, for they are its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class CanonicalizationBenchmark {
    @Param({"3000", "70000"})
    public int size;

    private final CanonicalHeader header = new CanonicalHeader();
    private Message message = Message.of(new byte[0]);
    private long octets;

    @Setup
    public void prepare() {
        message = Message.of(SignedMessage.ofSize(size));
    }

    @Benchmark
    public long relaxedBody() {
        return body(Canonicalization.RELAXED);
    }

    @Benchmark
    public long simpleBody() {
        return body(Canonicalization.SIMPLE);
    }

    @Benchmark
    public int relaxedHeader() {
        return header(Canonicalization.RELAXED);
    }

    @Benchmark
    public int simpleHeader() {
        return header(Canonicalization.SIMPLE);
    }

    private long body(Canonicalization canonicalization) {
        octets = 0;
        BodyCanonicalizer.canonicalize(
                canonicalization,
                message.bytes(),
                message.bodyStart(),
                message.size(),
                false,
                (bytes, offset, length) -> octets += length);
        return octets;
    }

    private int header(Canonicalization canonicalization) {
        header.clear();
        for (int i = 0; i < message.fieldCount(); i++) {
            header.add(canonicalization, message.field(i));
        }
        return header.length();
    }
}
