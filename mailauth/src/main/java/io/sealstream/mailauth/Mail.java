package io.sealstream.mailauth;

/**
 * A message to authenticate.
 *
 * @param id the producer's, else {@code topic/partition/offset} or {@code path#offset}
 * @param bytes the raw RFC 5322 message; shared, read-only
 */
public record Mail(String id, Origin origin, Fidelity fidelity, Envelope envelope, byte[] bytes) {

    public Mail with(Envelope other) {
        return new Mail(id, origin, fidelity, other, bytes);
    }

    /**
     * Where the message was read.
     *
     * @param container the topic, or the path of the file
     * @param partition of the topic; -1 for a file
     * @param offset of the record in its partition, or of the message's first octet in the file
     * @param timestamp the record's own time in epoch milliseconds; -1 where it has none
     */
    public record Origin(String container, int partition, long offset, long timestamp) {
        public static Origin file(String path, long offset) {
            return new Origin(path, -1, offset, -1);
        }

        public boolean isFile() {
            return partition < 0;
        }

        /** {@code topic/partition/offset} or {@code path#offset}. */
        public String text() {
            return isFile() ? container + "#" + offset : container + "/" + partition + "/" + offset;
        }
    }

    /** How near this copy of the message is to what the receiver took. */
    public enum Fidelity {
        /** Octet by octet: from an MTA. */
        WIRE,
        /** From a file: line endings, {@code From } quoting and trace fields may differ. */
        STORED,
        /** Composed anew by a mail store. */
        REBUILT
    }
}
