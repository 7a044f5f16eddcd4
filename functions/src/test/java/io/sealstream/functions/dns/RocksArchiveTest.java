package io.sealstream.functions.dns;

import static io.sealstream.functions.dns.DnsFilesTest.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
