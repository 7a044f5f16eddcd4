package io.sealstream.cli;

import io.sealstream.functions.dns.AnswerRecorder;
import io.sealstream.mailauth.Evidence;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The log of a run's DNS answers: written beside its file, as {@code FILE.partial}, and renamed at success. */
final class AnswerLogFile implements AutoCloseable {
    private final Path file;
    private final Path partial;
    private final OutputStream out;
    private final AnswerRecorder recorder = new AnswerRecorder();
    private long rows;

    private AnswerLogFile(Path file, Path partial, OutputStream out) {
        this.file = file;
        this.partial = partial;
        this.out = out;
    }

    static AnswerLogFile open(Path file) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            return new AnswerLogFile(file, partial, new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16));
        } catch (IOException unusable) {
            throw new UsageException("--record: cannot be written: " + file);
        }
    }

    /** Writes the answers that the evidence rests on and that are not there yet. */
    void record(Evidence evidence) throws IOException {
        recorder.record(evidence, this::row);
    }

    /** Writes one row. */
    void row(byte[] row) throws IOException {
        out.write(row);
        out.write('\n');
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Says that all is written: the file gets its name. */
    void complete() throws IOException {
        out.close();
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
