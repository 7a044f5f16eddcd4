package io.sealstream.functions.dns;

import java.nio.file.Path;

/** What becomes of a line that cannot be understood. */
@FunctionalInterface
interface SkippedLines {
    /** It ends the reading. */
    SkippedLines NONE = (file, line, reason) -> {
        throw new DnsFileException(file, line, reason);
    };

    /** Skips the line, or ends the reading with a {@link DnsFileException}. */
    void skipped(Path file, long line, String reason);
}
