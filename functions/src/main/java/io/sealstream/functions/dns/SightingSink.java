package io.sealstream.functions.dns;

import io.sealstream.functions.dns.SightingStore.ClosedZone;
import io.sealstream.mailauth.dns.DomainName;

/** Takes what a file holds. */
interface SightingSink {
    /**
     * Takes one sighting.
     *
     * @throws MalformedRowException where there is no room for it
     */
    void add(DomainName name, Sighting sighting) throws MalformedRowException;

    /** The name has records of types that nobody asks for. */
    void exists(DomainName name);

    void zone(ClosedZone zone);

    /** A zone above delegates this name. */
    void cut(DomainName name);
}
