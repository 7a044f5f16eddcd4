package io.sealstream.benchmarks.throughput;

import io.sealstream.functions.authenticate.DnsSourceFactory;
import io.sealstream.functions.dns.DnsFileException;
import io.sealstream.functions.dns.DnsFiles;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * DNS of a run where every answer comes from far away: no question is answered at hand, and each after the same time.
 *
 * @param files of DNS data
 */
record DelayedDns(List<String> files, int millis) implements DnsSourceFactory {
    @Override
    public DnsSource open() throws IOException {
        try {
            return new Far(DnsFiles.open(files.stream().map(Path::of).toList(), null, false), millis);
        } catch (DnsFileException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    private static final class Far implements DnsSource {
        private final DnsSource zone;
        private final int millis;
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(step -> {
            Thread thread = new Thread(step, "delayed-dns");
            thread.setDaemon(true);
            return thread;
        });

        Far(DnsSource zone, int millis) {
            this.zone = zone;
            this.millis = millis;
        }

        @Override
        public @Nullable Answer known(Question question, @Nullable Instant asOf) {
            return null;
        }

        @Override
        public CompletionStage<Answer> resolve(Question question, @Nullable Instant asOf) {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            clock.schedule(
                    () -> zone.resolve(question, asOf).thenAccept(answer::complete), millis, TimeUnit.MILLISECONDS);
            return answer;
        }

        @Override
        public void close() {
            clock.shutdownNow();
            zone.close();
        }
    }
}
