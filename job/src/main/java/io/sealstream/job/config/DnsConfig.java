package io.sealstream.job.config;

import io.sealstream.functions.authenticate.DnsSourceFactory;
import io.sealstream.functions.dns.DnsSource;
import java.io.IOException;
import java.time.Instant;
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

    @Override
    public DnsSource open() throws IOException {
        throw new IOException("not yet");
    }
}
