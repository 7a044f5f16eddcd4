package io.sealstream.functions.dns;

import static io.sealstream.functions.dns.DnsFilesTest.question;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksArchiveTest {
    private static final String ZONE = """
            $ORIGIN zone.test.
            @ 300 IN SOA ns hostmaster 1 2 3 4 60
            @ IN NS ns
            sub IN NS ns.sub
            @ IN TXT "v=spf1 -all"
            a.b IN A 192.0.2.1
            *.wild IN MX 10 mx
            alias IN CNAME a.b
            """;

    private static final String ROWS = """
            {"domain":"a.test","selector":"s","value":"x\\u00e9","first_seen":"2026-01-01T00:00:00Z","last_seen":"2026-01-31T00:00:00Z"}
            {"domain":"a.test","selector":"s","value":"y","first_seen":"2026-01-20T00:00:00Z","last_seen":"2026-02-20T00:00:00Z","compromised_from":1772323200}
            {"rrname":"a.test","rrtype":"AAAA","rdata":["2001:db8::1","2001:db8::2"],"time_first":1767225600,"time_last":1767312000}
            {"rrname":"gone.test","rcode":"NXDOMAIN","time_first":"2026-07-05T00:00:00Z"}
            {"rrname":"a.test","rrtype":"MX","rcode":"NODATA","time_first":"2026-07-05T00:00:00Z"}
            {"rrname":"a.test","rrtype":"PTR","rcode":"SERVFAIL","time_first":"2026-07-05T00:00:00Z"}
            {"rrname":"b.test","rrtype":"CNAME","rdata":"a.test.","time_first":"2026-07-05T00:00:00Z"}
            """;

    private static final List<Question> QUESTIONS = Stream.of(
                    "s._domainkey.a.test TXT",
                    "a.test AAAA",
                    "a.test MX",
                    "a.test PTR",
                    "b.test AAAA",
                    "x.gone.test TXT",
                    "zone.test TXT",
                    "zone.test A",
                    "a.b.zone.test A",
                    "b.zone.test A",
                    "none.zone.test A",
                    "x.wild.zone.test MX",
                    "alias.zone.test A",
                    "x.sub.zone.test A",
                    "other.test TXT")
            .map(DnsFilesTest::question)
            .toList();

    @TempDir
    Path dir;

    @Test
    void theDiskAnswersAsTheMemoryDoes() throws IOException {
        List<Path> files = files();
        Path folder = dir.resolve("archive");
        assertThat(RocksArchive.importFiles(files, null, folder)).isEqualTo(12);
        assertSame(DnsFiles.load(files, null, false), folder);
    }

    @Test
    void importingTheSameAgainChangesNoAnswer() throws IOException {
        List<Path> files = files();
        Path folder = dir.resolve("archive");
        RocksArchive.importFiles(files, null, folder);
        RocksArchive.importFiles(files, null, folder);
        assertSame(DnsFiles.load(files, null, false), folder);
    }

    @Test
    void whatIsExportedAnswersAsTheArchive() throws IOException {
        Path rows = Files.writeString(dir.resolve("rows.ndjson"), ROWS);
        Path folder = dir.resolve("archive");
        RocksArchive.importFiles(List.of(rows), null, folder);
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        assertThat(RocksArchive.export(folder, exported)).isEqualTo(8);
        Path again = Files.write(dir.resolve("again.ndjson"), exported.toByteArray());
        assertSame(DnsFiles.load(List.of(again), null, false), folder);
    }

    @Test
    void compressedFilesOfSeveralMembersAnswerAsTheirContent() throws IOException {
        int half = ROWS.indexOf("{\"rrname\":\"gone.test\"");
        Path rows = dir.resolve("rows.ndjson.gz");
        try (OutputStream out = Files.newOutputStream(rows)) {
            out.write(gzip(ROWS.substring(0, half).getBytes(UTF_8)));
            out.write(gzip(ROWS.substring(half).getBytes(UTF_8)));
        }
        Path zone = Files.write(dir.resolve("zone.gz"), gzip(ZONE.getBytes(UTF_8)));
        Path folder = dir.resolve("archive");
        assertThat(RocksArchive.importFiles(List.of(zone, rows), null, folder)).isEqualTo(12);
        assertSame(DnsFiles.load(files(), null, false), folder);
    }

    @Test
    void aFileThatExpandsOutOfAllProportionIsRefused() throws IOException {
        byte[] blank = gzip(new byte[1 << 20]);
        Path bomb = dir.resolve("bomb.ndjson.gz");
        try (OutputStream out = Files.newOutputStream(bomb)) {
            for (int i = 0; i < 100; i++) {
                out.write(blank);
            }
        }
        assertThatThrownBy(() -> RocksArchive.importFiles(List.of(bomb), null, dir.resolve("archive"), new Skips()))
                .isInstanceOf(DnsFileException.class)
                .hasMessageContaining("it expands to more than 200 times its size");
    }

    @Test
    void aFileCutShortIsNamed() throws IOException {
        byte[] whole = gzip(ROWS.getBytes(UTF_8));
        Path cut = Files.write(dir.resolve("rows.ndjson.gz"), Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(() -> RocksArchive.importFiles(List.of(cut), null, dir.resolve("archive")))
                .isInstanceOf(DnsFileException.class)
                .hasMessageStartingWith(cut.toString());
    }

    @Test
    void whatIsNotUnderstoodIsSkippedAndToldByLine() throws IOException {
        Path rows = Files.writeString(
                dir.resolve("rows.ndjson"), "no row\n\n" + ROWS + "{\"rrname\":\"x\"}\n" + "9".repeat(Lines.MAX + 1));
        Path folder = dir.resolve("archive");
        Skips skips = new Skips();
        assertThat(RocksArchive.importFiles(List.of(rows), null, folder, skips)).isEqualTo(8);
        assertThat(skips.lines)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(rows + ":1: no JSON"),
                        second -> assertThat(second).isEqualTo(rows + ":10: rrtype is missing or not a string"),
                        third -> assertThat(third).isEqualTo(rows + ":11: a line above 1048576 octets"));
        Path clean = Files.writeString(dir.resolve("clean.ndjson"), ROWS);
        assertSame(DnsFiles.load(List.of(clean), null, false), folder);
    }

    @Test
    void aFileWithoutARowIsGivenUp() throws IOException {
        Path prose = Files.writeString(dir.resolve("prose.json"), "prose\n".repeat(PassiveDns.SKIPPED_AT_MOST));
        assertThatThrownBy(() -> RocksArchive.importFiles(List.of(prose), null, dir.resolve("archive"), new Skips()))
                .isInstanceOf(DnsFileException.class)
                .hasMessageStartingWith(prose + ":1000: no row before it either: no JSON");
    }

    private static final class Skips implements ImportObserver {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void taken(long sightings) {
            // of no interest here
        }

        @Override
        public void skipped(Path file, long line, String reason) {
            lines.add(file + ":" + line + ": " + reason);
        }
    }

    private static byte[] gzip(byte[] octets) throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(member)) {
            out.write(octets);
        }
        return member.toByteArray();
    }

    @Test
    void aFolderWithoutAnArchiveIsNamed() {
        assertThatThrownBy(() -> RocksArchive.open(dir.resolve("none")))
                .isInstanceOf(DnsFileException.class)
                .hasMessageStartingWith(dir.resolve("none") + ": no archive");
    }

    @Test
    void anArchiveThatCannotBeReadAnswersWithAFailure() throws IOException {
        Path folder = dir.resolve("archive");
        RocksArchive.importFiles(files(), null, folder);
        Archive archive = RocksArchive.open(folder);
        archive.close();
        Answer answer = archive.known(question("a.test TXT"), null);
        assertThat(answer.failure()).isEqualTo(Failure.NETWORK);
    }

    private void assertSame(Archive memory, Path folder) {
        try (Archive disk = RocksArchive.open(folder)) {
            for (Question question : QUESTIONS) {
                for (int days = 0; days < 300; days += 7) {
                    Instant time = Instant.parse("2025-12-20T00:00:00Z").plus(Duration.ofDays(days));
                    assertThat(disk.known(question, time))
                            .as("%s at %s", question, time)
                            .usingRecursiveComparison()
                            .ignoringFields("via")
                            .isEqualTo(memory.known(question, time));
                }
            }
        }
    }

    private List<Path> files() throws IOException {
        return List.of(
                Files.writeString(dir.resolve("zone.zone"), ZONE), Files.writeString(dir.resolve("rows.ndjson"), ROWS));
    }
}
