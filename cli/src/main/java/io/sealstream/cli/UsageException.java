package io.sealstream.cli;

/** Something that the user gave cannot be used: one clear line, or one for each of several problems; exit code 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String lines) {
        super(lines);
    }
}
