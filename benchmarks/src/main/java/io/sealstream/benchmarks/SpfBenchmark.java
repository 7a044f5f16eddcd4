package io.sealstream.benchmarks;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.spf.Spf;
import io.sealstream.mailauth.spf.SpfRequest;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One SPF evaluation with warm DNS and three nested includes, of which the innermost matches. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class SpfBenchmark {
    private final Dns dns = SignedMessage.dns();
    private final SpfRequest request = new SpfRequest(
            IpAddress.parse("192.0.2.17").orElseThrow(),
            "relay.example.net",
            "bounce@news.fabrikam.com",
            AsOf.of(Instant.parse("2026-05-04T10:00:00Z")));

    @Setup
    public void prepare() {
        SpfResult result = checkMailFrom();
        if (result.status() != SpfStatus.PASS || result.lookups() != 3) {
            throw new IllegalStateException("the benchmark's evaluation is another: " + result);
        }
    }

    @Benchmark
    public SpfResult checkMailFrom() {
        return Spf.checkMailFrom(request, dns);
    }
}
