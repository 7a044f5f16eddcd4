package io.sealstream.benchmarks.corpus;

import io.sealstream.benchmarks.corpus.MessageGenerator.Generated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for each message, as it was sent. */
final class EmlWriter implements CorpusWriter {
    private final Path folder;

    EmlWriter(Path directory) {
        this.folder = directory.resolve(CorpusMessage.MESSAGES);
    }

    @Override
    public void write(Generated message) throws IOException {
        Path file = folder.resolve(message.label().file());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, message.bytes());
    }

    @Override
    public void close() {}
}
