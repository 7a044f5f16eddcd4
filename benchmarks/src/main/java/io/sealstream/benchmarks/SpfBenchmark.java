package io.sealstream.benchmarks;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.spf.Spf;
import io.sealstream.mailauth.spf.SpfRequest;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.executor.SPFResult;
import org.apache.james.jspf.impl.SPF;
import org.jspecify.annotations.Nullable;
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

/**
 * One SPF evaluation with warm DNS and three nested includes, of which the innermost matches; beside the library that Java has for
 * it, Apache James jSPF, with the same answers at hand.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class SpfBenchmark {
    private final Dns dns = SignedMessage.dns();
    private final SPF peer = new SPF(new PeerDns(dns));
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
        if (!jspf().getResult().equals("pass")) {
            throw new IllegalStateException("jSPF finds another: " + jspf().getResult());
        }
    }

    @Benchmark
    public SpfResult checkMailFrom() {
        return Spf.checkMailFrom(request, dns);
    }

    @Benchmark
    public SPFResult jspf() {
        return peer.checkSPF("192.0.2.17", "bounce@news.fabrikam.com", "relay.example.net");
    }

    /** The same answers as jSPF asks for them. */
    private record PeerDns(Dns dns) implements DNSService {
        @Override
        public @Nullable List<String> getRecords(DNSRequest request) {
            if (request.getRecordType() != DNSRequest.TXT) {
                return null;
            }
            List<String> texts = dns.lookup(Question.txt(DomainName.of(request.getHostname())))
                    .texts();
            return texts.isEmpty() ? null : texts;
        }

        @Override
        public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
            throw new UnsupportedOperationException("the synchronous executor does not ask so");
        }

        @Override
        public List<String> getLocalDomainNames() {
            return List.of();
        }

        @Override
        public void setTimeOut(int seconds) {}

        @Override
        public int getRecordLimit() {
            return 0;
        }

        @Override
        public void setRecordLimit(int limit) {}
    }
}
