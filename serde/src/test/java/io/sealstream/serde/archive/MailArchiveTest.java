package io.sealstream.serde.archive;

import static io.sealstream.serde.archive.Archives.MESSAGE;
import static io.sealstream.serde.archive.Archives.gzip;
import static io.sealstream.serde.archive.Archives.joined;
import static io.sealstream.serde.archive.Archives.mail;
import static io.sealstream.serde.archive.Archives.octets;
import static io.sealstream.serde.archive.Archives.open;
import static io.sealstream.serde.archive.Archives.read;
import static io.sealstream.serde.archive.Archives.texts;
import static io.sealstream.serde.archive.Archives.unreadable;
import static io.sealstream.serde.archive.Archives.zstd;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailArchiveTest {
    private static final String MBOX = "From a@b.c Thu Jan  1 00:00:00 2026\nA: 1\n\nFrom x\nA: 2\n";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "a.eml, 'From: a', 1",
        "a.eml, '', 1",
        "a.EML, 'no header', 1",
        "a.txt, 'From: a', 1",
        "noending, 'X-Odd : a', 1",
        "a.txt, 'From a', 1",
        "a.jsonl, '', 0",
    })
    void theNameElseTheContentTellsTheFormat(String name, String content, int messages) {
        assertThat(read(content, name)).hasSize(messages).allMatch(Intake.Readable.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no header", "\u0089PNG\r\n\u001a\n", ": x", "[]"})
    void whatIsNoneOfTheFormatsIsUnreadable(String content) {
        assertThat(unreadable(read(content, "a.bin")).reason()).isEqualTo(Reason.BAD_FORMAT);
    }

    @Test
    void aFileIsOneMessageWithPathAndOffset() throws IOException {
        Path file = Files.writeString(directory.resolve("a.eml"), MESSAGE);
        Mail mail = mail(open(file));
        assertThat(mail.bytes()).isEqualTo(octets(MESSAGE));
        assertThat(mail.id()).isEqualTo(file + "#0");
        assertThat(mail.origin()).isEqualTo(Mail.Origin.file(file.toString(), 0));
        assertThat(mail.fidelity()).isEqualTo(Mail.Fidelity.STORED);
    }

    @Test
    void aMessageMayHaveSoManyOctetsAndNotOneMore() {
        ArchiveSettings settings = new ArchiveSettings(100_000, null);
        assertThat(mail(read(new byte[100_000], "a.eml", settings)).bytes()).hasSize(100_000);
        Unreadable over = unreadable(read(new byte[100_001], "a.eml", settings));
        assertThat(over.reason()).isEqualTo(Reason.OVERSIZED);
        assertThat(over.length()).isEqualTo(100_001);
        assertThat(over.bytes()).hasSize(MessageBuffer.KEPT);
    }

    @Test
    void aDirectoryIsReadInTheOrderOfNames() throws IOException {
        for (String name : List.of("b/2.eml", "a.mbox", "b/1.eml", ".hidden", "c.ndjson.gz", "b/.git/x")) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, name.endsWith(".gz") ? gzip(new byte[0]) : octets(name.endsWith(".mbox") ? MBOX : name));
        }
        assertThat(texts(open(directory))).containsExactly("A: 1\n", "A: 2\n", "b/1.eml", "b/2.eml");
    }

    @Test
    void ofAMaildirTheMessagesOfCurAndNewAreRead() throws IOException {
        for (String name :
                List.of("cur/1:2,S", "new/2", "tmp/3", ".Sent/cur/4", ".Sent/new/5", ".Sent/maildirfolder")) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        Files.writeString(directory.resolve("dovecot-uidlist"), "3 V1");
        assertThat(texts(open(directory))).containsExactly(".Sent/cur/4", ".Sent/new/5", "cur/1:2,S", "new/2");
    }

    @Test
    void whatCannotBeReadIsToldAndTheRestIsRead() throws IOException {
        Path sub = Files.createDirectory(directory.resolve("sub"));
        Files.writeString(sub.resolve("z.eml"), MESSAGE);
        Files.createSymbolicLink(sub.resolve("loop"), sub);
        Files.createSymbolicLink(sub.resolve("gone"), directory.resolve("nowhere"));
        Files.write(sub.resolve("n.eml.gz"), octets("no gzip"));
        Files.write(sub.resolve("n.eml.zst"), octets("no zstd"));
        assertThat(texts(open(directory.resolve("missing"), sub)))
                .containsExactly(
                        "!UNREADABLE_FILE",
                        "!UNREADABLE_FILE",
                        "!UNREADABLE_FILE",
                        "!UNREADABLE_FILE",
                        "!UNREADABLE_FILE",
                        MESSAGE);
        assertThat(unreadable(open(directory.resolve("missing"))).detail()).isEqualTo("no such file");
    }

    @Test
    void compressionIsUndone() throws IOException {
        byte[] plain = octets(MBOX);
        byte[] second = octets("\n" + MBOX);
        assertThat(texts(read(gzip(plain), "a.mbox.gz", ArchiveSettings.DEFAULT)))
                .containsExactly("A: 1\n", "A: 2\n");
        assertThat(texts(read(zstd(plain), "a.mbox.zst", ArchiveSettings.DEFAULT)))
                .containsExactly("A: 1\n", "A: 2\n");
        assertThat(read(joined(gzip(plain), gzip(second)), "a.mbox.gz", ArchiveSettings.DEFAULT))
                .hasSize(4);
        assertThat(read(joined(zstd(plain), zstd(second)), "a.mbox.zst", ArchiveSettings.DEFAULT))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"a.mbox.gz, 3", "a.mbox.gz, 50", "a.mbox.gz, 200000", "a.mbox.zst, 50"})
    void aTailThatIsNoCompressedDataIsTold(String name, int length) throws IOException {
        byte[] tail = new byte[length];
        Arrays.fill(tail, (byte) 'x');
        byte[] whole = name.endsWith("gz") ? gzip(octets(MBOX)) : zstd(octets(MBOX));
        assertThat(texts(read(joined(whole, tail), name, ArchiveSettings.DEFAULT)))
                .containsExactly("A: 1\n", "!UNREADABLE_FILE");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200_000})
    void zerosAfterAGzipArePadding(int length) throws IOException {
        byte[] padded = joined(gzip(octets(MBOX)), new byte[length]);
        assertThat(texts(read(padded, "a.mbox.gz", ArchiveSettings.DEFAULT))).containsExactly("A: 1\n", "A: 2\n");
    }

    @Test
    void theOffsetIsThatInTheUncompressedFile() throws IOException {
        assertThat(Archives.offsets(read(gzip(octets(MBOX)), "a.mbox.gz", ArchiveSettings.DEFAULT)))
                .isEqualTo(Archives.offsets(read(MBOX, "a.mbox")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mbox.gz", "a.mbox.zst"})
    void ofABrokenOffArchiveAllBeforeTheBreakIsRead(String name) throws IOException {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        byte[] plain = joined(octets(MBOX), noise);
        byte[] whole = name.endsWith("gz") ? gzip(plain) : zstd(plain);
        List<Intake> intakes = read(Arrays.copyOf(whole, whole.length - 100_000), name, ArchiveSettings.DEFAULT);
        assertThat(texts(intakes)).containsExactly("A: 1\n", "!UNREADABLE_FILE");
        Unreadable broken = (Unreadable) intakes.get(1);
        assertThat(broken.origin().offset()).isEqualTo(MBOX.indexOf("A: 2"));
        assertThat(broken.length()).isPositive();
        assertThat(broken.bytes()).startsWith(octets("A: 2\n"));
    }

    @Test
    void aFileThatBreaksOffBeforeItsFormatShowsIsToldAsBroken() throws IOException {
        byte[] cut = Arrays.copyOf(gzip(octets(MESSAGE)), 12);
        assertThat(unreadable(read(cut, "-", ArchiveSettings.DEFAULT)).reason()).isEqualTo(Reason.UNREADABLE_FILE);
    }

    @Test
    void aBrokenOffMessageOrLineIsTold() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        byte[] cut = Arrays.copyOf(gzip(noise), 50_000);
        Unreadable eml = unreadable(read(cut, "a.eml.gz", ArchiveSettings.DEFAULT));
        assertThat(eml.reason()).isEqualTo(Reason.UNREADABLE_FILE);
        assertThat(eml.length()).isPositive();
        List<Intake> lines = read(cut, "a.ndjson.gz", ArchiveSettings.DEFAULT);
        assertThat(texts(lines)).endsWith("!UNREADABLE_FILE");
    }

    @Test
    void aGzipOfSeveralMembersIsReadWholeFromAPipeToo() throws IOException {
        InputStream pipe =
                new FilterInputStream(new ByteArrayInputStream(joined(gzip(octets(MBOX)), gzip(octets("\n" + MBOX))))) {
                    @Override
                    public int available() {
                        return 0;
                    }

                    @Override
                    public int read(byte[] to, int offset, int length) throws IOException {
                        return super.read(to, offset, Math.min(length, 7));
                    }
                };
        try (MailArchive archive = MailArchive.open(List.of(Path.of("-")), pipe, ArchiveSettings.DEFAULT)) {
            assertThat(archive).toIterable().hasSize(4).allMatch(Intake.Readable.class::isInstance);
        }
    }

    @Test
    void standardInputIsToldByItsContentAndNotClosed() {
        boolean[] closed = {false};
        InputStream in = new ByteArrayInputStream(octets(MESSAGE)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        try (MailArchive archive = MailArchive.open(List.of(Path.of("-")), in, ArchiveSettings.DEFAULT)) {
            assertThat(archive.next())
                    .isInstanceOfSatisfying(
                            Intake.Readable.class,
                            read -> assertThat(read.mail().id()).isEqualTo("-#0"));
            assertThat(archive.hasNext()).isFalse();
            assertThat(archive.octetsRead()).isEqualTo(MESSAGE.length());
        }
        assertThat(closed[0]).isFalse();
    }
}
