package io.sealstream.cli;

import io.sealstream.functions.policy.Policies;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sealstream policy show}: a policy in words. */
@Command(
        name = "show",
        description = "Shows what a policy says of each tenant.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Exit codes: 0 shown, 2 the policy cannot be used."})
final class PolicyShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The policy, YAML or JSON (docs/policy.md).")
    private Path file = Path.of("");

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Mark the entries that have expired by then (RFC 3339, or a date). Default: now.")
    private @Nullable String asOf;

    @Override
    public Integer call() {
        Instant when = asOf == null ? Instant.now() : ArrivalOptions.time("--as-of", asOf);
        Policies policies = PolicyOptions.read(file);
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(PolicyText.of(policies, when));
        return Sealstream.COMPLETE;
    }
}
