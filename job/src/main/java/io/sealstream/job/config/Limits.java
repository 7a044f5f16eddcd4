package io.sealstream.job.config;

/**
 * What is too large.
 *
 * @param maxMessageBytes octets of the largest message that is authenticated; larger ones become dead letters
 * @param deadLetterMaxBytes octets of the largest original that a dead letter carries whole
 */
public record Limits(int maxMessageBytes, int deadLetterMaxBytes) {
    public static final Limits DEFAULT = new Limits(32 << 20, 900 << 10);

    /** A record beyond this is no mail, and one that is held in memory whole must not be larger. */
    private static final int MOST = 1 << 30;

    /** What is kept of a dead letter that is cut: its limit is not below. */
    private static final int CUT = 64 << 10;

    static Limits read(Section section) throws ConfigException {
        Limits limits = new Limits((int) section.octets("max-message-bytes", DEFAULT.maxMessageBytes, 1, MOST), (int)
                section.octets("dead-letter-max-bytes", DEFAULT.deadLetterMaxBytes, CUT, MOST));
        section.end();
        return limits;
    }
}
