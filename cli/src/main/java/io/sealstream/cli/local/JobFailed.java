package io.sealstream.cli.local;

/** A job that did not end well; the message is one line for a person: the first cause. */
public final class JobFailed extends Exception {
    private static final long serialVersionUID = 1L;

    JobFailed(String message, Throwable cause) {
        super(message, cause);
    }

    static JobFailed of(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        String message = first.getMessage();
        return new JobFailed(message == null ? first.getClass().getSimpleName() : message, failure);
    }
}
