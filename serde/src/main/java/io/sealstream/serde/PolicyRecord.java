package io.sealstream.serde;

/**
 * A policy as a topic holds it, not yet read.
 *
 * @param document YAML or JSON in UTF-8; empty: the record has no value; shared, read-only
 */
public record PolicyRecord(String topic, long offset, byte[] document) {

    /** The name by which errors call the document: {@code mail.policy@7}. */
    public String name() {
        return topic + "@" + offset;
    }
}
