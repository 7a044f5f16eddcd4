package io.sealstream.job.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.job.config.DnsConfig.Mode;
import io.sealstream.mailauth.Mail.Fidelity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobConfigTest {
    private static final String LEAST = """
            source:
              kafka:
                bootstrap-servers: localhost:9092
                topics: mail.raw
            sink:
              kafka:
                verdicts: mail.verdicts
                dead-letters: mail.dead
            """;

    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        JobConfig config = JobConfig.parse(LEAST, "job.yaml");
        assertThat(config.name()).isEqualTo("sealstream");
        assertThat(config.source().bounded()).isFalse();
        assertThat(((SourceConfig.Kafka) config.source()).start()).isEqualTo(SourceConfig.Start.COMMITTED);
        assertThat(config.sink().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.sink().transactionalIdPrefix()).isEqualTo("sealstream");
        assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(config.capacity()).isEqualTo(100);
        assertThat(config.authenticate().bytesInFlight()).isEqualTo(64 << 20);
        assertThat(config.authenticate().threads()).isEqualTo(1);
        assertThat(config.authenticate().maxQuestions()).isEqualTo(100);
        assertThat(config.authentication().receiver()).isEqualTo("none");
        assertThat(config.dns())
                .isEqualTo(new DnsConfig(Mode.ARCHIVE, List.of(), null, false, List.of(), List.of(), false));
        assertThat(config.dnsLog()).isEqualTo(new DnsLogConfig(null, null));
        assertThat(config.policy().load().version()).isEqualTo("none");
    }

    @Test
    void everyKeyIsRead() throws Exception {
        JobConfig config = JobConfig.parse("""
                name: archive
                checkpoint-interval: 500 ms
                source:
                  files:
                    paths: [/mail/2025, /mail/2026.mbox]
                    fidelity: rebuilt
                sink:
                  kafka:
                    bootstrap-servers: broker:9093
                    verdicts: v
                    dead-letters: d
                    transactional-id-prefix: a1
                    transaction-timeout: 5 min
                    properties: {linger.ms: 20}
                dns:
                  files: [/dns/zone]
                  observed: 2026-05-04T10:00:00Z
                  closed-world: true
                  resolvers: 192.0.2.53:5353
                  log-topic: dns.log
                  run-id: run 7
                authenticate:
                  threads: 3
                  capacity: 7
                  bytes-in-flight: 1 MiB
                  timeout: 2 s
                  receiver: microsoft365
                  freshness: 3 d
                  max-signatures: 4
                  max-questions: 50
                policy:
                  version: v7
                  accepted-domains: [contoso.com]
                  honour-policy: true
                limits:
                  max-message-bytes: 5 MiB
                  dead-letter-max-bytes: 100 KiB
                flink: {parallelism.default: 3}
                """, "job.yaml");
        assertThat(config.source())
                .isEqualTo(new SourceConfig.Files(List.of("/mail/2025", "/mail/2026.mbox"), Fidelity.REBUILT));
        assertThat(config.source().bounded()).isTrue();
        assertThat(config.sink().transactionTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.sink().properties()).containsEntry("linger.ms", "20");
        assertThat(config.dns())
                .isEqualTo(new DnsConfig(
                        Mode.ARCHIVE_THEN_LIVE,
                        List.of("/dns/zone"),
                        Instant.parse("2026-05-04T10:00:00Z"),
                        true,
                        List.of("192.0.2.53:5353"),
                        List.of(),
                        true));
        assertThat(config.dnsLog()).isEqualTo(new DnsLogConfig("dns.log", "run 7"));
        assertThat(config.authenticate().timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.authenticate().maxQuestions()).isEqualTo(50);
        assertThat(config.authentication().freshness()).isEqualTo(Duration.ofDays(3));
        assertThat(config.policy().load().otherwise().acceptedDomains()).hasToString("[contoso.com]");
        assertThat(config.limits()).isEqualTo(new Limits(5 << 20, 100 << 10));
        assertThat(config.flink()).containsEntry("parallelism.default", "3");
        assertThat(config.checkpointInterval()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aPolicyIsInAFileOrInATopicWithAShadowBesideIt(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("policy.yaml"), "version: a");
        Path shadow = Files.writeString(directory.resolve("shadow.yaml"), "version: b");
        String compared = LEAST + "    differences: mail.differences\n";
        PolicyConfig fixed = JobConfig.parse(
                        compared + "policy: {file: '" + file + "', shadow-file: '" + shadow + "'}\n", "job.yaml")
                .policy();
        assertThat(InstantiationUtil.clone(fixed).load().version()).isEqualTo("a");
        assertThat(InstantiationUtil.clone(requireNonNull(fixed.shadow()))
                        .load()
                        .version())
                .isEqualTo("b");
        PolicyConfig topic = JobConfig.parse(LEAST + "policy: {topic: mail.policy, properties: {a.b: c}}\n", "job.yaml")
                .policy();
        assertThat(topic.topic())
                .isEqualTo(new PolicyConfig.Topic("localhost:9092", "mail.policy", Map.of("a.b", "c")));
        assertThat(topic.shadow()).isNull();
        assertThatThrownBy(() -> JobConfig.parse(compared, "job.yaml"))
                .hasMessageEndingWith(
                        "policy.shadow-file is missing: sink.kafka.differences wants a policy to compare with");
        Files.writeString(file, "versoin: a");
        assertThatThrownBy(() -> JobConfig.parse(LEAST + "policy: {file: '" + file + "'}\n", "job.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ":1: version is missing: each verdict names the version it was judged by\n" + file
                        + ":1: unknown key versoin; known here: version, tenants, default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sourc: {}                        | job.yaml:9: unknown key sourc; known here: name, source, sink, dns, policy, authenticate, signals, limits, recipients, recipients-key-file, checkpoint-interval, flink
            authenticate: {threads: many}    | job.yaml:9: authenticate.threads takes a whole number, not many
            authenticate: {threads: 257}     | job.yaml:9: authenticate.threads takes a number from 0 to 256, not 257
            authenticate: {timeout: soon}    | job.yaml:9: authenticate.timeout takes a duration such as 30 s or 10 min, not soon
            authenticate: {timeout: 0 s}     | job.yaml:9: authenticate.timeout takes a duration longer than nothing, not 0 s
            authenticate: {receiver: '*'}    | job.yaml:9: authenticate.receiver takes none, auto, microsoft365, google or a host pattern, not *
            authenticate: {bytes-in-flight: 9 EiB} | job.yaml:9: authenticate.bytes-in-flight takes octets from 1 to 9223372036854775807, such as 64 MiB, not 9 EiB
            authenticate: {bytes-in-flight: 99999999999 GiB} | job.yaml:9: authenticate.bytes-in-flight takes octets from 1 to 9223372036854775807, such as 64 MiB, not 99999999999 GiB
            limits: {dead-letter-max-bytes: 1} | job.yaml:9: limits.dead-letter-max-bytes takes octets from 65536 to 1073741824, such as 64 MiB, not 1
            policy: {accepted-domains: [a..b]} | job.yaml:9: policy.accepted-domains takes domain names, not a..b
            policy: {honour-policy: yes}      | job.yaml:9: policy.honour-policy takes true or false, not yes
            policy: {file: /p, topic: t}      | job.yaml:9: policy takes one of file, topic, and the short form (version, accepted-domains, honour-policy)
            policy: {file: /p, version: 1}    | job.yaml:9: policy takes one of file, topic, and the short form (version, accepted-domains, honour-policy)
            policy: {file: /no/such.yaml}     | /no/such.yaml: no such file
            policy: {bootstrap-servers: b}    | job.yaml:9: policy.topic is missing
            policy: {shadow-file: /p}         | job.yaml:9: policy.shadow-file takes a file where sink.kafka.differences names a topic, not /p
            dns: {observed: yesterday}       | job.yaml:9: dns.observed takes a time such as 2026-05-04T10:00:00Z, not yesterday
            dns: {mode: archive, resolvers: x} | job.yaml:9: dns.mode takes live or archive-then-live where resolvers are given, not archive
            dns: {mode: live, files: x}      | job.yaml:9: dns.mode takes archive or archive-then-live where files are given, not live
            dns: {mode: live, closed-world: true} | job.yaml:9: dns.mode takes archive or archive-then-live where files are given, not live
            dns: {mode: replay}              | job.yaml:9: dns.mode takes replay where dns.replay names a log, and only there, not replay
            dns: {mode: live, replay: x}     | job.yaml:9: dns.mode takes replay where dns.replay names a log, and only there, not live
            dns: {replay: x, files: y}       | job.yaml:9: dns.mode takes archive or archive-then-live where files are given, not replay
            dns: {mode: some}                | job.yaml:9: dns.mode takes archive or live or archive-then-live or replay, not some
            dns: {log-topic: x}              | job.yaml:9: dns.run-id is missing: dns.log-topic wants a name for the run
            dns: {run-id: x}                 | job.yaml:9: dns.run-id takes a name where dns.log-topic or dns.replay is given, not x
            dns: {replay: x, log-topic: y, run-id: z} | job.yaml:9: dns.log-topic: a replay has its log already
            dns: []                          | job.yaml:9: dns is no mapping of keys to values
            recipients: hmac                 | job.yaml:9: recipients takes hmac with a recipients-key-file, and none otherwise, not HMAC
            recipients: all                  | job.yaml:9: recipients takes clear or hmac or domain or none, not all
            name: !!java.io.File /etc        | job.yaml:9: Global tag is not allowed: tag:yaml.org,2002:java.io.File
            name: [a]                        | job.yaml:9: name takes a single value
            """)
    void whatDoesNotFitIsRefusedWithItsLine(String line, String problem) {
        assertThatThrownBy(() -> JobConfig.parse(LEAST + line + "\n", "job.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                       | job.yaml:1: source takes kafka, files, or both
            'source: {kafka: {topics: m}}' | job.yaml:1: source.kafka.bootstrap-servers is missing
            'source: {kafka: {bootstrap-servers: b}}' | job.yaml:1: source.kafka.topics is missing
            'source: {files: {paths: []}}' | job.yaml:1: source.files.paths is missing
            'source: {files: {paths: a}, bounded: false}' | job.yaml:1: source.bounded takes true where the source is files alone, not false
            'source: {files: {paths: a}}' | job.yaml:1: sink.kafka.bootstrap-servers is missing
            'a: 1 b: 2'              | job.yaml:1: mapping values are not allowed here
            """)
    void whatIsMissingIsNamed(String yaml, String problem) {
        assertThatThrownBy(() -> JobConfig.parse(yaml, "job.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                | ARCHIVE
            {files: z}                        | ARCHIVE
            {resolvers: 192.0.2.53}           | LIVE
            {mode: live}                      | LIVE
            {files: z, resolvers: 192.0.2.53} | ARCHIVE_THEN_LIVE
            {files: z, mode: archive-then-live} | ARCHIVE_THEN_LIVE
            {replay: log.ndjson, run-id: again} | REPLAY
            """)
    void theModeIsThatWhichTheOtherKeysMean(String dns, Mode mode) throws Exception {
        JobConfig config = JobConfig.parse(LEAST + "dns: " + dns + "\n", "job.yaml");
        assertThat(config.dns()).isInstanceOfSatisfying(DnsConfig.class, read -> {
            assertThat(read.mode()).isEqualTo(mode);
            assertThat(read.oneView()).isFalse();
        });
    }

    @Test
    void aFileThatIsNotThereIsOneClearLine(@TempDir Path directory) throws Exception {
        Path absent = directory.resolve("absent.yaml");
        assertThatThrownBy(() -> JobConfig.read(absent)).hasMessage(absent + ": no such file");
        Path latin1 = Files.write(directory.resolve("latin1.yaml"), "name: ü".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> JobConfig.read(latin1)).hasMessage(latin1 + ": is not in UTF-8");
    }

    @Test
    void whatTravelsWithTheJobIsSerializable() throws Exception {
        JobConfig config = JobConfig.parse(LEAST, "job.yaml");
        assertThat(InstantiationUtil.clone(config.dns())).isEqualTo(config.dns());
        assertThat(InstantiationUtil.clone(config.policy())).isEqualTo(config.policy());
        assertThat(InstantiationUtil.clone(config.authentication())).isEqualTo(config.authentication());
        assertThat(InstantiationUtil.clone(config.authenticate())).isEqualTo(config.authenticate());
    }

    @Test
    void aLiveJobMayBeSeededByAnArchive() throws ConfigException {
        JobConfig config = JobConfig.parse("""
                source:
                  files: {paths: /mail}
                  kafka: {bootstrap-servers: 'broker:9092', topics: mail.raw}
                sink: {kafka: {verdicts: v, dead-letters: d}}
                """, "job.yaml");
        assertThat(config.source()).isInstanceOfSatisfying(SourceConfig.Seeded.class, seeded -> {
            assertThat(seeded.archive().paths()).containsExactly("/mail");
            assertThat(seeded.live().topics()).containsExactly("mail.raw");
        });
        assertThat(config.source().bounded()).isFalse();
        assertThat(config.sink().bootstrapServers()).isEqualTo("broker:9092");
    }

    private static SignalsConfig signals(String yaml) throws ConfigException {
        return JobConfig.parse("""
                        source: {kafka: {bootstrap-servers: 'broker:9092', topics: mail.raw}}
                        sink: {kafka: {verdicts: v, dead-letters: d}}
                        signals: %s
                        """.formatted(yaml), "job.yaml").signals();
    }

    @Test
    void signalsAreOnUnlessSwitchedOff() throws ConfigException {
        assertThat(signals("{}")).satisfies(signals -> {
            assertThat(signals.enabled()).isTrue();
            assertThat(signals.settings().days()).isEqualTo(90);
            assertThat(signals.outOfOrderness()).isEqualTo(Duration.ofDays(1));
            assertThat(signals.feedback()).isNull();
        });
        assertThat(signals("{enabled: false}").enabled()).isFalse();
        assertThat(signals("{days: 31, journals: [J@Contoso.com], feedback-topic: f}"))
                .satisfies(signals -> {
                    assertThat(signals.settings().days()).isEqualTo(31);
                    assertThat(signals.settings().journals()).containsExactly("j@contoso.com");
                    assertThat(signals.feedback()).isEqualTo(new SignalsConfig.Feedback("broker:9092", "f", Map.of()));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{days: 30}                                | signals.days takes a number from 31 to 400, not 30",
                "{enabled: false, feedback-topic: f}       | signals.feedback-topic takes a topic where signals are enabled, not f",
                "{bootstrap-servers: 'b:1'}                | signals.feedback-topic is missing",
                "{recipients-key-file: /no/such/file}      | signals.recipients-key-file takes a file that can be read, not /no/such/file",
                "{ttl: 7}                                  | unknown key signals.ttl"
            })
    void whatSignalsCannotBeToldIsOneLine(String yaml, String problem) {
        assertThatThrownBy(() -> signals(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("job.yaml:3: " + problem);
    }
}
