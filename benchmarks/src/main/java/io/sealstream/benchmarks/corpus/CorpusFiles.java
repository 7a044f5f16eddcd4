package io.sealstream.benchmarks.corpus;

import io.sealstream.benchmarks.corpus.MessageGenerator.Generated;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Writes a corpus: the zone, the manifest, and the messages one after the other, whatever their number. */
public final class CorpusFiles {
    /** DNS of every corpus. */
    public static final String ZONE = "corpus.zone";

    /** Messages made at a time, by all cores. */
    private static final int BATCH = 64;

    private CorpusFiles() {}

    /** The messages as .eml files below {@code directory}, with zone and manifest. */
    public static void write(Path directory, int messages, long seed) throws IOException {
        try (EmlWriter writer = new EmlWriter(directory)) {
            write(directory, messages, seed, writer, written -> {});
        }
    }

    /** @param written is told the number of messages so far */
    static void write(Path directory, int messages, long seed, CorpusWriter writer, IntConsumer written)
            throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(ZONE), Senders.zone());
        MessageGenerator generator = new MessageGenerator(seed);
        try (BufferedWriter manifest = Files.newBufferedWriter(directory.resolve(CorpusMessage.MANIFEST))) {
            for (int from = 0; from < messages; from += BATCH) {
                List<Generated> batch = IntStream.range(from, Math.min(messages, from + BATCH))
                        .parallel()
                        .mapToObj(generator::message)
                        .toList();
                for (Generated message : batch) {
                    writer.write(message);
                    manifest.write(message.label().line() + "\n");
                }
                written.accept(from + batch.size());
            }
        }
    }
}
