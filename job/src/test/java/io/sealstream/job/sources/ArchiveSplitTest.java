package io.sealstream.job.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Mail.Fidelity;
import io.sealstream.serde.Intake;
import io.sealstream.serde.archive.ArchiveSettings;
import io.sealstream.serde.archive.MailArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSplitTest {
    @TempDir
    private Path root;

    @BeforeEach
    void archive() throws IOException {
        write("b.eml", "From: b@fabrikam.com\n\n");
        write("a/a.eml", "From: a@fabrikam.com\n\n");
        write("a/deep/m.mbox", "From x\nFrom: 1@fabrikam.com\n\n\nFrom x\nFrom: 2@fabrikam.com\n\n");
        write("maildir/new/1", "From: n@fabrikam.com\n\n");
        write("maildir/cur/2", "From: c@fabrikam.com\n\n");
        write("maildir/.Sub/cur/3", "From: s@fabrikam.com\n\n");
        Files.createDirectories(root.resolve("maildir/.Sub/new"));
        write(".hidden/x.eml", "From: x@fabrikam.com\n\n");
    }

    private void write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void theSplitsOfAPathHoldWhatItHolds() {
        List<String> parts = new ArrayList<>();
        for (Path part : MailArchive.parts(root)) {
            parts.addAll(origins(split(part, 0).getIterator()));
        }
        List<String> whole =
                origins(MailArchive.open(List.of(root), InputStream.nullInputStream(), ArchiveSettings.DEFAULT));
        assertThat(parts).containsExactlyInAnyOrderElementsOf(whole).hasSize(7);
        assertThat(MailArchive.parts(root.resolve("b.eml"))).containsExactly(root.resolve("b.eml"));
    }

    @Test
    void aSplitGoesOnWhereItWas() {
        ArchiveSplit split = split(root.resolve("a/deep/m.mbox"), 0);
        ArchiveSplit.Messages messages = split.getIterator();
        Intake first = messages.next();
        ArchiveSplit rest = split.getUpdatedSplitForIterator(messages);
        assertThat(rest.taken()).isEqualTo(1);
        assertThat(origins(rest.getIterator()))
                .hasSize(1)
                .doesNotContain(first.origin().text());
        assertThat(origins(split(root.resolve("b.eml"), 9).getIterator())).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThat(origins(split(root.resolve("absent.eml"), 0).getIterator()))
                .containsExactly(root.resolve("absent.eml") + "#0");
    }

    @Test
    void checkpointsGiveSplitsBack() throws IOException {
        ArchiveSplit split = new ArchiveSplit("/mail/\u00fc", 7, 1024, null);
        ArchiveSplit other = new ArchiveSplit("/mail", 0, 1024, Fidelity.REBUILT);
        ArchiveSplitSerializer one = new ArchiveSplitSerializer();
        assertThat(one.deserialize(one.getVersion(), one.serialize(split))).isEqualTo(split);
        ArchiveSplitSerializer.OfSeveral several = new ArchiveSplitSerializer.OfSeveral();
        assertThat(several.deserialize(several.getVersion(), several.serialize(List.of(split, other))))
                .containsExactly(split, other);
    }

    private static ArchiveSplit split(Path path, long taken) {
        return new ArchiveSplit(path.toString(), taken, 1 << 20, null);
    }

    private static List<String> origins(Iterator<Intake> messages) {
        List<String> origins = new ArrayList<>();
        messages.forEachRemaining(intake -> origins.add(intake.origin().text()));
        return origins;
    }
}
