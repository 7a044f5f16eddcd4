package io.sealstream.functions.dns;

import static io.sealstream.functions.dns.DnsFilesTest.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Question;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a real authoritative server, and the zone file against the server that serves it. */
@Timeout(60)
class NsdTest {
    private static final String ZONE = """
            $ORIGIN fabrikam.com.
            $TTL 3600
            @       IN SOA ns hostmaster 1 7200 3600 1209600 300
            @       IN NS  ns
            @       IN TXT "v=spf1 include:spf.fabrikam.com " "-all"
            @       IN MX  10 mx1
            @       IN MX  20 mx2
            ns      IN A   192.0.2.1
            mx1 60  IN A   192.0.2.2
            mx1     IN AAAA 2001:db8::2
            mx2     IN CNAME mx1
            s1._domainkey IN CNAME s1.keys
            s1.keys IN TXT "v=DKIM1; p=" "AB\\"\\\\\\200"
            gone    IN CNAME nowhere
            away    IN CNAME away.example.
            big     IN TXT %s
            loop1   IN CNAME loop2
            loop2   IN CNAME loop1
            *.wild  IN TXT "any"
            a.b.c   IN TXT "deep"
            sub     IN NS  ns.sub
            ns.sub  IN A   192.0.2.9
            """.formatted(("\"" + "x".repeat(250) + "\" ").repeat(20));

    @TempDir
    static Path dir;

    private static @Nullable Process nsd;
    private static @Nullable LiveDns live;
    private static @Nullable Archive file;

    @BeforeAll
    static void start() throws IOException {
        Path program = find("nsd");
        assumeTrue(program != null, "nsd is not installed: the client is not tried against a real server");
        Path zone = Files.writeString(dir.resolve("fabrikam.com.zone"), ZONE);
        int port = freePort();
        Path config = Files.writeString(
                dir.resolve("nsd.conf"), """
                server:
                  ip-address: 127.0.0.1@%d
                  server-count: 1
                  rrl-ratelimit: 0
                  username: ""
                  zonesdir: "%s"
                  database: ""
                  pidfile: "%s/nsd.pid"
                  xfrdfile: "%s/xfrd.state"
                  zonelistfile: "%s/zone.list"
                  xfrdir: "%s"
                remote-control:
                  control-enable: no
                zone:
                  name: fabrikam.com
                  zonefile: %s
                """.formatted(port, dir, dir, dir, dir, dir, zone.getFileName()));
        nsd = new ProcessBuilder(String.valueOf(program), "-d", "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("nsd.log").toFile())
                .start();
        file = DnsFiles.load(List.of(zone), null, false);
        InetSocketAddress server = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
        live = new LiveDns(LiveOptions.of(List.of(server)), InstantSource.system(), new Random(1));
        awaitStart(server);
    }

    /** Asks until the server is there. */
    private static void awaitStart(InetSocketAddress server) throws IOException {
        LiveOptions patient = LiveOptions.of(List.of(server))
                .withTimeouts(Duration.ofMillis(500), Duration.ofSeconds(30))
                .withAttempts(100, Duration.ofMillis(20));
        try (LiveDns first = new LiveDns(patient, InstantSource.system(), new Random(1))) {
            Answer answer = first.resolve(question("fabrikam.com TXT"), null)
                    .toCompletableFuture()
                    .join();
            assertThat(answer.outcome())
                    .as(() -> "nsd does not answer: " + log())
                    .isEqualTo(Outcome.FOUND);
        }
    }

    private static String log() {
        try {
            return Files.readString(dir.resolve("nsd.log"));
        } catch (IOException none) {
            return none.toString();
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (live != null) {
            live.close();
        }
        if (nsd != null) {
            nsd.destroy();
            if (!nsd.waitFor(10, TimeUnit.SECONDS)) {
                nsd.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fabrikam.com TXT",
                "FABRIKAM.com MX",
                "fabrikam.com A",
                "mx1.fabrikam.com A",
                "mx1.fabrikam.com AAAA",
                "mx2.fabrikam.com AAAA",
                "mx2.fabrikam.com TXT",
                "s1._domainkey.fabrikam.com TXT",
                "_domainkey.fabrikam.com TXT",
                "gone.fabrikam.com TXT",
                "none.fabrikam.com TXT",
                "deep.none.fabrikam.com TXT",
                "big.fabrikam.com TXT",
                "x.wild.fabrikam.com TXT",
                "y.x.wild.fabrikam.com TXT",
                "x.wild.fabrikam.com A",
                "wild.fabrikam.com TXT",
                "b.c.fabrikam.com TXT",
                "a.b.c.fabrikam.com TXT"
            })
    void theZoneFileAnswersAsTheServerThatServesIt(String text) {
        Question question = question(text);
        Answer served = ask(question);
        Answer held = file().known(question, null);
        assertThat(served.outcome()).isEqualTo(held.outcome());
        assertThat(served.records()).containsExactlyInAnyOrderElementsOf(held.records());
        assertThat(served.cnames()).isEqualTo(held.cnames());
        assertThat(served.ttl()).isEqualTo(held.ttl());
    }

    @Test
    void whatTheServerIsNotAskedToResolveIsAFailure() {
        assertThat(ask(question("x.sub.fabrikam.com A")).failure()).isEqualTo(Failure.SERVFAIL);
        assertThat(ask(question("other.example TXT")).failure()).isEqualTo(Failure.REFUSED);
        assertThat(ask(question("away.fabrikam.com TXT")).failure()).isEqualTo(Failure.REFUSED);
        assertThat(ask(question("loop1.fabrikam.com TXT")).failure()).isEqualTo(Failure.CNAME_LOOP);
    }

    @Test
    void manyQuestionsAtOnceAreAllAnswered() {
        List<Answer> answers = Stream.iterate(0, i -> i + 1)
                .limit(5_000)
                .map(i -> live().resolve(question("n" + i + ".wild.fabrikam.com TXT"), null)
                        .toCompletableFuture())
                .toList()
                .stream()
                .map(future -> future.join())
                .toList();
        assertThat(answers.stream().map(Answer::toString).distinct()).containsExactly("FOUND [any]");
        LiveDnsTest.await(live(), counts -> counts.inFlight() == 0);
    }

    private static Answer ask(Question question) {
        return live().resolve(question, null).toCompletableFuture().join();
    }

    private static LiveDns live() {
        return java.util.Objects.requireNonNull(live);
    }

    private static Archive file() {
        return java.util.Objects.requireNonNull(file);
    }

    private static @Nullable Path find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        for (String folder : path.split(File.pathSeparator)) {
            Path candidate = Path.of(folder, program);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
