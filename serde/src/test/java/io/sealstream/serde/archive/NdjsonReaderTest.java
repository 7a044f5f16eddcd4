package io.sealstream.serde.archive;

import static io.sealstream.serde.archive.Archives.MESSAGE;
import static io.sealstream.serde.archive.Archives.mail;
import static io.sealstream.serde.archive.Archives.octets;
import static io.sealstream.serde.archive.Archives.offsets;
import static io.sealstream.serde.archive.Archives.read;
import static io.sealstream.serde.archive.Archives.texts;
import static io.sealstream.serde.archive.Archives.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.serde.EnvelopeFields;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonReaderTest {
    private static final String RAW = Base64.getEncoder().encodeToString(octets(MESSAGE));
    private static final String LINE = "{\"raw\":\"" + RAW + "\"}\n";

    @Test
    void aLineHoldsAMessageAndItsEnvelope() {
        Mail mail = mail(read(
                "{\"id\":\"m-1\",\"clientIp\":\"192.0.2.1\",\"helo\":\"mx\",\"mailFrom\":\"<>\",\"rcptTo\":[\"<a@b.c>\",\"d@e.f\"],"
                        + "\"receivedAt\":\"2026-05-04T10:00:00Z\",\"other\":{\"raw\":[1]},\"raw\":\"" + RAW + "\"}",
                "a.ndjson"));
        assertThat(mail.bytes()).isEqualTo(octets(MESSAGE));
        assertThat(mail.id()).isEqualTo("m-1");
        assertThat(mail.fidelity()).isEqualTo(Mail.Fidelity.WIRE);
        assertThat(mail.envelope())
                .isEqualTo(new Envelope(
                        IpAddress.parse("192.0.2.1").orElseThrow(),
                        "mx",
                        "",
                        List.of("a@b.c", "d@e.f"),
                        Instant.parse("2026-05-04T10:00:00Z")));
    }

    @Test
    void nullsSayNothingAndNumbersAreText() {
        Mail mail = mail(read(
                "{\"id\":7,\"helo\":null,\"rcptTo\":\"a@b.c\",\"receivedAt\":1777888800000,\"raw\":\"" + RAW + "\"}\n",
                "a.ndjson"));
        assertThat(mail.id()).isEqualTo("7");
        assertThat(mail.envelope())
                .isEqualTo(new Envelope(null, null, null, List.of("a@b.c"), Instant.parse("2026-05-04T10:00:00Z")));
    }

    @Test
    void theOffsetIsThatOfTheLineAndBlankLinesArePassedOver() {
        List<Intake> mails = read(LINE + "\n \r\n" + LINE, "a.ndjson");
        assertThat(offsets(mails)).containsExactly(0L, LINE.length() + 4L);
        assertThat(((Intake.Readable) mails.get(1)).mail().id()).isEqualTo("a.ndjson#" + (LINE.length() + 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"raw\":\"####\"}",
                "{\"raw\":7}",
                "{\"raw\":\"QQ==\",\"raw\":\"QQ==\"}",
                "{\"raw\":\"QQ==\",\"path\":\"a\"}",
                "{\"path\":\"a\",\"raw\":\"QQ==\"}",
                "{}",
                "[]",
                "{\"raw\":\"QQ==\"} x",
                "{\"raw\":\"QQ==\"",
                "{\"raw\":\"QQ==\",\"rcptTo\":[[\"a\"]]}",
                "{\"raw\":\"QQ==\",\"rcptTo\":[\"a\"",
                "{\"raw\":\"QQ==\",\"helo\":{}}",
                "{\"path\":\"\\u0000\"}",
                "{\"path\":\"../secret\"}",
                "{\"path\":\".\"}",
            })
    void aLineThatIsNoneIsToldAndTheRestIsRead(String line) {
        List<Intake> mails = read(LINE + line + "\n" + LINE, "a.ndjson");
        assertThat(texts(mails)).hasSize(3).startsWith(MESSAGE).endsWith(MESSAGE);
        Unreadable unreadable = (Unreadable) mails.get(1);
        assertThat(unreadable.reason()).isEqualTo(Reason.BAD_FORMAT);
        assertThat(unreadable.origin().offset()).isEqualTo(LINE.length());
        assertThat(unreadable.length()).isEqualTo(line.length() + 1);
        assertThat(unreadable.bytes()).isEqualTo(octets(line + "\n"));
    }

    @Test
    void nestingHasALimit() {
        assertThat(unreadable(read("{\"x\":" + "[".repeat(1_000_000), "a.ndjson"))
                        .reason())
                .isEqualTo(Reason.BAD_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({"clientIp, nowhere", "receivedAt, never"})
    void aBadEnvelopeIsToldWithTheId(String field, String value) {
        Unreadable unreadable = unreadable(
                read("{\"" + field + "\":\"" + value + "\",\"id\":\"m-1\",\"raw\":\"" + RAW + "\"}", "a.ndjson"));
        assertThat(unreadable.reason()).isEqualTo(Reason.BAD_ENVELOPE);
        assertThat(unreadable.id()).isEqualTo("m-1");
        assertThat(unreadable.detail()).doesNotContain(value);
    }

    @Test
    void anIdThatIsNoUnicodeIsRefused() {
        Unreadable unreadable = unreadable(read("{\"id\":\"\\ud800\",\"raw\":\"" + RAW + "\"}", "a.ndjson"));
        assertThat(unreadable.reason()).isEqualTo(Reason.BAD_ENVELOPE);
        assertThat(unreadable.id()).isNull();
    }

    @Test
    void aMessageMayHaveSoManyRecipientsAndNotOneMore() {
        assertThat(mail(read(withRecipients(EnvelopeFields.MAX_RECIPIENTS), "a.ndjson"))
                        .envelope()
                        .rcptTo())
                .hasSize(EnvelopeFields.MAX_RECIPIENTS);
        assertThat(unreadable(read(withRecipients(EnvelopeFields.MAX_RECIPIENTS + 1), "a.ndjson"))
                        .reason())
                .isEqualTo(Reason.BAD_ENVELOPE);
    }

    private static String withRecipients(int count) {
        String recipients =
                IntStream.range(0, count).mapToObj(i -> "\"" + i + "@b.c\"").collect(Collectors.joining(","));
        return "{\"raw\":\"" + RAW + "\",\"rcptTo\":[" + recipients + "]}";
    }

    @Test
    void aMessageMayHaveSoManyOctetsAndNotOneMore() {
        int max = MESSAGE.length();
        assertThat(texts(read(octets(LINE), "a.ndjson", new ArchiveSettings(max, null))))
                .containsExactly(MESSAGE);
        assertThat(unreadable(read(octets(LINE), "a.ndjson", new ArchiveSettings(max - 1, null)))
                        .reason())
                .isEqualTo(Reason.OVERSIZED);
    }

    @Test
    void aLineMayHaveSoManyOctetsAndNotOneMore() {
        int max = (MESSAGE.length() + 2) / 3 * 4 + (2 << 20);
        ArchiveSettings settings = new ArchiveSettings(MESSAGE.length(), null);
        String fits = " ".repeat(max - LINE.length()) + LINE;
        List<Intake> mails = read(octets(fits + " " + fits + LINE), "a.ndjson", settings);
        assertThat(texts(mails)).containsExactly(MESSAGE, "!OVERSIZED", MESSAGE);
        Unreadable unreadable = (Unreadable) mails.get(1);
        assertThat(unreadable.length()).isEqualTo(max + 1);
        assertThat(unreadable.bytes()).hasSize(MessageBuffer.KEPT);
    }

    @Test
    void aPathIsAFileBelowTheNdjsonsDirectory(@TempDir Path directory) throws IOException {
        Path outside = Files.writeString(directory.resolve("secret"), "secret");
        Path inside = directory.resolve("a");
        Files.createDirectories(inside.resolve("b"));
        Files.write(inside.resolve("b/m.eml.gz"), Archives.gzip(octets(MESSAGE)));
        Files.createSymbolicLink(inside.resolve("link"), outside);
        Path ndjson = inside.resolve("all.ndjson");
        Files.writeString(
                ndjson,
                "{\"path\":\"b/m.eml.gz\",\"helo\":\"mx\"}\n{\"path\":\"../secret\"}\n{\"path\":\"link\"}\n{\"path\":\""
                        + outside + "\"}\n{\"path\":\"none\"}\n{\"path\":\"b\"}\n");
        List<Intake> mails = Archives.open(ndjson);
        assertThat(texts(mails))
                .containsExactly(
                        MESSAGE, "!BAD_FORMAT", "!BAD_FORMAT", "!BAD_FORMAT", "!UNREADABLE_FILE", "!BAD_FORMAT");
        Mail mail = ((Intake.Readable) mails.get(0)).mail();
        assertThat(mail.fidelity()).isEqualTo(Mail.Fidelity.STORED);
        assertThat(mail.envelope().helo()).isEqualTo("mx");
        assertThat(mail.origin()).isEqualTo(Mail.Origin.file(ndjson.toString(), 0));
    }
}
