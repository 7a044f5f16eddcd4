package io.sealstream.functions.authenticate;

import io.sealstream.functions.dns.DnsSource;
import java.io.IOException;
import java.io.Serializable;

/** Travels to the TaskManagers with the job, and opens there the DNS source that the job's subtasks share. */
@FunctionalInterface
public interface DnsSourceFactory extends Serializable {
    /**
     * Opens the source.
     *
     * @throws IOException with a message of one line, such as a file that is not there: the job fails with it
     */
    DnsSource open() throws IOException;
}
