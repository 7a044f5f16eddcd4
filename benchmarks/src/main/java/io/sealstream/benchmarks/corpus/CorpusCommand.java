package io.sealstream.benchmarks.corpus;

import io.sealstream.cli.UsageException;
import io.sealstream.cli.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sealstream bench corpus}: signed mail of any amount, and the DNS that it is judged by. */
@Command(
        name = "corpus",
        description = "Writes signed mail of any amount, with its DNS: the same octets for the same seed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "In DIR: " + CorpusFiles.ZONE + ", the DNS; " + CorpusMessage.MANIFEST
                    + ", a line a message with its envelope and what is to be found of it; and the messages.",
            "",
            "Example: sealstream bench corpus --out corpus --messages 2000"
        })
public final class CorpusCommand implements Callable<Integer> {
    private static final int MOST_MESSAGES = 100_000_000;

    /** The forms of files. */
    enum Format {
        /** A file a message, CRLF, as it was sent. */
        EML,
        /** A thousand messages a file, LF, mboxrd. */
        MBOX
    }

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to; made where it is not there.")
    private Path out = Path.of("");

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "How many. Default: ${DEFAULT-VALUE}",
            defaultValue = "2000")
    private int messages = 2_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Which ones. Default: ${DEFAULT-VALUE}",
            defaultValue = "1")
    private long seed = 1;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}",
            defaultValue = "EML")
    private Format format = Format.EML;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Send the messages to a topic that is there, the envelope as headers, instead of to files.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "The topic of --kafka. Default: ${DEFAULT-VALUE}",
            defaultValue = "mail.raw")
    private String topic = "mail.raw";

    @Override
    public Integer call() throws IOException {
        if (messages < 1 || messages > MOST_MESSAGES) {
            throw new UsageException("--messages: from 1 to " + MOST_MESSAGES + ", not " + messages);
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UsageException("--out: not a directory: " + out);
        }
        Files.createDirectories(out);
        long begun = System.nanoTime();
        boolean terminal = Boolean.getBoolean("sealstream.terminal");
        try (CorpusWriter writer = writer()) {
            CorpusFiles.write(out, messages, seed, writer, written -> {
                if (terminal) {
                    System.err.printf(Locale.ROOT, "\r%,d of %,d messages", written, messages);
                }
            });
        }
        System.err.printf(
                Locale.ROOT,
                "%s%,d messages in %s, their DNS in %s, in %.1f s%n",
                terminal ? "\r" : "",
                messages,
                bootstrapServers == null ? out : "topic " + topic,
                out.resolve(CorpusFiles.ZONE),
                (System.nanoTime() - begun) / 1e9);
        return 0;
    }

    private CorpusWriter writer() {
        if (bootstrapServers != null) {
            return new KafkaWriter(bootstrapServers, topic);
        }
        return switch (format) {
            case EML -> new EmlWriter(out);
            case MBOX -> new MboxWriter(out);
        };
    }
}
