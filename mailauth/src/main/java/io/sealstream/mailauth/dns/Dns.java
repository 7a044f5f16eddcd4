package io.sealstream.mailauth.dns;

/**
 * The only way in which the core asks DNS. Every outcome, failures included, is an {@link Answer}; an implementation over
 * answers known so far throws {@link Unanswered}, the one exception that the core lets through.
 */
@FunctionalInterface
public interface Dns {
    Answer lookup(Question question);
}
