package io.sealstream.job.config;

import io.sealstream.functions.authenticate.DnsSourceFactory;
import io.sealstream.functions.dns.DnsChain;
import io.sealstream.functions.dns.DnsFileException;
import io.sealstream.functions.dns.DnsFiles;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.functions.dns.NotAsked;
import io.sealstream.functions.dns.Resolvers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where DNS answers come from, as plain values that travel with the job.
 *
 * @param files zone files and NDJSON, on a path that every TaskManager sees
 * @param observed when what is in the files was seen; null: it speaks for all times
 * @param closedWorld whether what the files don't hold does not exist
 * @param live whether what the files don't tell is asked
 * @param resolvers {@code HOST[:PORT]}; empty: those of the system
 */
public record DnsConfig(
        List<String> files, @Nullable Instant observed, boolean closedWorld, boolean live, List<String> resolvers)
        implements DnsSourceFactory {
    static DnsConfig read(Section section) throws ConfigException {
        List<String> resolvers = section.list("resolvers");
        DnsConfig dns = new DnsConfig(
                section.list("files"),
                section.time("observed"),
                section.flag("closed-world", false),
                section.flag("live", !resolvers.isEmpty()),
                resolvers);
        if (!dns.live && !resolvers.isEmpty()) {
            throw section.wrong("live", "true where resolvers are given", "false");
        }
        section.end();
        return dns;
    }

    /** The files first; what they don't tell is asked live, or nobody is asked. */
    @Override
    public DnsSource open() throws IOException {
        List<DnsSource> chain = new ArrayList<>();
        try {
            if (!files.isEmpty()) {
                chain.add(DnsFiles.load(files.stream().map(Path::of).toList(), observed, closedWorld));
            }
            chain.add(live ? Resolvers.open(resolvers) : new NotAsked());
            return DnsChain.of(chain);
        } catch (DnsFileException | IllegalArgumentException e) {
            chain.forEach(DnsSource::close);
            throw new IOException("dns: " + e.getMessage(), e);
        }
    }
}
