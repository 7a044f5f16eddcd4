package io.sealstream.serde.archive;

import io.sealstream.mailauth.Mail;
import org.jspecify.annotations.Nullable;

/**
 * How an archive is read.
 *
 * @param maxMessageBytes octets that a message may have, 1 to 2^30
 * @param fidelity of every message; null: wire for an NDJSON line's {@code raw}, which has the octets as Kafka would, else stored
 */
public record ArchiveSettings(int maxMessageBytes, Mail.@Nullable Fidelity fidelity) {
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 32 << 20;

    public static final ArchiveSettings DEFAULT = new ArchiveSettings(DEFAULT_MAX_MESSAGE_BYTES, null);

    public ArchiveSettings(int maxMessageBytes, Mail.@Nullable Fidelity fidelity) {
        if (maxMessageBytes < 1 || maxMessageBytes > 1 << 30) {
            throw new IllegalArgumentException("a limit of 1 to 2^30 octets, not " + maxMessageBytes);
        }
        this.maxMessageBytes = maxMessageBytes;
        this.fidelity = fidelity;
    }

    Mail.Fidelity fidelityOr(Mail.Fidelity usual) {
        return fidelity == null ? usual : fidelity;
    }
}
