package io.sealstream.functions.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sealstream.functions.dns.CacheCounts;
import io.sealstream.functions.dns.CacheOptions;
import io.sealstream.functions.dns.DnsCache;
import io.sealstream.functions.dns.DnsCounts;
import io.sealstream.functions.dns.LiveDns;
import io.sealstream.functions.dns.LiveOptions;
import io.sealstream.functions.dns.Responder;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.serde.Examined;
import io.sealstream.serde.Intake;
import io.sealstream.serde.flat.FlatTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TXTRecord;

/** The figures of DNS as a reporter of Flink reads them, of a client that asks a server on loopback. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DnsMetricsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Static, for factories travel: what a job carries holds no DNS source. */
    private static DnsCache dns = new DnsCache(StagedDns.all(StagedDns.When.NEVER), CacheOptions.DEFAULT, () -> 0);

    private final Map<String, Metric> metrics = new ConcurrentHashMap<>();

    /** SPF of one domain; its first query is lost, another name is refused, and nothing else exists. */
    private static Responder server() throws IOException {
        return new Responder((query, reply) -> {
            if (query.number() == 1) {
                return;
            }
            switch (query.name()) {
                case "fabrikam.com" ->
                    reply.accept(query.reply(
                            Rcode.NOERROR,
                            new TXTRecord(query.message().getQuestion().getName(), DClass.IN, 60, "v=spf1 -all")));
                case "mx.contoso.com" -> reply.accept(query.reply(Rcode.REFUSED));
                default -> reply.accept(query.reply(Rcode.NXDOMAIN));
            }
        });
    }

    private static DnsCache cacheOver(Responder server) {
        LiveOptions options = LiveOptions.of(List.of(server.address()))
                .withTimeouts(Duration.ofMillis(200), Duration.ofSeconds(20))
                .withAttempts(4, Duration.ofMillis(1));
        LiveDns live = new LiveDns(options, InstantSource.system(), new Random(1));
        return new DnsCache(live, CacheOptions.DEFAULT, Ticker.disabledTicker());
    }

    private TaskMetricGroup task() {
        TestingMetricRegistry registry = TestingMetricRegistry.builder()
                .setRegisterConsumer((metric, name, group) ->
                        metrics.put(String.join(".", group.getScopeComponents()) + "." + name, metric))
                .build();
        return TaskManagerMetricGroup.createTaskManagerMetricGroup(registry, "localhost", new ResourceID("one"))
                .addJob(new JobID(), "job")
                .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "task");
    }

    private OneInputStreamOperatorTestHarness<Intake, Examined> open() throws Exception {
        AuthenticateFunction function = new AuthenticateFunction(
                () -> new Authentication(AuthenticationSettings.defaults()),
                () -> dns,
                new AuthenticateSettings(1, 1 << 20, TIMEOUT, 100));
        SerializerConfigImpl config = new SerializerConfigImpl();
        MockEnvironment environment =
                new MockEnvironmentBuilder().setMetricGroup(task()).build();
        OneInputStreamOperatorTestHarness<Intake, Examined> harness = new OneInputStreamOperatorTestHarness<>(
                new AsyncWaitOperatorFactory<>(function, TIMEOUT.toMillis(), 100, OutputMode.UNORDERED),
                FlatTypes.INTAKE.createSerializer(config),
                environment);
        harness.setup(FlatTypes.EXAMINED.createSerializer(config));
        harness.getExecutionConfig().enableObjectReuse();
        harness.open();
        return harness;
    }

    private static Intake mail(String id) {
        Envelope envelope = new Envelope(
                IpAddress.parse("192.0.2.1").orElseThrow(), "mx.contoso.com", "a@fabrikam.com", List.of(), null);
        return Intake.of(new Mail(
                id,
                new Mail.Origin("mail.raw", 0, 0, 0),
                Mail.Fidelity.WIRE,
                envelope,
                "From: a@fabrikam.com\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    @SuppressWarnings("unchecked")
    private long value(String name) {
        return ((Gauge<Long>) metric(name)).getValue();
    }

    private Histogram latency(String outcome) {
        return (Histogram) metric("live.outcome." + outcome + ".latencyMicros");
    }

    private Metric metric(String name) {
        List<String> named = metrics.keySet().stream()
                .filter(known -> known.endsWith(".authenticate.dns." + name))
                .toList();
        assertThat(named).as(() -> name + " of " + metrics.keySet()).hasSize(1);
        return Objects.requireNonNull(metrics.get(named.get(0)));
    }

    @Test
    void aReporterReadsWhatTheCacheAndTheClientCounted() throws Exception {
        try (Responder server = server()) {
            dns = cacheOver(server);
            OneInputStreamOperatorTestHarness<Intake, Examined> harness = open();
            assertThat(value("cache.misses")).isZero();
            harness.processElement(mail("1"), 0);
            harness.endInput(); // waits for the message
            long asked = value("cache.misses");
            assertThat(asked).isGreaterThanOrEqualTo(3);
            long hits = dns.counts().cache().allHits();
            dns.known(
                    io.sealstream.mailauth.dns.Question.txt(io.sealstream.mailauth.dns.DomainName.of("fabrikam.com")),
                    null);
            assertThat(value("cache.outcome.found.hits")).isEqualTo(1);
            assertThat(dns.counts().cache().allHits()).isEqualTo(hits + 1);
            assertThat(value("cache.misses")).isEqualTo(asked);
            assertThat(value("cache.inFlight")).isZero();
            assertThat(value("cache.entries")).isBetween(3L, asked);
            assertThat(value("live.sent")).isEqualTo(server.queries());
            assertThat(value("live.timeouts")).isEqualTo(1);
            assertThat(value("live.retried")).isEqualTo(server.queries() - asked);
            assertThat(value("live.overTcp")).isZero();
            assertThat(value("live.throttled")).isZero();
            assertThat(value("live.zonesThrottled")).isZero();
            assertThat(value("live.waiting")).isZero();
            assertThat(latency("found").getCount()).isEqualTo(1);
            assertThat(latency("failed").getCount()).isEqualTo(1);
            assertThat(latency("no_such_domain").getCount() + latency("no_data").getCount())
                    .isEqualTo(asked - 2);
            assertThat(latency("failed").getStatistics().getQuantile(0.5)).isPositive();
            harness.close();
        }
    }

    @Test
    void oneSubtaskOfATaskManagerShowsThem() throws Exception {
        JobID job = new JobID();
        SharedResources shared = SharedResources.acquire(
                job,
                DnsMetricsTest.class.getClassLoader(),
                atRelease -> {},
                () -> StagedDns.all(StagedDns.When.NEVER),
                1);
        assertThat(shared.claimMetrics()).isTrue();
        assertThat(shared.claimMetrics()).isFalse();
        shared.yieldMetrics();
        assertThat(shared.claimMetrics()).isTrue();
        shared.release();
    }

    @Test
    void aRunsCountsHoldThoseOfEachSourceOnce() {
        DnsAccumulator early = new DnsAccumulator();
        early.add(Map.entry("tm 1", misses(3)));
        DnsAccumulator late = new DnsAccumulator();
        late.add(Map.entry("tm 1", misses(5)));
        late.add(Map.entry("tm 2", misses(7)));
        DnsAccumulator merged = early.clone();
        merged.merge(late);
        assertThat(merged.getLocalValue().cache().misses()).isEqualTo(12);
        late.merge(early);
        assertThat(late.getLocalValue()).isEqualTo(merged.getLocalValue());
        assertThat(early.getLocalValue().cache().misses()).isEqualTo(3);
    }

    private static DnsCounts misses(long count) {
        return new DnsCounts(new CacheCounts(Map.of(), count, 0, 0, 0, 0), DnsCounts.NONE.live());
    }
}
