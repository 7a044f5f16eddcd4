package io.sealstream.mailauth.dns;

/**
 * Says that the core came to a question whose answer is not known yet: it has to be resolved, and the core run again. It
 * carries no stack trace, for it is control flow, and is raised only by {@link Dns} implementations that resolve elsewhere.
 */
public final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Question question;

    public Unanswered(Question question) {
        super(null, null, false, false);
        this.question = question;
    }

    public Question question() {
        return question;
    }
}
