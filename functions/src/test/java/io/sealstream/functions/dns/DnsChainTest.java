package io.sealstream.functions.dns;

import static io.sealstream.functions.dns.DnsFilesTest.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsChainTest {
    private static final Question HELD = question("held.test TXT");
    private static final Question OTHER = question("s._domainkey.other.co.uk TXT");

    @TempDir
    Path dir;

    @Test
    void theFirstSourceThatObservedAnswers() throws IOException {
        NotAsked end = new NotAsked();
        DnsSource chain = DnsChain.of(List.of(archive("x"), archive("y"), end));
        assertThat(new BlockingDns(chain, null, Duration.ofSeconds(1))
                        .lookup(HELD)
                        .texts())
                .containsExactly("x");
        assertThat(chain.resolve(HELD, null).toCompletableFuture().join().texts())
                .containsExactly("x");
        assertThat(end.questions()).isZero();
    }

    @Test
    void whatNobodyObservedIsCountedByQuestionAndZone() throws IOException {
        NotAsked end = new NotAsked();
        DnsSource chain = DnsChain.of(List.of(archive("x"), end));
        for (String name : List.of("s._domainkey.other.co.uk", "a.other.co.uk", "a.other.co.uk", "b.co.uk")) {
            assertThat(chain.known(question(name + " TXT"), null)).hasToString("NOT_OBSERVED []");
        }
        assertThat(chain.resolve(OTHER, null).toCompletableFuture().join().outcome())
                .isEqualTo(Outcome.NOT_OBSERVED);
        assertThat(end.questions()).isEqualTo(3);
        assertThat(end.zones()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        // seen by the older source, seen by the newer, as of, the answer
        "2019-01-01, 2026-05-01, 2019-01-03, old", // as of the time
        "2019-01-01, 2026-05-01, 2026-05-03, new", // the older is long out of date
        "2019-01-01, 2026-05-01, 2020-01-01, old", // the nearer of the two
        "2019-01-01, 2026-05-01, 2018-01-01, old",
        "2019-01-01, 2026-05-01,           , old"
    })
    void ofSourcesFromOldToNewTheOneSeenNearestAnswers(String older, String newer, @Nullable String asOf, String answer)
            throws IOException {
        DnsSource chain = DnsChain.of(List.of(seen("old", older), seen("new", newer)));
        Instant time = asOf == null ? null : day(asOf);
        assertThat(chain.known(HELD, time))
                .isNotNull()
                .satisfies(a -> assertThat(a.texts()).containsExactly(answer));
        assertThat(chain.resolve(HELD, time).toCompletableFuture().join().texts())
                .containsExactly(answer);
    }

    @Test
    void whatWasSeenLongBeforeIsNotGivenUpForAFailure() throws IOException {
        Path file = Files.writeString(
                dir.resolve("failed.ndjson"),
                "{\"rrname\":\"held.test\",\"rrtype\":\"TXT\",\"rcode\":\"SERVFAIL\",\"time_first\":\"2026-05-01T00:00:00Z\"}");
        DnsSource chain = DnsChain.of(List.of(seen("old", "2019-01-01"), DnsFiles.load(List.of(file), null, false)));
        assertThat(new BlockingDns(chain, day("2026-05-01"), Duration.ofSeconds(1))
                        .lookup(HELD)
                        .texts())
                .containsExactly("old");
    }

    @Test
    void whatWasSeenAtAnotherTimeDoesNotCountAsNotAsked() throws IOException {
        NotAsked end = new NotAsked();
        DnsSource chain = DnsChain.of(List.of(seen("old", "2019-01-01"), end));
        assertThat(chain.known(HELD, day("2026-05-01"))).hasToString("FOUND [old]");
        assertThat(end.questions()).isZero();
    }

    @Test
    void filesAndFoldersAreOpenedTogether() throws IOException {
        Path rows = Files.writeString(dir.resolve("rows.zone"), "held.test. TXT old\n");
        Path folder = dir.resolve("archive");
        RocksArchive.importFiles(List.of(rows), day("2019-01-01"), folder);
        Path zone = Files.writeString(dir.resolve("other.zone"), "a.test. TXT file\n");
        try (DnsSource both = DnsFiles.open(List.of(zone, folder), null, false);
                DnsSource closed = DnsFiles.open(List.of(folder), null, true)) {
            assertThat(both.known(HELD, day("2019-01-02"))).isNotNull().satisfies(held -> {
                assertThat(held.texts()).containsExactly("old");
                assertThat(held.via()).isEqualTo(Answer.Via.ARCHIVE);
            });
            assertThat(both.known(question("a.test TXT"), null)).isNotNull().hasToString("FOUND [file]");
            assertThat(closed.known(HELD, day("2019-01-02"))).isNotNull().hasToString("FOUND [old]");
            assertThat(closed.known(OTHER, null)).isNotNull().hasToString("NO_SUCH_DOMAIN []");
        }
    }

    private Archive seen(String value, String day) throws IOException {
        Path file = Files.writeString(dir.resolve(value + ".zone"), "held.test. TXT " + value + "\n");
        return DnsFiles.load(List.of(file), day(day), false);
    }

    private static Instant day(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }

    @Test
    void aChainKnowsOnlyWhatItsFirstSourcesKnow() throws IOException {
        Silent silent = new Silent();
        DnsSource chain = DnsChain.of(List.of(archive("x"), silent));
        assertThat(chain.known(HELD, null)).isNotNull();
        assertThat(chain.known(OTHER, null)).isNull();
        assertThat(new BlockingDns(chain, null, Duration.ofMillis(1))
                        .lookup(OTHER)
                        .failure())
                .isEqualTo(Failure.TIMEOUT);
        chain.close();
        assertThat(silent.closed).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndStays() {
        Thread.currentThread().interrupt();
        Answer answer = new BlockingDns(new Silent(), null, Duration.ofMinutes(1)).lookup(HELD);
        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Archive archive(String value) throws IOException {
        Path file = Files.writeString(dir.resolve(value + ".zone"), "held.test. TXT " + value + "\n");
        return DnsFiles.load(List.of(file), null, false);
    }

    /** Never answers. */
    private static final class Silent implements DnsSource {
        private boolean closed;

        @Override
        public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
            return new CompletableFuture<>();
        }

        @Override
        public @Nullable Answer known(Question question, @Nullable Instant asOf) {
            return null;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
