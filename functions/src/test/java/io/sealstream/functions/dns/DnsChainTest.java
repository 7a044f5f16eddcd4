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
