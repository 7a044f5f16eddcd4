package io.sealstream.mailauth.dns;

import org.jspecify.annotations.Nullable;

/**
 * The only way in which the core asks DNS. Every outcome, failures included, is an {@link Answer}; an implementation over
 * answers known so far throws {@link Unanswered}, the one exception that the core lets through.
 */
@FunctionalInterface
public interface Dns {
    Answer lookup(Question question);

    /** The key under which a log of answers holds this one; null: there is none. */
    default @Nullable String digest(Question question, Answer answer) {
        return null;
    }
}
