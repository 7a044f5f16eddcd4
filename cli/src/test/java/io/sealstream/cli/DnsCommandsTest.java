package io.sealstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.cli.CommandsTest.Ran;
import io.sealstream.cli.sample.BundledSample;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sealstream dns}, and old mail judged by what it holds. */
class DnsCommandsTest {
    @TempDir
    Path directory = Path.of("");

    private Path archive = Path.of("");

    @BeforeEach
    void importRows() throws IOException {
        archive = directory.resolve("archive");
        Path keys = Files.writeString(directory.resolve("keys.ndjson"), """
                {"domain":"fabrikam.com","selector":"s1","value":"v=DKIM1; p=AAAA","first_seen":"2024-01-01T00:00:00Z","last_seen":"2024-06-30T00:00:00Z"}
                {"rrname":"fabrikam.com","rrtype":"TXT","rdata":["v=spf1 -all"],"time_first":1704067200,"time_last":1719705600,"ttl":300}
                """);
        Path zone = Files.writeString(directory.resolve("contoso.zone"), """
                $ORIGIN contoso.com.
                @ 3600 SOA ns.contoso.com. hostmaster.contoso.com. 1 3600 600 86400 900
                @ 3600 MX 10 mx
                mail 60 CNAME mx
                mx 60 A 192.0.2.25
                """);
        Ran ran = CommandsTest.run(
                "dns",
                "import",
                keys.toString(),
                zone.toString(),
                "--dns-observed",
                "2024-03-01",
                "--into",
                archive.toString());
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).startsWith("5 sightings of 2 files in " + archive).contains("/s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fabrikam.com TXT --as-of 2024-05-04                | found, TTL 300 s          | 2024-05-04T00:00:00Z: inside
            fabrikam.com txt --as-of 2024-07-03                | found                     | seen 3 days earlier, near enough to count
            fabrikam.com TXT --as-of 2026-05-04                | found                     | seen 673 days earlier: a key that verifies still proves a pass
            fabrikam.com TXT --as-of 2023-01-01                | found                     | seen 365 days later:
            fabrikam.com TXT                                   | found                     | a time that is not known
            mail.contoso.com A --as-of 2024-03-01              | found, TTL 60 s           | Alias of  mx.contoso.com
            nothing.contoso.com A --as-of 2024-03-01           | no such domain, TTL 900 s | From      archive
            contoso.com TXT --as-of 2024-03-01                 | no data                   | Seen      2024-03-01T00:00:00Z
            s2._domainkey.fabrikam.com TXT --as-of 2024-03-01  | not observed              | That says nothing of the domain
            """)
    void aLookupSaysWhatIsKnownAndHowItLiesToTheTime(String question, String outcome, String timing) {
        Ran ran = lookup(question);
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("Answer    " + outcome)
                .contains(timing)
                .containsPattern("Digest +[0-9a-f]{32}\n");
    }

    private Ran lookup(String question) {
        return CommandsTest.run(("dns lookup " + question + " --dns " + archive).split(" "));
    }

    @Test
    void aKeyIsShownWholeWithTheIntervalThatItWasSeenIn() {
        assertThat(lookup("s1._domainkey.fabrikam.com TXT --as-of 2024-05-04").out())
                .startsWith("""
                Question  s1._domainkey.fabrikam.com TXT
                Answer    found
                          v=DKIM1; p=AAAA
                From      archive
                Seen      2024-01-01T00:00:00Z to 2024-06-30T00:00:00Z
                As of     2024-05-04T00:00:00Z: inside
                Digest    """);
    }

    @Test
    void anExportIsImportedToTheSameAnswers() throws IOException {
        Path rows = directory.resolve("rows.ndjson");
        Ran exported = CommandsTest.run("dns", "export", archive.toString(), "-o", rows.toString());
        assertThat(exported.exit()).isZero();
        assertThat(exported.err()).isEqualTo("5 rows\n");
        assertThat(export(archive)).containsExactlyElementsOf(Files.readAllLines(rows));
        Path again = directory.resolve("again");
        CommandsTest.run("dns", "import", rows.toString(), "--into", again.toString());
        assertThat(export(again)).containsExactlyElementsOf(Files.readAllLines(rows));
    }

    private static List<String> export(Path from) {
        return CommandsTest.run("dns", "export", from.toString()).out().lines().toList();
    }

    @Test
    void whatAnImportSkipsIsToldByLine() throws IOException {
        String bad = "{\"rrname\":\"a.test\",\"rrtype\":\"TXT\"}\n".repeat(22);
        String good = "{\"rrname\":\"a.test\",\"rrtype\":\"TXT\",\"rdata\":\"x\"}\n";
        Path rows = directory.resolve("rows.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(rows))) {
            out.write((bad + good).getBytes(StandardCharsets.US_ASCII));
        }
        Ran ran = CommandsTest.run("dns", "import", rows.toString(), "--into", archive.toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err().lines())
                .hasSize(23)
                .contains(
                        "22 lines skipped:",
                        "  " + rows + ":1: rdata is neither a string nor a list of strings",
                        "  " + rows + ":20: rdata is neither a string nor a list of strings",
                        "  and 2 more");
        assertThat(ran.err()).startsWith("1 sighting of 1 file in ");
        assertThat(lookup("a.test TXT").out()).contains("Answer    found");
    }

    @Test
    void aZoneFileThatIsNotUnderstoodIsOneLineWithItsNumber() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.zone"), "a.test. 60 A 192.0.2.1\na.test. 60 A nowhere\n");
        Ran ran = CommandsTest.run("dns", "import", bad.toString(), "--into", archive.toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err().lines()).singleElement().asString().startsWith("sealstream: " + bad + ":2: ");
    }

    @Test
    void aFolderThatIsNoArchiveIsAUsageError() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Ran ran = CommandsTest.run("dns", "lookup", "a.test", "TXT", "--dns", empty.toString());
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).startsWith("sealstream: --dns: " + empty + ": no archive");
    }

    /** The key has rotated since: today's zone holds another one, or none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rsa._domainkey.signed.example. TXT "v=DKIM1; p=%s" | the key that is known does not verify this, and was seen at 2031-01-01T00:00:00Z, 1682 days after the receipt
            other.signed.example. TXT x                        | that there is no key was seen at 2031-01-01T00:00:00Z, 1682 days after the receipt
            """)
    void oldMailIsUnverifiableByTodaysZoneAndPassesByAnArchive(String today, String why) throws IOException {
        BundledSample.copyTo(directory);
        Path sample = directory.resolve(BundledSample.ZONE);
        Path zone = Files.writeString(
                directory.resolve("today.zone"),
                "signed.example. SOA ns.signed.example. h.signed.example. 1 3600 600 86400 900\n"
                        + today.formatted(key(sample, "several")) + "\n");
        assertThat(explain("--dns", zone.toString(), "--dns-observed", "2031-01-01"))
                .contains("DKIM      unverifiable: key not observed")
                .contains(why + ": keys rotate, so that it says nothing of the receipt, and this is no fail")
                .contains("DMARC     unverifiable")
                .doesNotContain("fail:");

        Path keys = Files.writeString(
                directory.resolve("old.ndjson"),
                "{\"domain\":\"signed.example\",\"selector\":\"rsa\",\"value\":\"v=DKIM1; p=" + key(sample, "rsa")
                        + "\",\"first_seen\":\"2026-01-01T00:00:00Z\",\"last_seen\":\"2026-12-31T00:00:00Z\"}\n");
        CommandsTest.run("dns", "import", keys.toString(), "--into", archive.toString());
        String then = "the key was seen from 2026-01-01T00:00:00Z to 2026-12-31T00:00:00Z, and so at the receipt";
        assertThat(explain("--dns", archive.toString()))
                .contains("DKIM      pass: verified")
                .contains(then);
        assertThat(explain("--dns", zone.toString(), "--dns-observed", "2031-01-01", "--dns", archive.toString()))
                .contains("DKIM      pass: verified")
                .contains(then);
    }

    private String explain(String... sources) {
        String message =
                directory.resolve("mail/dkim/rsa-sha256-relaxed-relaxed.eml").toString();
        List<String> args = new ArrayList<>(List.of("explain", message, "--as-of", "2026-05-25"));
        args.addAll(List.of(sources));
        Ran ran = CommandsTest.run(args.toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.out();
    }

    /** The base64 of a key of the sample. */
    private static String key(Path zone, String selector) throws IOException {
        String line = Files.readAllLines(zone).stream()
                .filter(row -> row.startsWith(selector + "._domainkey.signed.example. TXT"))
                .findFirst()
                .orElseThrow();
        return line.substring(line.indexOf("p=") + 2).replaceAll("[\" ]", "");
    }
}
