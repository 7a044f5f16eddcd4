package io.sealstream.functions.signals;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the steps are told.
 *
 * @param days how many days before a message are known; what is older is forgotten
 * @param journals addresses that copies of all mail are sent to, and infrastructures that send such copies
 * @param recipientsKey of the hashes by which recipients are remembered; shared, read-only
 */
public record SignalSettings(int days, Set<String> journals, byte[] recipientsKey) implements Serializable {
    public static final int DEFAULT_DAYS = 90;

    /** The thresholds speak of 30 days of history. */
    public static final int LEAST_DAYS = 31;

    /** The buckets of a day are one row in a value that is read and written with each message. */
    public static final int MOST_DAYS = 400;

    private static final long serialVersionUID = 1L;

    /** In the place of a key: hashes by it can be tried by whoever reads the state. */
    private static final byte[] NO_KEY = {0};

    public static final SignalSettings DEFAULT = of(DEFAULT_DAYS, List.of());

    public SignalSettings {
        journals =
                journals.stream().map(entry -> entry.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Settings without a key. */
    public static SignalSettings of(int days, List<String> journals) {
        return new SignalSettings(days, Set.copyOf(journals), NO_KEY);
    }

    boolean isJournal(String addressOrInfrastructure) {
        return journals.contains(addressOrInfrastructure.toLowerCase(Locale.ROOT));
    }
}
