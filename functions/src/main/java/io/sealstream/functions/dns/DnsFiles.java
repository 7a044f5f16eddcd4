package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.serde.archive.Decompression;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Files of DNS data, read into memory: zone files ({@link ZoneFile}) and NDJSON ({@link PassiveDns}), each also with gzip or
 * zstd, of one member or several.
 */
public final class DnsFiles {
    private static final int LOOK_AHEAD = 4096;

    private DnsFiles() {}

    /**
     * Reads every file whole. Which form one has is told by its name ({@code .ndjson}, {@code .jsonl}, {@code .json};
     * {@code .zone}, {@code .db}), else by its first character that is not white space.
     *
     * @param observed when what is in the files was seen, unless a row says otherwise; null: it speaks for all times
     * @param closedWorld whether what the files don't hold does not exist; else it is not observed, but below a SOA record
     * @throws DnsFileException where a file cannot be read or a line cannot be understood
     */
    public static Archive load(List<Path> files, @Nullable Instant observed, boolean closedWorld) {
        Observation when = observed == null ? Observation.ALWAYS : Observation.at(observed);
        MemoryStore.Builder store = new MemoryStore.Builder(closedWorld ? when : null);
        for (Path file : files) {
            read(file, when, store, SkippedLines.NONE);
        }
        return new Archive(store.build(), Answer.Via.FILE);
    }

    /**
     * Opens files and folders of {@link RocksArchive}, the folders before the files.
     *
     * @param observed and {@code closedWorld} as {@link #load} takes them, for the files
     * @throws DnsFileException where one cannot be read or understood
     */
    public static DnsSource open(List<Path> paths, @Nullable Instant observed, boolean closedWorld) {
        List<DnsSource> sources = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try {
            for (Path path : paths) {
                if (Files.isDirectory(path)) {
                    sources.add(RocksArchive.open(path));
                } else {
                    files.add(path);
                }
            }
            if (closedWorld || !files.isEmpty()) {
                sources.add(load(files, observed, closedWorld));
            }
            return DnsChain.of(sources);
        } catch (DnsFileException unusable) {
            sources.forEach(DnsSource::close);
            throw unusable;
        }
    }

    static void read(Path file, Observation when, SightingSink sink, SkippedLines skipping) {
        try (InputStream octets = new BoundedExpansion(Files.newInputStream(file), file.toString());
                InputStream in = new BufferedInputStream(octets, 1 << 16)) {
            if (isNdjson(file, in)) {
                PassiveDns.read(file, in, when, sink, skipping);
            } else {
                ZoneFile.read(file, in, when, sink);
            }
        } catch (NoSuchFileException e) {
            throw new DnsFileException(file, 0, "no such file");
        } catch (IOException e) {
            throw new DnsFileException(file, 0, "cannot be read: " + e.getMessage());
        }
    }

    private static boolean isNdjson(Path file, InputStream in) throws IOException {
        String name = Decompression.withoutEnding(file.toString().toLowerCase(Locale.ROOT));
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".json")) {
            return true;
        }
        if (name.endsWith(".zone") || name.endsWith(".db")) {
            return false;
        }
        in.mark(LOOK_AHEAD);
        byte[] head = in.readNBytes(LOOK_AHEAD);
        in.reset();
        for (byte octet : head) {
            if (octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n') {
                return octet == '{';
            }
        }
        return false;
    }
}
