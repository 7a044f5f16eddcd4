package io.sealstream.cli;

import java.util.Locale;

/**
 * One thing to know of what a domain publishes.
 *
 * @param word what it is, for a program
 * @param text the same for a person, on one line; what DNS said in it is not yet fit for a terminal
 */
record PostureFinding(Grade grade, String word, String text) {
    /** How bad it is. */
    enum Grade {
        /** Mail of the domain fails, or forged mail does not. */
        PROBLEM,
        /** Weak, or out of the ordinary. */
        NOTE,
        OK,
        /** DNS failed or was not observed: no statement about the domain. */
        UNKNOWN
    }

    static PostureFinding problem(String word, String text) {
        return new PostureFinding(Grade.PROBLEM, word, text);
    }

    static PostureFinding note(String word, String text) {
        return new PostureFinding(Grade.NOTE, word, text);
    }

    static PostureFinding ok(String word, String text) {
        return new PostureFinding(Grade.OK, word, text);
    }

    static PostureFinding unknown(String word, String text) {
        return new PostureFinding(Grade.UNKNOWN, word, text);
    }

    /** The constant as programs read it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
