package io.sealstream.functions.dns;

import java.nio.file.Path;

/** A file of DNS data that cannot be used. The message is one line: {@code file:line: reason}. */
public final class DnsFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long line;
    private final String reason;

    /** @param line counted from 1; 0 where no line is to blame */
    public DnsFileException(Path file, long line, String reason) {
        super(file + (line > 0 ? ":" + line : "") + ": " + reason);
        this.file = file;
        this.line = line;
        this.reason = reason;
    }

    public Path file() {
        return file;
    }

    /** Counted from 1; 0 where no line is to blame. */
    public long line() {
        return line;
    }

    public String reason() {
        return reason;
    }
}
