package io.sealstream.mailauth.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of the damage that other software did to signed mail is named, each claim with its proof. */
class BreakDiagnosisShareTest {
    @ParameterizedTest
    @CsvSource({
        "a list manager, mailman3, 42",
        "a milter's footer and header changes, altermime, 28",
        "a delivery agent, formail, 14",
        "a store that encodes anew, reformime-r, 12",
        "a spam filter, spamassassin, 6",
        "mail flow rules as documented, exchange, 42",
        "all of them, '', 144"
    })
    void mostDamageOfOtherSoftwareIsNamed(String who, String directories, int messages) throws Exception {
        List<Path> files = files(directories);
        String key = Files.readString(damage().resolve("key.txt")).strip();
        List<String> missed = new ArrayList<>();
        for (Path file : files) {
            Diagnosed diagnosed = Diagnosed.of(Files.readAllBytes(file), key);
            assertThat(diagnosed.isBroken()).as(file.toString()).isTrue();
            if (!diagnosed.isNamed()) {
                missed.add(damage().relativize(file) + ": " + diagnosed.after().repaired());
            }
        }
        int named = files.size() - missed.size();
        System.out.println(
                "Damage by " + who + ": " + named + " of " + files.size() + " named; not in full: " + missed);
        assertThat(files).hasSize(messages);
        // a store that gives multiparts a new boundary leaves nothing to prove the old one by
        double share = directories.equals("reformime-r") ? 0.3 : 0.7;
        assertThat((double) named / files.size()).as(missed.toString()).isGreaterThanOrEqualTo(share);
    }

    private static List<Path> files(String directories) throws IOException, URISyntaxException {
        Path root = damage();
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".eml"))
                    .filter(file -> root.relativize(file).toString().startsWith(directories))
                    .sorted()
                    .toList();
        }
    }

    private static Path damage() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(BreakDiagnosisShareTest.class.getResource("damage"))
                .toURI());
    }
}
