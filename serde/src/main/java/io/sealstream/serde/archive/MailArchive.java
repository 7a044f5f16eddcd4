package io.sealstream.serde.archive;

import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import io.sealstream.serde.archive.Opened.Format;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an archive, one after the other, in a stable order: those of .eml files, mbox (.mbox and .mboxrd, or .mboxo),
 * NDJSON (.ndjson, .jsonl), Maildirs, and directories of these, each also as .gz or .zst. A name that says nothing is judged by
 * its content. Memory is bounded by the limit for a message, whatever the archive's size.
 *
 * <p>What cannot be read becomes an {@link Unreadable} with path, offset (in the uncompressed file) and reason, and the rest
 * goes on: nothing throws. Not safe from several threads.
 */
public final class MailArchive implements Iterator<Intake>, Closeable {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final Path HERE = Path.of("").toAbsolutePath();

    private final MailFiles files;
    private final InputStream standardInput;
    private final ArchiveSettings settings;
    private @Nullable InputStream file;
    private @Nullable MessageReader reader;
    private @Nullable Intake next;
    private volatile long octetsRead;

    private MailArchive(MailFiles files, InputStream standardInput, ArchiveSettings settings) {
        this.files = files;
        this.standardInput = standardInput;
        this.settings = settings;
    }

    /** The messages at and below the paths, in their order; {@code -} is the standard input, which is not closed. */
    public static MailArchive open(List<Path> paths, InputStream standardInput, ArchiveSettings settings) {
        return new MailArchive(new MailFiles(paths), standardInput, settings);
    }

    /**
     * What can be read by itself, with {@link #openPart}: each directory at and below the path that holds files of mail, or the
     * path itself where it is none. Together, in this order, they hold what the path holds.
     */
    public static List<Path> parts(Path path) {
        return MailFiles.parts(path);
    }

    /** The messages of a file, or of a directory without those below it. */
    public static MailArchive openPart(Path part, ArchiveSettings settings) {
        return new MailArchive(MailFiles.ofPart(part), InputStream.nullInputStream(), settings);
    }

    /** The messages of one opened file, which is closed with the archive. */
    public static MailArchive read(InputStream file, String name, ArchiveSettings settings) {
        MailArchive archive = open(List.of(), InputStream.nullInputStream(), settings);
        archive.next = archive.start(file, name, HERE, false);
        return archive;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            if (reader != null) {
                next = reader.next();
                if (next == null) {
                    closeFile();
                }
            } else {
                MailFiles.Found found = files.next();
                if (found == null) {
                    return false;
                }
                next = open(found);
            }
        }
        return true;
    }

    @Override
    public Intake next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Intake taken = Objects.requireNonNull(next);
        next = null;
        return taken;
    }

    /** Octets taken from the files so far, as they lie there; may be asked from any thread. */
    public long octetsRead() {
        return octetsRead;
    }

    private @Nullable Unreadable open(MailFiles.Found found) {
        String name = found.path().toString();
        if (found.problem() != null) {
            return unreadable(name, Reason.UNREADABLE_FILE, found.problem());
        }
        if (found.path().equals(STANDARD_INPUT)) {
            return start(new Unclosed(standardInput), name, HERE, false);
        }
        try {
            Path parent = found.path().toAbsolutePath().getParent();
            return start(
                    Files.newInputStream(found.path()),
                    name,
                    parent == null ? Path.of("/") : parent,
                    found.isMessage());
        } catch (IOException broken) {
            return unreadable(name, Reason.UNREADABLE_FILE, Opened.describe(broken));
        }
    }

    /** Makes the reader; what is returned says why there is none. */
    private @Nullable Unreadable start(InputStream in, String name, Path directory, boolean isMessage) {
        file = in;
        Counted counted = new Counted(in);
        try {
            if (isMessage) {
                reader = new EmlReader(name, Opened.message(counted, name), settings);
                return null;
            }
            Opened opened = Opened.open(counted, name);
            Format format = opened.format();
            if (format == null) {
                closeFile();
                return unreadable(name, Reason.BAD_FORMAT, "neither a message, nor an mbox, nor NDJSON");
            }
            reader = switch (format) {
                case EML -> new EmlReader(name, opened.content(), settings);
                case MBOX -> new MboxReader(name, new Chunks(opened.content()), settings, true);
                case MBOXO -> new MboxReader(name, new Chunks(opened.content()), settings, false);
                case NDJSON -> new NdjsonReader(name, new Chunks(opened.content()), settings, directory);
            };
            return null;
        } catch (IOException broken) {
            closeFile();
            return unreadable(name, Reason.UNREADABLE_FILE, Opened.describe(broken));
        }
    }

    private static Unreadable unreadable(String path, Reason reason, String detail) {
        return Unreadable.of(Mail.Origin.file(path, 0), reason, detail, null, new byte[0]);
    }

    private void closeFile() {
        reader = null;
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException readAlready) {
            // what it held was read, or told as unreadable
        }
        file = null;
    }

    @Override
    public void close() {
        closeFile();
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = in.read(to, offset, length);
            octetsRead += Math.max(0, read);
            return read;
        }
    }

    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
