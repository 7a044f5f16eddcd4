package io.sealstream.cli;

import io.sealstream.functions.policy.Policies;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A second policy that is tried beside the real one. */
final class WhatIfOptions {
    @Option(
            names = "--what-if",
            paramLabel = "FILE",
            description =
                    "A second policy: the summary says how many verdicts it would change. A tenant is looked up in it by its"
                            + " name.")
    private @Nullable Path shadow;

    @Option(
            names = "--differences",
            paramLabel = "FILE",
            description = "Where to write what --what-if would change: one JSON object a line.")
    private @Nullable Path differences;

    void check() {
        if (differences != null && shadow == null) {
            throw new UsageException("--differences goes with --what-if");
        }
    }

    boolean isAsked() {
        return shadow != null;
    }

    /** Null: there is none. */
    @Nullable
    Policies policies() {
        return shadow == null ? null : PolicyOptions.read(shadow);
    }

    /** Null: they are counted only. */
    @Nullable
    Path differences() {
        return differences;
    }
}
