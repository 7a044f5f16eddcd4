package io.sealstream.job.config;

import io.sealstream.functions.authenticate.DnsSourceFactory;
import io.sealstream.functions.dns.DnsChain;
import io.sealstream.functions.dns.DnsFileException;
import io.sealstream.functions.dns.DnsFiles;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.functions.dns.FirstAnswers;
import io.sealstream.functions.dns.NotAsked;
import io.sealstream.functions.dns.ReplayLog;
import io.sealstream.functions.dns.Resolvers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where DNS answers come from, as plain values that travel with the job.
 *
 * @param files zone files, NDJSON and folders of archives, on a path that every TaskManager sees
 * @param observed when what is in the files was seen; null: it speaks for all times
 * @param closedWorld whether what the files don't hold does not exist
 * @param resolvers {@code HOST[:PORT]}; empty: those of the system
 * @param replay logs of a recorded run
 * @param oneView whether the first live answer to a question holds for the whole run, for its log
 */
public record DnsConfig(
        Mode mode,
        List<String> files,
        @Nullable Instant observed,
        boolean closedWorld,
        List<String> resolvers,
        List<String> replay,
        boolean oneView)
        implements DnsSourceFactory {
    /** The chains of sources. */
    public enum Mode {
        /** The files; nobody is asked. */
        ARCHIVE,
        /** Resolvers alone. */
        LIVE,
        /** The files, and resolvers for what they don't tell. */
        ARCHIVE_THEN_LIVE,
        /** The log of a recorded run alone. */
        REPLAY;

        boolean reads() {
            return this == ARCHIVE || this == ARCHIVE_THEN_LIVE;
        }

        boolean asks() {
            return this == LIVE || this == ARCHIVE_THEN_LIVE;
        }
    }

    static DnsConfig read(Section section, boolean oneView) throws ConfigException {
        List<String> files = section.list("files");
        List<String> resolvers = section.list("resolvers");
        List<String> replay = section.list("replay");
        DnsConfig dns = new DnsConfig(
                section.choice("mode", modeOf(files, resolvers, replay)),
                files,
                section.time("observed"),
                section.flag("closed-world", false),
                resolvers,
                replay,
                oneView);
        dns.check(section);
        return dns;
    }

    /** The mode that is meant where none is given. */
    private static Mode modeOf(List<String> files, List<String> resolvers, List<String> replay) {
        if (!replay.isEmpty()) {
            return Mode.REPLAY;
        }
        if (resolvers.isEmpty()) {
            return Mode.ARCHIVE;
        }
        return files.isEmpty() ? Mode.LIVE : Mode.ARCHIVE_THEN_LIVE;
    }

    private void check(Section section) throws ConfigException {
        String word = mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
        boolean aboutFiles = !files.isEmpty() || observed != null || closedWorld;
        if (aboutFiles && !mode.reads()) {
            throw section.wrong("mode", "archive or archive-then-live where files are given", word);
        }
        if (!resolvers.isEmpty() && !mode.asks()) {
            throw section.wrong("mode", "live or archive-then-live where resolvers are given", word);
        }
        if (replay.isEmpty() == (mode == Mode.REPLAY)) {
            throw section.wrong("mode", "replay where dns.replay names a log, and only there", word);
        }
    }

    @Override
    public DnsSource open() throws IOException {
        List<DnsSource> chain = new ArrayList<>();
        try {
            if (mode == Mode.REPLAY) {
                chain.add(ReplayLog.load(paths(replay)));
            }
            if (!files.isEmpty() || closedWorld) {
                chain.add(DnsFiles.open(paths(files), observed, closedWorld));
            }
            chain.add(mode.asks() ? live() : new NotAsked());
            return DnsChain.of(chain);
        } catch (DnsFileException | IllegalArgumentException e) {
            chain.forEach(DnsSource::close);
            throw new IOException("dns: " + e.getMessage(), e);
        }
    }

    private DnsSource live() {
        DnsSource live = Resolvers.open(resolvers);
        return oneView ? new FirstAnswers(live) : live;
    }

    private static List<Path> paths(List<String> names) {
        return names.stream().map(Path::of).toList();
    }
}
