package io.sealstream.serde.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What the tests of archives say often. Text is ISO 8859-1, so that a char is an octet. */
final class Archives {
    static final String MESSAGE = "From: a@fabrikam.com\r\n\r\nHello\r\n";

    private Archives() {}

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<Intake> read(byte[] file, String name, ArchiveSettings settings) {
        try (MailArchive archive = MailArchive.read(new ByteArrayInputStream(file), name, settings)) {
            return all(archive);
        }
    }

    static List<Intake> read(String file, String name) {
        return read(octets(file), name, ArchiveSettings.DEFAULT);
    }

    static List<Intake> open(Path... paths) {
        try (MailArchive archive =
                MailArchive.open(List.of(paths), InputStream.nullInputStream(), ArchiveSettings.DEFAULT)) {
            return all(archive);
        }
    }

    private static List<Intake> all(MailArchive archive) {
        List<Intake> all = new ArrayList<>();
        archive.forEachRemaining(all::add);
        return all;
    }

    /** The messages' text; what is unreadable is {@code !REASON}. */
    static List<String> texts(List<Intake> intakes) {
        return intakes.stream()
                .map(intake -> intake instanceof Intake.Readable readable
                        ? new String(readable.mail().bytes(), StandardCharsets.ISO_8859_1)
                        : "!" + ((Unreadable) intake).reason())
                .toList();
    }

    static List<Long> offsets(List<Intake> intakes) {
        return intakes.stream().map(intake -> intake.origin().offset()).toList();
    }

    static Mail mail(List<Intake> intakes) {
        assertThat(intakes).singleElement().isInstanceOf(Intake.Readable.class);
        return ((Intake.Readable) intakes.get(0)).mail();
    }

    static Unreadable unreadable(List<Intake> intakes) {
        assertThat(intakes).singleElement().isInstanceOf(Unreadable.class);
        return (Unreadable) intakes.get(0);
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    static byte[] zstd(byte[] plain) {
        return Zstd.compress(plain);
    }

    static byte[] joined(byte[] first, byte[] second) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        out.write(second);
        return out.toByteArray();
    }
}
