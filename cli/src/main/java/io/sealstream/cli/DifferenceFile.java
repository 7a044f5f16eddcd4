package io.sealstream.cli;

import io.sealstream.serde.Difference;
import io.sealstream.serde.verdict.DifferenceJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The differences of a run: written beside their file, as {@code FILE.partial}, and renamed at success. */
final class DifferenceFile implements AutoCloseable {
    private final @Nullable Path file;
    private final OutputStream out;

    private DifferenceFile(@Nullable Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /** @param file null: they are not written */
    static DifferenceFile open(@Nullable Path file) {
        if (file == null) {
            return new DifferenceFile(null, OutputStream.nullOutputStream());
        }
        try {
            return new DifferenceFile(file, new BufferedOutputStream(Files.newOutputStream(partial(file)), 1 << 16));
        } catch (IOException unusable) {
            throw new UsageException("--differences: cannot be written: " + file);
        }
    }

    private static Path partial(Path file) {
        return file.resolveSibling(file.getFileName() + ".partial");
    }

    void write(Difference difference) throws IOException {
        if (file != null) {
            out.write(DifferenceJson.write(difference));
            out.write('\n');
        }
    }

    /** Says that all is written: the file gets its name. */
    void complete() throws IOException {
        out.close();
        if (file != null) {
            Files.move(partial(file), file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
