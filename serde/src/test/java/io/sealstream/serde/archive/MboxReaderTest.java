package io.sealstream.serde.archive;

import static io.sealstream.serde.archive.Archives.octets;
import static io.sealstream.serde.archive.Archives.offsets;
import static io.sealstream.serde.archive.Archives.read;
import static io.sealstream.serde.archive.Archives.texts;
import static io.sealstream.serde.archive.Archives.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MboxReaderTest {
    private static final String LINE = "From a@b.c Thu Jan  1 00:00:00 2026";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void messagesStandBetweenFromLinesWithTheirOwnLineEnds(String eol) {
        String first = "Subject: 1" + eol + eol + "Hello" + eol;
        String second = "Subject: 2" + eol + eol + eol + eol;
        String file = LINE + eol + first + eol + LINE + eol + second + eol;
        List<Intake> mails = read(file, "a.mbox");
        assertThat(texts(mails)).containsExactly(first, second);
        int firstOffset = LINE.length() + eol.length();
        int secondOffset = 2 * firstOffset + first.length() + eol.length();
        assertThat(offsets(mails)).containsExactly((long) firstOffset, (long) secondOffset);
        Mail mail = ((Intake.Readable) mails.get(1)).mail();
        assertThat(mail.id()).isEqualTo("a.mbox#" + secondOffset);
        assertThat(mail.fidelity()).isEqualTo(Mail.Fidelity.STORED);
    }

    @Test
    void theLastMessageMayLackItsEmptyLineAndItsLineEnd() {
        assertThat(texts(read(LINE + "\nA: b\n\nHello", "a.mbox"))).containsExactly("A: b\n\nHello");
        assertThat(texts(read(LINE + "\nA: b\n\nHello\n", "a.mbox"))).containsExactly("A: b\n\nHello\n");
    }

    @ParameterizedTest
    @CsvSource({
        "a.mbox, >From me, From me",
        "a.mbox, >>From me, >From me",
        "a.mboxrd, >>>From me, >>From me",
        "a.mboxo, >From me, From me",
        "a.mboxo, >>From me, >>From me",
        "a.mbox, >Frommer, >Frommer",
        "a.mbox, > From me, > From me",
        "a.mbox, x>From me, x>From me",
    })
    void oneQuoteIsTakenFromAQuotedFrom(String name, String line, String read) {
        assertThat(texts(read(LINE + "\nA: b\n\n" + line + "\n", name))).containsExactly("A: b\n\n" + read + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "text, From the beginning, 1",
        "'', From the beginning, 2",
        "text, From a@b.c Thu Jan  1 00:00:00 2026, 2",
        "text, From a@b.c Thu Jan  1 0:00 2026 remote from x, 2",
        "text, 'From a@b.c Thu, 1 JAN 2026 00:00:00 +0000', 2",
        "text, From Jan to 10:30 in 3026, 1",
        "text, From Jan to 10.30 in 2026, 1",
        "text, From here to 10:30 in 2026, 1",
        "text, FROM a@b.c Thu Jan  1 00:00:00 2026, 1",
    })
    void aFromLineSeparatesAfterAnEmptyLineOrWithADate(String before, String line, int messages) {
        assertThat(read(LINE + "\nA: b\n\n" + before + "\n" + line + "\nC: d\n", "a.mbox"))
                .hasSize(messages);
    }

    @Test
    void aMessageMayBeEmpty() {
        assertThat(texts(read(LINE + "\n" + LINE + "\n\n" + LINE + "\nA: b\n", "a.mbox")))
                .containsExactly("", "", "A: b\n");
    }

    @Test
    void anEmptyMboxHasNoMessage() {
        assertThat(read("", "a.mbox")).isEmpty();
        assertThat(read("\n\r\n", "a.mbox")).isEmpty();
    }

    @Test
    void anMboxThatIsNoneIsUnreadable() {
        Unreadable unreadable = unreadable(read("Hello\nthere\n", "a.mbox"));
        assertThat(unreadable.reason()).isEqualTo(Reason.BAD_FORMAT);
        assertThat(unreadable.origin()).isEqualTo(Mail.Origin.file("a.mbox", 0));
        assertThat(unreadable.length()).isEqualTo(12);
        assertThat(unreadable.bytes()).isEqualTo(octets("Hello\nthere\n"));
    }

    @Test
    void afterGarbageTheRestIsRead() {
        assertThat(texts(read("garbage\n\n" + LINE + "\nA: b\n", "a.mbox"))).containsExactly("!BAD_FORMAT", "A: b\n");
    }

    @Test
    void aMessageMayHaveSoManyOctetsAndNotOneMore() {
        int max = 100_000;
        ArchiveSettings settings = new ArchiveSettings(max, null);
        String fits = "x".repeat(max - 1) + "\n";
        String over = "x".repeat(max) + "\n";
        byte[] file = octets(LINE + "\n" + fits + "\n" + LINE + "\n" + over + "\n" + LINE + "\nA: b\n");
        List<Intake> mails = read(file, "a.mbox", settings);
        assertThat(texts(mails)).containsExactly(fits, "!OVERSIZED", "A: b\n");
        Unreadable unreadable = (Unreadable) mails.get(1);
        assertThat(unreadable.length()).isEqualTo(max + 1);
        assertThat(unreadable.bytes()).hasSize(MessageBuffer.KEPT);
        assertThat(unreadable.origin().offset()).isEqualTo(2L * (LINE.length() + 1) + max + 1);
    }

    @Test
    void aLineLongerThanTheBufferIsOneLine() {
        String longLine = "x".repeat(200_000) + "From \n";
        String message = "A: b\n\n" + longLine + ">".repeat(9_000) + "From x\n";
        assertThat(texts(read(LINE + "\n" + message + "\n" + LINE + "\nA: b\n", "a.mbox")))
                .containsExactly(message, "A: b\n");
    }

    @Test
    void theFidelityCanBeSaid() {
        ArchiveSettings settings = new ArchiveSettings(1_000, Mail.Fidelity.WIRE);
        Mail mail = Archives.mail(read(octets(LINE + "\nA: b\n"), "a.mbox", settings));
        assertThat(mail.fidelity()).isEqualTo(Mail.Fidelity.WIRE);
    }
}
