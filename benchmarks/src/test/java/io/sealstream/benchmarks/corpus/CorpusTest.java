package io.sealstream.benchmarks.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.benchmarks.corpus.MessageGenerator.Generated;
import io.sealstream.functions.dns.BlockingDns;
import io.sealstream.functions.dns.DnsFiles;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.arc.ArcStatus;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.spf.SpfStatus;
import io.sealstream.serde.archive.ArchiveSettings;
import io.sealstream.serde.archive.MailArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    private static final long SEED = 4;
    private static final int MESSAGES = 300;
    private static final MessageGenerator GENERATOR = new MessageGenerator(SEED);
    private static final List<Generated> CORPUS =
            IntStream.range(0, MESSAGES).parallel().mapToObj(GENERATOR::message).toList();

    @TempDir
    Path directory = Path.of("");

    @Test
    void everyMessageGetsTheVerdictThatItsLabelSays() throws IOException {
        Files.writeString(directory.resolve(CorpusFiles.ZONE), Senders.zone());
        Authentication core = new Authentication(AuthenticationSettings.defaults());
        try (DnsSource dns = DnsFiles.open(List.of(directory.resolve(CorpusFiles.ZONE)), null, false)) {
            for (Generated generated : CORPUS) {
                Examination message = core.examine(generated.label().mail(generated.bytes()));
                Evidence evidence = core.authenticate(
                        message, new BlockingDns(dns, message.asOf().receivedAt(), Duration.ofSeconds(5)));
                assertThat(found(evidence)).as(generated.label().file()).isEqualTo(expected(generated.label()));
                assertThat(message.message().bodyStart())
                        .isEqualTo(generated.label().headerSize());
            }
        }
    }

    private record Found(boolean authorized, List<String> signatures, List<DkimReason> reasons, ArcStatus arc) {}

    private static Found expected(CorpusMessage label) {
        DkimReason reason = label.tampered() ? DkimReason.BODY_HASH_MISMATCH : DkimReason.VERIFIED;
        ArcStatus sealed = label.tampered() ? ArcStatus.FAIL : ArcStatus.PASS;
        return new Found(
                label.authorized(),
                label.signatures(),
                label.signatures().stream().map(signature -> reason).toList(),
                label.arcSets() == 0 ? ArcStatus.NONE : sealed);
    }

    private static Found found(Evidence evidence) {
        List<DkimResult> fromBottom = new ArrayList<>(evidence.dkim());
        fromBottom.removeIf(result -> result.status() == DkimStatus.NONE);
        Collections.reverse(fromBottom);
        return new Found(
                evidence.spf().status() == SpfStatus.PASS,
                fromBottom.stream().map(CorpusTest::kind).toList(),
                fromBottom.stream().map(DkimResult::reason).toList(),
                evidence.arc() == null ? ArcStatus.NONE : evidence.arc().status());
    }

    private static String kind(DkimResult result) {
        return String.valueOf(result.algorithm()).startsWith("ed") ? "ed" : Integer.toString(result.keyBits());
    }

    @Test
    void theSameSeedGivesTheSameOctetsInAnyOrder() {
        assertThat(new MessageGenerator(SEED).message(17).bytes())
                .isEqualTo(CORPUS.get(17).bytes());
        assertThat(new MessageGenerator(SEED + 1).message(17).bytes())
                .isNotEqualTo(CORPUS.get(17).bytes());
    }

    @Test
    void itIsDistributedAsMailIs() {
        assertThat(share(label -> !label.signatures().isEmpty())).isBetween(0.65, 0.85);
        assertThat(share(label -> label.arcSets() > 0)).isBetween(0.08, 0.22);
        assertThat(share(CorpusMessage::tampered)).isBetween(0.01, 0.10);
        assertThat(share(CorpusMessage::authorized)).isBetween(0.80, 0.95);
        assertThat(share(label -> label.size() < 13_000)).isBetween(0.40, 0.65);
        assertThat(CORPUS)
                .allSatisfy(message -> assertThat(message.label().size()).isBetween(2_500, 2_100_000));
        assertThat(CORPUS.stream().flatMap(message -> message.label().signatures().stream()))
                .contains("2048", "1024", "ed");
    }

    private static double share(Predicate<CorpusMessage> what) {
        return (double) CORPUS.stream().map(Generated::label).filter(what).count() / MESSAGES;
    }

    @Test
    void theManifestSaysAllThatTheLabelSays() {
        for (Generated generated : CORPUS) {
            assertThat(CorpusMessage.parse(generated.label().line())).contains(generated.label());
        }
        assertThat(CorpusMessage.parse("no line of a manifest")).isEmpty();
    }

    @Test
    void filesAreReadBackAsTheyWereMade() throws IOException {
        CorpusFiles.write(directory, 70, SEED);
        Corpus read = Corpus.read(directory, Long.MAX_VALUE);
        assertThat(read.whole()).isTrue();
        assertThat(read.mails()).hasSize(70);
        for (int i = 0; i < 70; i++) {
            assertThat(read.mails().get(i).bytes()).isEqualTo(CORPUS.get(i).bytes());
            assertThat(read.mails().get(i).envelope())
                    .isEqualTo(CORPUS.get(i).label().mail(new byte[0]).envelope());
        }
        assertThat(Corpus.read(directory, 100_000).whole()).isFalse();
    }

    @Test
    void anMboxHoldsTheSameLines() throws IOException {
        try (MboxWriter writer = new MboxWriter(directory)) {
            for (Generated message : CORPUS) {
                writer.write(message);
            }
        }
        List<String> read = new ArrayList<>();
        try (MailArchive archive =
                MailArchive.open(List.of(directory), InputStream.nullInputStream(), ArchiveSettings.DEFAULT)) {
            while (archive.hasNext()) {
                archive.next().accept(mail -> read.add(lines(mail)), unreadable -> read.add(unreadable.detail()));
            }
        }
        assertThat(read).hasSize(MESSAGES);
        for (int i = 0; i < MESSAGES; i++) {
            Mail mail = CORPUS.get(i).label().mail(CORPUS.get(i).bytes());
            assertThat(read.get(i))
                    .as(String.format(Locale.ROOT, "message %d", i))
                    .isEqualTo(lines(mail));
        }
    }

    private static String lines(Mail mail) {
        return new String(mail.bytes(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }
}
