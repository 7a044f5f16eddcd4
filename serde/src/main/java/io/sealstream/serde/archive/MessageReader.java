package io.sealstream.serde.archive;

import io.sealstream.serde.Intake;
import org.jspecify.annotations.Nullable;

/** Reads the messages of one file, in order. Nothing that the file holds, or lacks, throws. */
interface MessageReader {
    /** The next one; null: no more. */
    @Nullable
    Intake next();
}
