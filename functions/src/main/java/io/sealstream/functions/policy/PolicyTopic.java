package io.sealstream.functions.policy;

import io.sealstream.serde.PolicyRecord;
import java.io.Serializable;
import java.util.List;

/** A topic whose records are policies, the last of which is in force. Travels with the job. */
public interface PolicyTopic extends Serializable {
    /** How many of the newest records are tried until one can be used. */
    int MAX_TRIED = 100;

    String name();

    /**
     * The newest records that the topic holds at this time, at most {@value #MAX_TRIED}, from the first to the last.
     *
     * @throws PolicyException in one line, where it cannot be read within its time
     */
    List<PolicyRecord> newest() throws PolicyException, InterruptedException;
}
