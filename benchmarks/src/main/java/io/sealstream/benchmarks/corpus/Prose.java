package io.sealstream.benchmarks.corpus;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Words and identifiers as commercial mail has them. */
final class Prose {
    private static final List<String> WORDS =
            List.of(("account agenda and annual attached balance board browser budget click"
                            + " confirm contact customer deadline delivery discount document for from here in information invoice"
                            + " meeting monthly newsletter notice of offer online order our parcel password payment please policy"
                            + " privacy project quarterly receipt regards renewal report request review schedule security service"
                            + " shipping statement subscription support team thank the ticket to unsubscribe update view your")
                    .split(" "));

    private Prose() {}

    static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    static String words(Random random, int count) {
        StringBuilder words = new StringBuilder(8 * count);
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append(word(random));
        }
        return words.toString();
    }

    /** A display name. */
    static String name(Random random) {
        return capital(word(random)) + " " + capital(word(random));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Twice as many hexadecimal digits. */
    static String hex(Random random, int octets) {
        byte[] value = new byte[octets];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }
}
