package io.sealstream.job.sources;

import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Intake;
import io.sealstream.serde.archive.ArchiveSettings;
import io.sealstream.serde.archive.MailArchive;
import io.sealstream.serde.flat.FlatTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Mail from archives of every form that {@link MailArchive} reads: one split for each directory, the messages in it in the order
 * of their names, and one for each file that is named. After a restart a split is read again up to where it was.
 */
public final class ArchiveSource
        implements Source<Intake, ArchiveSplit, Collection<ArchiveSplit>>, ResultTypeQueryable<Intake> {
    private static final long serialVersionUID = 1L;

    private final List<String> paths;
    private final int maxMessageBytes;
    private final Mail.@Nullable Fidelity fidelity;

    /** @param paths files and directories, that every TaskManager sees */
    public ArchiveSource(List<String> paths, ArchiveSettings settings) {
        this.paths = List.copyOf(paths);
        this.maxMessageBytes = settings.maxMessageBytes();
        this.fidelity = settings.fidelity();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<ArchiveSplit, Collection<ArchiveSplit>> createEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context) {
        List<ArchiveSplit> splits = new ArrayList<>();
        for (String path : paths) {
            for (Path part : MailArchive.parts(Path.of(path))) {
                splits.add(new ArchiveSplit(part.toString(), 0, maxMessageBytes, fidelity));
            }
        }
        return new IteratorSourceEnumerator<>(context, splits);
    }

    @Override
    public SplitEnumerator<ArchiveSplit, Collection<ArchiveSplit>> restoreEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context, Collection<ArchiveSplit> unread) {
        return new IteratorSourceEnumerator<>(context, unread);
    }

    @Override
    public SourceReader<Intake, ArchiveSplit> createReader(SourceReaderContext context) {
        return new Reader(context);
    }

    /**
     * Closes the file under way where the reader is closed before its end. At its end it has nothing more to be asked for: in a
     * source of several it would else be asked at once, again and again, until the readers of all subtasks are at theirs.
     */
    private static final class Reader extends IteratorSourceReader<Intake, ArchiveSplit.Messages, ArchiveSplit> {
        private final CompletableFuture<Void> never = new CompletableFuture<>();
        private boolean ended;

        Reader(SourceReaderContext context) {
            super(context);
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Intake> out) {
            InputStatus status = super.pollNext(out);
            ended = status == InputStatus.END_OF_INPUT;
            return status;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return ended ? never : super.isAvailable();
        }

        @Override
        @SuppressWarnings("NullAway") // null between splits
        public void close() throws Exception {
            if (iterator != null) {
                iterator.close();
            }
            super.close();
        }
    }

    @Override
    public SimpleVersionedSerializer<ArchiveSplit> getSplitSerializer() {
        return new ArchiveSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<ArchiveSplit>> getEnumeratorCheckpointSerializer() {
        return new ArchiveSplitSerializer.OfSeveral();
    }

    @Override
    public TypeInformation<Intake> getProducedType() {
        return FlatTypes.INTAKE;
    }
}
