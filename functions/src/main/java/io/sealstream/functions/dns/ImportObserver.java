package io.sealstream.functions.dns;

import java.nio.file.Path;

/** Is told how an import goes on. */
public interface ImportObserver {
    /** Now and then: how many sightings were taken. */
    void taken(long sightings);

    /**
     * A line of NDJSON that cannot be understood was skipped.
     *
     * @param line from 1
     * @param reason short, and without control characters
     */
    void skipped(Path file, long line, String reason);
}
