package io.sealstream.benchmarks.throughput;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.benchmarks.corpus.Corpus;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a run is read by, measured just before and just after it, where the programs for it are there: openssl, and the floor. */
final class Comparison {
    private final @Nullable Path errors;
    private final @Nullable Floor floor;
    private @Nullable OpenSsl openSsl;
    private @Nullable JsonNode floorBefore;
    private @Nullable JsonNode floorAfter;

    private Comparison(@Nullable Path errors, @Nullable Floor floor) {
        this.errors = errors;
        this.floor = floor;
    }

    static Comparison none() {
        return new Comparison(null, null);
    }

    /**
     * Measures for the first time.
     *
     * @param judge says of a message what arithmetic it needs
     * @param directory for what has to be written
     */
    static Comparison begin(Corpus corpus, Function<Mail, Verdict> judge, Path directory)
            throws IOException, InterruptedException {
        Path errors = directory.resolve("errors.txt");
        Floor program = new Floor(directory, errors);
        Comparison comparison = new Comparison(errors, program.prepare(corpus, judge) ? program : null);
        comparison.openSsl = OpenSsl.measure(errors).orElse(null);
        comparison.floorBefore = comparison.measureFloor();
        return comparison;
    }

    /** Measures for the second time. */
    void end() throws InterruptedException {
        if (openSsl != null && errors != null) {
            openSsl = OpenSsl.measure(errors).map(openSsl::mean).orElse(null);
        }
        floorAfter = measureFloor();
    }

    private @Nullable JsonNode measureFloor() throws InterruptedException {
        return floor == null ? null : floor.run().orElse(null);
    }

    /** The mean of both times; null: there is none. */
    @Nullable
    OpenSsl openSsl() {
        return openSsl;
    }

    void tell(Report report, Measured measured) {
        if (errors == null) {
            return;
        }
        Optional.ofNullable(openSsl)
                .ifPresentOrElse(
                        found -> report.openSsl(found, measured),
                        () -> report.note("no openssl on the PATH: nothing to hold the arithmetic against"));
        if (floorBefore != null && floorAfter != null) {
            report.floor(floorBefore, floorAfter, measured.cpuMicrosPerMessage());
        } else {
            report.note("no C compiler with libcrypto: no floor");
        }
    }
}
