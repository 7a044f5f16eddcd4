package io.sealstream.job.sources;

import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Intake;
import io.sealstream.serde.archive.ArchiveSettings;
import io.sealstream.serde.archive.MailArchive;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.jspecify.annotations.Nullable;

/**
 * A file, or the files of a directory without those below it.
 *
 * @param taken messages that were read before
 */
record ArchiveSplit(String path, long taken, int maxMessageBytes, Mail.@Nullable Fidelity fidelity)
        implements IteratorSourceSplit<Intake, ArchiveSplit.Messages> {
    @Override
    public String splitId() {
        return path;
    }

    @Override
    public Messages getIterator() {
        return new Messages(MailArchive.openPart(Path.of(path), new ArchiveSettings(maxMessageBytes, fidelity)), taken);
    }

    @Override
    public ArchiveSplit getUpdatedSplitForIterator(Messages messages) {
        return new ArchiveSplit(path, messages.taken, maxMessageBytes, fidelity);
    }

    /** The messages that are left. */
    static final class Messages implements Iterator<Intake>, Closeable {
        private final MailArchive archive;
        private long taken;

        Messages(MailArchive archive, long passedOver) {
            this.archive = archive;
            while (taken < passedOver && hasNext()) {
                next();
            }
        }

        @Override
        public boolean hasNext() {
            return archive.hasNext();
        }

        @Override
        public Intake next() {
            taken++;
            return archive.next();
        }

        @Override
        public void close() {
            archive.close();
        }
    }
}
