package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an archive holds, by name. Read by many threads. */
interface SightingStore extends AutoCloseable {
    /** All that was seen at a name itself, merged; empty where nothing was. */
    List<Sighting> at(DomainName name);

    /** Whether an absence or a failure may be held at the name itself. */
    boolean mayBeDenied(DomainName name);

    /** Whether a record is held for the name or for one below it. */
    boolean exists(DomainName name);

    /** The zone whose SOA record stands at this very name and is held; null: none. */
    @Nullable
    ClosedZone zoneAt(DomainName origin);

    /** Whether a zone above delegates this name (RFC 1034 §4.2.1): of what lies here and below, that zone says nothing. */
    boolean isCut(DomainName name);

    /** When it was that whatever is not held did not exist; null: what is not held is not known. */
    @Nullable
    Observation closedWorld();

    @Override
    default void close() {}

    /**
     * A zone that is held whole: what is absent from it did not exist.
     *
     * @param when its observation time
     * @param negativeTtl in seconds (RFC 2308 §5)
     */
    record ClosedZone(DomainName origin, Observation when, int negativeTtl) {}
}
