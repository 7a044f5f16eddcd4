package io.sealstream.cli.sample;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of the sample, its envelope, and what is to be found.
 *
 * @param id its path without the suffix, such as {@code dkim/expired}
 * @param content its octets, as on the wire
 */
record SampleMessage(String id, byte[] content, Arrival envelope, Expected expected) {
    private static final int STORED_PLAIN = 64 * 1024;

    /** What the transport knew; null: it did not say. */
    record Arrival(
            @Nullable String clientIp,
            @Nullable String helo,
            @Nullable String mailFrom,
            List<String> rcptTo,
            @Nullable Instant receivedAt) {
        static final Arrival UNKNOWN = new Arrival(null, null, null, List.of(), null);
    }

    /**
     * The results, in the words of the verdict.
     *
     * @param dkim of each signature from the top, with commas between; {@code none} without one
     * @param compauth {@code -} where the verdict has none
     * @param reason {@code -} where the verdict has none
     * @param why the fact that decides, for a person
     */
    record Expected(String spf, String dkim, String arc, String dmarc, String compauth, String reason, String why) {}

    boolean isCompressed() {
        return content.length > STORED_PLAIN;
    }

    String path() {
        return "mail/" + id + (isCompressed() ? ".eml.gz" : ".eml");
    }
}
