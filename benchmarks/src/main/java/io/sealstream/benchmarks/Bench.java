package io.sealstream.benchmarks;

import io.sealstream.benchmarks.throughput.BenchCommand;
import io.sealstream.cli.Sealstream;

/** The command {@code sealstream} with {@code bench}, which only a checkout has. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(Sealstream.commandLine(new BenchCommand()).execute(args));
    }
}
