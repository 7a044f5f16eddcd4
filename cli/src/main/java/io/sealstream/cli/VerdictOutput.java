package io.sealstream.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealstream.serde.Unreadable;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Where verdicts and dead letters go. Into a file it writes beside it, as {@code FILE.partial}, and renames at success; dead
 * letters lie in {@code FILE.dead.ndjson}. On standard output, dead letters are lines on standard error.
 */
final class VerdictOutput implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final @Nullable Path file;
    private final OutputStream verdicts;
    private @Nullable OutputStream dead;
    private long deadLetters;

    private VerdictOutput(@Nullable Path file, OutputStream verdicts) {
        this.file = file;
        this.verdicts = verdicts;
    }

    /** @param file null: standard output */
    static VerdictOutput open(@Nullable Path file) {
        if (file == null) {
            return new VerdictOutput(null, new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        }
        try {
            return new VerdictOutput(
                    file, new BufferedOutputStream(Files.newOutputStream(beside(file, ".partial")), 1 << 16));
        } catch (IOException unusable) {
            throw new UsageException("-o: cannot be written: " + file);
        }
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    void verdict(byte[] line) throws IOException {
        verdicts.write(line);
        verdicts.write('\n');
        if (file == null) {
            verdicts.flush();
        }
    }

    void deadLetter(Unreadable letter) throws IOException {
        deadLetters++;
        if (file == null) {
            System.err.println("dead letter: " + letter.origin().text() + ": "
                    + letter.reason().word() + ": " + letter.detail());
            return;
        }
        if (dead == null) {
            dead = new BufferedOutputStream(Files.newOutputStream(beside(file, ".dead.ndjson")));
        }
        ObjectNode row = JSON.createObjectNode();
        row.put("path", letter.origin().container());
        row.put("offset", letter.origin().offset());
        if (letter.length() >= 0) {
            row.put("length", letter.length());
        }
        row.put("reason", letter.reason().word());
        row.put("detail", letter.detail());
        if (letter.id() != null) {
            row.put("id", letter.id());
        }
        dead.write(JSON.writeValueAsBytes(row));
        dead.write('\n');
    }

    long deadLetters() {
        return deadLetters;
    }

    /** For the summary: where the dead letters are. */
    String deadLetterPlace() {
        return file == null ? ", named above" : ", in " + beside(file, ".dead.ndjson");
    }

    /** Says that all is written: the file gets its name, and dead letters of an earlier run go. */
    void complete() throws IOException {
        verdicts.flush();
        if (file == null) {
            return;
        }
        verdicts.close();
        if (dead == null) {
            Files.deleteIfExists(beside(file, ".dead.ndjson"));
        } else {
            dead.close();
        }
        Files.move(beside(file, ".partial"), file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            verdicts.close();
        }
        if (dead != null) {
            dead.close();
        }
    }
}
