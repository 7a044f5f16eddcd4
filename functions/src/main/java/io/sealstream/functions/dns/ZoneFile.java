package io.sealstream.functions.dns;

import io.sealstream.functions.dns.SightingStore.ClosedZone;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TTL;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Zone files (RFC 1035 §5), one or more zones in each. A zone whose SOA record is there is taken to be whole. Departs from the
 * RFC where people do: a name is absolute without $ORIGIN, a TTL is not needed, a character string may be too long, and the
 * records of one zone may stand without its SOA, in any order. {@code $INCLUDE} and {@code $GENERATE} are refused.
 */
final class ZoneFile {
    /** Stands for a TTL that is nowhere given. */
    private static final long NO_TTL = TTL.MAX_VALUE;

    private static final String UNNAMED = "<none>:";

    private final Path path;
    private final Observation when;
    private final SightingSink sink;
    private final Map<DomainName, SOARecord> apexes = new HashMap<>();
    private final Set<DomainName> delegated = new HashSet<>();
    private long records;

    private ZoneFile(Path path, Observation when, SightingSink sink) {
        this.path = path;
        this.when = when;
        this.sink = sink;
    }

    /** Reads the whole file into {@code sink}. */
    static void read(Path path, InputStream in, Observation when, SightingSink sink) {
        new ZoneFile(path, when, sink).read(in);
    }

    private void read(InputStream in) {
        try (Master master = new Master(new ZoneText(in), Name.root, NO_TTL)) {
            master.disableIncludes(true);
            master.expandGenerate(false);
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records++;
                take(record);
            }
            if (master.generators().hasNext()) {
                throw new MalformedRowException("$GENERATE is not read"); // a line of it may stand for billions
            }
        } catch (TextParseException e) {
            throw located(String.valueOf(e.getMessage()));
        } catch (IOException | MalformedRowException | RuntimeException e) {
            throw new DnsFileException(path, 0, "after " + records + " records: " + e.getMessage());
        }
        close();
    }

    private void take(Record record) throws MalformedRowException {
        DomainName owner = Names.domainName(record.getName());
        if (owner == null || record.getDClass() != DClass.IN) {
            return;
        }
        if (record instanceof SOARecord soa) {
            apexes.put(owner, soa);
        } else if (record.getType() == Type.NS) {
            delegated.add(owner);
        }
        Seen seen = Records.seen(record);
        if (seen == null) {
            sink.exists(owner);
        } else {
            sink.add(owner, new Sighting(Records.type(record.getType()), seen, ttl(record), when));
        }
    }

    private static int ttl(Record record) {
        return record.getTTL() == NO_TTL ? -1 : (int) record.getTTL();
    }

    private void close() {
        delegated.removeAll(apexes.keySet());
        delegated.forEach(sink::cut);
        apexes.forEach((origin, soa) -> {
            int ttl = (int) Math.min(soa.getTTL(), soa.getMinimum()); // RFC 2308 §5
            sink.zone(new ClosedZone(origin, when, ttl));
        });
    }

    /** The parser's message begins {@code <none>:17: }. */
    private DnsFileException located(String message) {
        int digits = UNNAMED.length();
        int end = message.indexOf(": ", digits);
        if (message.startsWith(UNNAMED) && end > digits && end - digits < 10) {
            String line = message.substring(digits, end);
            if (line.chars().allMatch(c -> c >= '0' && c <= '9')) {
                String reason = message.substring(end + 2);
                // There the parser has counted the line end already.
                long past = reason.startsWith("newline in") ? 1 : 0;
                return new DnsFileException(path, Long.parseLong(line) - past, reason);
            }
        }
        return new DnsFileException(path, 0, "after " + records + " records: " + message);
    }
}
