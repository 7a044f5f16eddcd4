package io.sealstream.benchmarks;

import io.sealstream.functions.dns.AnswerLog;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to give an answer of a verdict the key of its row in the log: the first time, and once the answer holds it. */
@State(Scope.Thread)
@Fork(1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DigestBenchmark {
    private static final Instant RECEIVED = Instant.parse("2026-05-04T10:00:00Z");

    /** The record: of SPF, or a key of RSA-2048. */
    @Param({"spf", "key"})
    public String record = "spf";

    private final Question question = Question.txt(DomainName.of("s1._domainkey.fabrikam.com"));
    private Answer answer = Answer.notObserved();

    @Setup
    public void answer() {
        String text = record.equals("spf")
                ? "v=spf1 include:spf.protection.outlook.com ip4:192.0.2.0/24 -all"
                : "v=DKIM1; k=rsa; p=" + "MIIBIjANBgkqhkiG".repeat(24) + "IDAQAB";
        answer = Answer.found(List.of(new Rdata.Text(text)))
                .ttl(300)
                .via(Answer.Via.LIVE)
                .seenAt(RECEIVED)
                .build();
    }

    @Benchmark
    public String first() {
        return AnswerLog.digest(AnswerLog.row(question, RECEIVED, answer));
    }

    @Benchmark
    public String held() {
        return AnswerLog.digest(question, RECEIVED, answer);
    }
}
