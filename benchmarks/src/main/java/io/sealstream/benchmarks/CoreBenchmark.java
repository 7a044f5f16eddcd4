package io.sealstream.benchmarks;

import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.CompositePolicy;
import io.sealstream.mailauth.compauth.CompositeStatus;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.signature.CryptoProvider;
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
 * The whole core over one message with warm DNS: index, trace, SPF with three nested includes, one RSA-2048 signature, DMARC by
 * both editions, composite authentication.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(1)
public class CoreBenchmark {
    /** Octets of the message. */
    @Param({"3000", "13000", "70000", "1000000"})
    public int size;

    /** Who does the arithmetic: {@code native} where it loads, or {@code jdk}. */
    @Param({"native", "jdk"})
    public String crypto = "native";

    private final Dns dns = SignedMessage.dns();
    private Mail mail = new Mail("", Mail.Origin.file("", 0), Mail.Fidelity.WIRE, Envelope.EMPTY, new byte[0]);
    private Authentication core = new Authentication(AuthenticationSettings.defaults());

    @Setup
    public void prepare() {
        CryptoProvider provider = crypto.equals("jdk") ? CryptoProvider.jdk() : CryptoProvider.detect();
        core = new Authentication(AuthenticationSettings.defaults().with(provider));
        mail = SignedMessage.mail(size);
        Verdict verdict = authenticate();
        if (verdict.compauth() == null || verdict.compauth().status() != CompositeStatus.PASS) {
            throw new IllegalStateException("the benchmark's message does not pass: " + verdict.compauth());
        }
    }

    @Benchmark
    public Verdict authenticate() {
        Examination message = core.examine(mail);
        Evidence evidence = core.authenticate(message, dns);
        return Authentication.judge(evidence, CompositePolicy.NONE);
    }
}
