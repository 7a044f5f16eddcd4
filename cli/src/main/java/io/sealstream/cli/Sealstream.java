package io.sealstream.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code sealstream}. */
@Command(
        name = "sealstream",
        description =
                "Authenticates mail: SPF, DKIM, DMARC, ARC and composite authentication, one explained verdict a message.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            VerifyCommand.class,
            ExplainCommand.class,
            PostureCommand.class,
            RunCommand.class,
            DnsCommand.class,
            PolicyCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 complete, 1 with dead letters or a failed run, 2 for a usage error.",
            "In a checkout: sealstream bench measures what a message costs.",
            "Start with: sealstream demo"
        })
public final class Sealstream implements Runnable {
    static final int COMPLETE = 0;
    static final int INCOMPLETE = 1;
    static final int USAGE = 2;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /**
     * The command line, its errors one clear line each.
     *
     * @param more commands that another module adds
     */
    public static CommandLine commandLine(Object... more) {
        CommandLine commandLine = new CommandLine(new Sealstream());
        for (Object command : more) {
            commandLine.addSubcommand(command);
        }
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setUsageHelpLongOptionsMaxWidth(34);
        commandLine.setParameterExceptionHandler(Sealstream::usageError);
        commandLine.setExecutionExceptionHandler(Sealstream::failure);
        return commandLine;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    private static int usageError(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("sealstream: " + firstLine(error));
        if (error instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                err.println("Did you mean "
                        + String.join(" or ", suggestions.subList(0, Math.min(3, suggestions.size()))) + "?");
            }
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return USAGE;
    }

    private static int failure(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
        if (error instanceof UsageException usage) {
            String.valueOf(usage.getMessage())
                    .lines()
                    .forEach(line -> command.getErr().println("sealstream: " + line));
            return USAGE;
        }
        command.getErr().println("sealstream: " + firstLine(error));
        if (System.getenv("SEALSTREAM_DEBUG") != null) {
            error.printStackTrace(command.getErr());
        } else {
            command.getErr().println("Set SEALSTREAM_DEBUG=1 for the stack trace.");
        }
        return INCOMPLETE;
    }

    private static String firstLine(Throwable error) {
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
