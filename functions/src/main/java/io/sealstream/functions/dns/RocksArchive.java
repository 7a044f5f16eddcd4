package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Archives of DNS on disk, for more than memory holds. A folder is written by one process at a time, and read by any number once
 * that is done. Reading takes a bounded amount of memory whatever the size.
 */
public final class RocksArchive {
    private RocksArchive() {}

    /**
     * Adds files, of the forms that {@link DnsFiles} reads, to the archive in a folder, which is made where it is missing.
     * Importing the same again changes no answer.
     *
     * @param observed when what is in the files was seen, unless a row says otherwise; null: it speaks for all times
     * @return sightings taken
     * @throws DnsFileException where a file cannot be read or a line cannot be understood; the lines before it may be there then
     */
    public static long importFiles(List<Path> files, @Nullable Instant observed, Path folder) {
        return importFiles(files, observed, folder, sightings -> {}, SkippedLines.NONE);
    }

    /**
     * As {@link #importFiles(List, Instant, Path)}, but a line of NDJSON that cannot be understood is skipped.
     *
     * @throws DnsFileException where a file cannot be read, has no row in it, or is a zone file with a line that cannot be
     *     understood: a zone is whole or it says nothing of what is absent
     */
    public static long importFiles(List<Path> files, @Nullable Instant observed, Path folder, ImportObserver observer) {
        return importFiles(files, observed, folder, observer::taken, observer::skipped);
    }

    private static long importFiles(
            List<Path> files, @Nullable Instant observed, Path folder, LongConsumer progress, SkippedLines skipping) {
        Observation when = observed == null ? Observation.ALWAYS : Observation.at(observed);
        try (RocksFolder opened = RocksFolder.open(folder, true);
                RocksSink sink = new RocksSink(opened, progress)) {
            for (Path file : files) {
                DnsFiles.read(file, when, sink, skipping);
            }
            sink.finish();
            return sink.sightings();
        } catch (UncheckedIOException e) {
            throw new DnsFileException(folder, 0, "cannot be written: " + e.getMessage());
        }
    }

    /**
     * Opens a folder for look-ups. A folder that breaks later gives failed answers.
     *
     * @throws DnsFileException where it holds no archive
     */
    public static Archive open(Path folder) {
        return new Archive(new RocksStore(RocksFolder.open(folder, false)), Answer.Via.ARCHIVE);
    }

    /**
     * Writes every sighting as a row of NDJSON, by name, and none twice; that a zone was held whole is not in it.
     *
     * @return rows written
     * @throws DnsFileException where the folder cannot be read
     */
    public static long export(Path folder, OutputStream out) throws IOException {
        long[] rows = {0};
        try (RocksFolder opened = RocksFolder.open(folder, false)) {
            for (byte letter : new byte[] {RocksFolder.DATA, RocksFolder.NEGATIVE}) {
                opened.visit(letter, (name, value) -> {
                    rows[0] += write(name, value, out);
                    return true;
                });
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return rows[0];
    }

    private static int write(DomainName name, byte[] value, OutputStream out) {
        try {
            // Not merged: that a value was seen in between says that another may not have been there.
            List<Sighting> sightings =
                    SightingCodec.decodeAll(value).stream().distinct().toList();
            for (Sighting sighting : sightings) {
                out.write(PassiveDns.row(name, sighting));
                out.write('\n');
            }
            return sightings.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
