package io.sealstream.benchmarks;

import io.sealstream.cli.sample.MailSigner;
import io.sealstream.cli.sample.RawMessage;
import io.sealstream.cli.sample.SigningKey;
import io.sealstream.mailauth.diagnosis.Effort;
import io.sealstream.mailauth.dkim.Dkim;
import io.sealstream.mailauth.dkim.DkimExamination;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimSettings;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.MessageHashes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to find out how a signature broke: of mail that a list sent on, and of mail that was made to be dear. What
 * {@link Effort} counts for each is printed beside it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(1)
public class DiagnosisBenchmark {
    private static final int SIZE = 256 << 10;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Param({"list", "unknown", "lines", "from", "spaces", "quoted", "parts", "fields", "folds"})
    public String mail = "list";

    private final Dns dns = SignedMessage.dns();
    private DkimExamination examination = examination("");
    private List<DkimResult> results = List.of();
    private long cpuNanos;
    private long done;

    @Setup
    public void prepare() {
        examination = examination(message());
        results = examination.verify(dns, AsOf.UNKNOWN, true);
        Effort effort = Effort.ofNanos(Effort.DEFAULT_NANOS);
        int found = examination.diagnose(results, dns, effort).get(0).repaired().size();
        System.out.println(
                "# " + mail + ": " + effort.spentNanos() / 1_000 + " µs are counted, " + found + " repairs found");
        if (mail.equals("list") != (found > 1)) {
            throw new IllegalStateException("the benchmark's message is another");
        }
    }

    @Setup(Level.Iteration)
    public void start() {
        done = 0;
        cpuNanos = THREADS.getCurrentThreadCpuTime();
    }

    /** On a machine that others use, this is worth more than the time that passes. */
    @TearDown(Level.Iteration)
    public void stop() {
        System.out.print(
                "# CPU " + (THREADS.getCurrentThreadCpuTime() - cpuNanos) / Math.max(1, done) / 1_000 + " µs; ");
    }

    @Benchmark
    public List<DkimResult> diagnose() {
        done++;
        return examination.diagnose(results, dns, Effort.ofNanos(Effort.DEFAULT_NANOS));
    }

    private static DkimExamination examination(String text) {
        Message message = Message.of(text.getBytes(StandardCharsets.ISO_8859_1));
        return Dkim.examine(message, new MessageHashes(message), DkimSettings.of(CryptoProvider.detect()));
    }

    private String message() {
        return switch (mail) {
            case "list" -> sentOn() + "____\r\nlist@lists.example\r\n";
            case "unknown" -> sentOn().replace("thank", "think");
            case "lines" -> broken("", "x\r\n");
            case "from" -> broken("", "From \r\n>From \r\n");
            case "spaces" -> broken("", "a  b ");
            case "quoted" -> broken("Content-Transfer-Encoding: quoted-printable\r\n", "=C3=A9=\r\n");
            case "parts" -> broken("", "--b\r\nContent-Type: text/plain\r\n\r\n\u00c3\u00a9\r\n");
            case "fields" -> broken("To: <u@e.example>, <b@c.example>\r\n".repeat(200), "x\r\n");
            case "folds" -> broken("To: a\r\n b\r\n".repeat(8_000), "x\r\n");
            default -> throw new IllegalArgumentException(mail);
        };
    }

    private static String sentOn() {
        return new String(SignedMessage.ofSize(13_000), StandardCharsets.ISO_8859_1)
                .replace("Subject: ", "Subject: [list] ");
    }

    /** Below a signature of another message. */
    private static String broken(String fields, String splinter) {
        String header = "From: a@news.fabrikam.com\r\nSubject: s\r\n";
        RawMessage other =
                new RawMessage(List.of("From: a@news.fabrikam.com", "Subject: t", "To: b@c.example"), "y\r\n");
        byte[] signed = MailSigner.of(SigningKey.named("rsa-2048"), SignedMessage.DOMAIN, SignedMessage.SELECTOR)
                .sign(other)
                .bytes();
        String text = new String(signed, StandardCharsets.ISO_8859_1);
        String signature = text.substring(0, text.indexOf("From: "));
        return signature + header + fields + "\r\n" + splinter.repeat(SIZE / splinter.length()) + "!";
    }
}
