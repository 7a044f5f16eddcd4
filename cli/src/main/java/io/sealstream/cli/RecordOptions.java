package io.sealstream.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a run keeps the DNS answers that its verdicts rest on, and its name. */
final class RecordOptions {
    private static final int MAX_RUN_ID = 200;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write every DNS answer that a verdict rests on, as NDJSON, for --replay.")
    private @Nullable Path file;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description =
                    "The run's name, which stands in each verdict as processing.dnsLog. Default with --record: one of the"
                            + " present time; else none.")
    private @Nullable String runId;

    /** Refuses what does not go together. */
    void check(boolean replay) {
        if (file != null && replay) {
            throw new UsageException("--record and --replay exclude each other");
        }
        if (runId != null && file == null && !replay) {
            throw new UsageException("--run-id goes with --record or --replay");
        }
        if (runId != null && (runId.isBlank() || runId.length() > MAX_RUN_ID)) {
            throw new UsageException("--run-id: from 1 to " + MAX_RUN_ID + " characters");
        }
        if (file != null && runId == null) {
            runId = ofNow();
        }
    }

    private static String ofNow() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS)
                + "-"
                + Integer.toHexString(new SecureRandom().nextInt(0x1000, 0x10000));
    }

    /** Null: the answers are not recorded. */
    @Nullable
    Path file() {
        return file;
    }

    /** After {@link #check}; null: the run has none. */
    @Nullable
    String runId() {
        return runId;
    }
}
