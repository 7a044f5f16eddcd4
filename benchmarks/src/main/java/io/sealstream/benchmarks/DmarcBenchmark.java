package io.sealstream.benchmarks;

import io.sealstream.mailauth.dmarc.Dmarc;
import io.sealstream.mailauth.dmarc.DmarcRequest;
import io.sealstream.mailauth.dmarc.DmarcRequest.Candidate;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dmarc.PublicSuffixList;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import java.time.Instant;
import java.util.List;
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

/** DMARC by both editions with warm DNS: a pass by SPF and DKIM, the policy one label up. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class DmarcBenchmark {
    private static final DomainName DOMAIN = DomainName.of(SignedMessage.DOMAIN);

    private final Dns dns = SignedMessage.dns();
    private final DmarcRequest request = new DmarcRequest(
            List.of(DOMAIN),
            List.of(
                    new Candidate(DmarcRequest.Kind.SPF, DOMAIN, DmarcRequest.State.PASS),
                    new Candidate(DmarcRequest.Kind.DKIM, DOMAIN, DmarcRequest.State.PASS)),
            "20260504.0001@news.fabrikam.com",
            AsOf.of(Instant.parse("2026-05-04T10:00:00Z")),
            null,
            PublicSuffixList.bundled());

    @Setup
    public void prepare() {
        if (evaluate().status() != DmarcStatus.PASS) {
            throw new IllegalStateException("the benchmark's evaluation is another: " + evaluate());
        }
    }

    @Benchmark
    public DmarcResult evaluate() {
        return Dmarc.evaluate(request, dns);
    }
}
