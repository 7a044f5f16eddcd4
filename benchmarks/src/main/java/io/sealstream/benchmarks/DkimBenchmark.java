package io.sealstream.benchmarks;

import io.sealstream.mailauth.dkim.Dkim;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimSettings;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.MessageHashes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
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
 * DKIM alone, beside the library that Java has for it: Apache James jDKIM with its key records at hand. Both read the message,
 * hash it and check one RSA-2048 signature; jDKIM decodes the key each time, and always by the JDK.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class DkimBenchmark {
    @Param({"3000", "13000", "70000", "1000000"})
    public int size;

    private static final AsOf AS_OF = AsOf.of(Instant.parse("2026-05-04T10:00:00Z"));

    private final Dns dns = SignedMessage.dns();
    private final List<String> records = dns.lookup(
                    Question.txt(DomainName.of(SignedMessage.SELECTOR + "._domainkey." + SignedMessage.DOMAIN)))
            .texts();
    private final DKIMVerifier peer = new DKIMVerifier((methods, selector, domain) -> records);
    private final DkimSettings byNative = DkimSettings.of(CryptoProvider.detect());
    private final DkimSettings byJdk = DkimSettings.of(CryptoProvider.jdk());
    private byte[] bytes = new byte[0];

    @Setup
    public void prepare() throws IOException, FailException {
        bytes = SignedMessage.ofSize(size);
        if (oursNative().get(0).status() != DkimStatus.PASS || jdkim().size() != 1) {
            throw new IllegalStateException("the benchmark's message does not verify");
        }
    }

    @Benchmark
    public List<DkimResult> oursNative() {
        return verify(byNative);
    }

    @Benchmark
    public List<DkimResult> oursJdk() {
        return verify(byJdk);
    }

    private List<DkimResult> verify(DkimSettings settings) {
        Message message = Message.of(bytes);
        return Dkim.examine(message, new MessageHashes(message), settings).verify(dns, AS_OF, true);
    }

    @Benchmark
    public List<SignatureRecord> jdkim() throws IOException, FailException {
        List<SignatureRecord> verified = peer.verify(new ByteArrayInputStream(bytes));
        peer.resetResults();
        return verified;
    }
}
