package io.sealstream.cli;

import io.sealstream.functions.policy.Policies;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sealstream policy check}: whether a policy can be used. */
@Command(
        name = "check",
        description = "Says whether a policy can be used, and else what is wrong with it, line by line.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Exit codes: 0 it can be used, 2 it cannot."})
final class PolicyCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The policy, YAML or JSON (docs/policy.md).")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        Policies policies = PolicyOptions.read(file);
        System.out.println(file + ": " + PolicyText.heading(policies));
        return Sealstream.COMPLETE;
    }
}
