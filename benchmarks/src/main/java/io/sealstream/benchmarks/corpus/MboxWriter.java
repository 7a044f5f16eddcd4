package io.sealstream.benchmarks.corpus;

import io.sealstream.benchmarks.corpus.MessageGenerator.Generated;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Files of a thousand messages, as mail stores keep them: LF line ends, {@code From } quoted (mboxrd). */
final class MboxWriter implements CorpusWriter {
    private static final int PER_FILE = 1_000;
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final byte[] FROM = {'F', 'r', 'o', 'm', ' '};

    private final Path directory;
    private @Nullable OutputStream part;
    private int written;

    MboxWriter(Path directory) {
        this.directory = directory;
    }

    @Override
    public void write(Generated message) throws IOException {
        OutputStream out = part;
        if (out == null || written % PER_FILE == 0) {
            close();
            Path file = directory.resolve(String.format(Locale.ROOT, "part%04d.mbox", written / PER_FILE));
            out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            part = out;
        }
        written++;
        Instant time = message.label().receivedAt();
        String separator =
                "From " + message.label().mailFrom() + " " + ASCTIME.format(time == null ? Instant.EPOCH : time);
        out.write((separator + "\n").getBytes(StandardCharsets.US_ASCII));
        writeLines(message.bytes(), out);
        out.write('\n');
    }

    private static void writeLines(byte[] bytes, OutputStream out) throws IOException {
        int line = 0;
        while (line < bytes.length) {
            int next = line;
            while (next < bytes.length && bytes[next] != '\n') {
                next++;
            }
            int end = next > line && bytes[next - 1] == '\r' ? next - 1 : next;
            if (isQuoted(bytes, line)) {
                out.write('>');
            }
            out.write(bytes, line, end - line);
            out.write('\n');
            line = next + 1;
        }
    }

    private static boolean isQuoted(byte[] bytes, int line) {
        int at = line;
        while (at < bytes.length && bytes[at] == '>') {
            at++;
        }
        for (byte octet : FROM) {
            if (at >= bytes.length || bytes[at++] != octet) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        if (part != null) {
            part.close();
        }
    }
}
