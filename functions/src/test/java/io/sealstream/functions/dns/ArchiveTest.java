package io.sealstream.functions.dns;

import static io.sealstream.functions.dns.DnsFilesTest.question;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Observation.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as of a time. Times are days of 2026 such as {@code 02-03}. */
class ArchiveTest {
    private static final Observation.Timing INSIDE = Timing.INSIDE;

    @TempDir
    Path dir;

    /** One value seen in [from, to] each; what answers at a time, and when that was seen. */
    @ParameterizedTest
    @CsvSource({
        "x 01-01 01-31,                                   01-10, x,       01-01 01-31",
        "x 01-01 01-31,                                   03-01, x,       01-01 01-31",
        "x 01-01 01-02|x 02-01 02-02,                     01-15, x,       01-01 02-02",
        "x 01-01 01-02|y 01-10 01-11|x 02-01 02-02,       01-05, x,       01-01 01-02",
        "x 01-01 01-02|y 01-10 01-11|x 02-01 02-02,       01-09, y,       01-10 01-11",
        "x 01-01 01-31|y 02-10 02-28,                     02-02, x,       01-01 01-31",
        "x 01-01 01-31|y 02-10 02-28,                     02-09, y,       02-10 02-28",
        "x 01-01 01-31|y 01-20 02-28,                     01-25, x y,     01-20 01-31",
        "x 01-01 01-31|y 01-20 02-28,                     02-25, y,       01-20 02-28",
        "x 01-01 01-31|y 01-20 02-28,                     03-25, y,       01-20 02-28",
        "x 02-01 02-02|!NXDOMAIN 01-01 01-10,             01-05, NXDOMAIN, 01-01 01-10",
        "x 02-01 02-02|!NODATA 01-01 01-10,               01-12, NODATA,   01-01 01-10",
        "x 01-01 01-31|!NXDOMAIN 01-10 01-12,             01-11, x,       01-01 01-31",
        "x 01-01 01-31|!TIMEOUT 02-10 02-12,              02-11, TIMEOUT, 02-10 02-12"
    })
    void theValuesOfATimeAnswer(String seen, String time, String expected, String when) throws IOException {
        Answer answer = archive("a.test", seen).known(question("a.test TXT"), day(time));
        assertThat(said(answer)).isEqualTo(expected);
        assertThat(answer.observation()).isEqualTo(between(when));
    }

    /** Keys of a selector are alternatives: a rotation leaves both in question, unless only one counts as of then. */
    @ParameterizedTest
    @CsvSource({
        "x 01-01 01-31|y 02-04 02-28, 02-01, x y, 01-01 01-31",
        "x 01-01 01-31|y 02-04 02-28, 02-03, y x, 02-04 02-28",
        "x 01-01 01-31|y 06-01 06-28, 02-01, x,   01-01 01-31",
        "x 01-01 01-31|y 06-01 06-28, 03-01, x y, 01-01 01-31",
        "x 01-01 01-31|y 06-01 06-28, 07-28, y,   06-01 06-28",
        "x 01-01 01-31|y 06-01 06-28, ,      x y, 01-01 06-28"
    })
    void keysOfASelectorAreTriedOnBothSides(String seen, @Nullable String time, String expected, String when)
            throws IOException {
        Archive archive = archive("s._domainkey.a.test", seen);
        Answer answer = archive.known(question("s._domainkey.a.test TXT"), time == null ? null : day(time));
        assertThat(said(answer)).isEqualTo(expected);
        assertThat(answer.observation()).isEqualTo(between(when));
    }

    @Test
    void withoutATimeTheLatestIsGivenAndIsNoWitness() throws IOException {
        Answer answer = archive("a.test", "x 01-01 01-31|y 02-10 02-28").known(question("a.test TXT"), null);
        assertThat(answer.texts()).containsExactly("y");
        assertThat(answer.observation().timingOf(null, Observation.DEFAULT_FRESHNESS))
                .isEqualTo(Timing.UNKNOWN);
    }

    @Test
    void anAliasAndItsTargetAreSeenWhenBothAre() throws IOException {
        Archive archive =
                load(row("a.test", "CNAME", "b.test", "01-01", "01-31"), row("b.test", "TXT", "x", "01-20", "02-28"));
        assertThat(archive.known(question("a.test TXT"), day("01-25")).observation())
                .isEqualTo(between("01-20 01-31"));
        assertThat(archive.known(question("a.test TXT"), day("02-25")).observation())
                .isEqualTo(between("01-01 01-31"));
        assertThat(archive.known(question("a.test TXT"), day("01-05")).observation())
                .isEqualTo(between("01-20 02-28"));
    }

    @Test
    void nxdomainOfThatTimeCutsEverythingBelow() throws IOException {
        Archive archive = archive("gone.test", "!NXDOMAIN 01-01 01-31");
        Answer then = archive.known(question("s._domainkey.gone.test TXT"), day("01-10"));
        assertThat(then.outcome()).isEqualTo(Outcome.NO_SUCH_DOMAIN);
        assertThat(then.observation().timingOf(day("01-10"), Observation.DEFAULT_FRESHNESS))
                .isEqualTo(INSIDE);
        assertThat(archive.known(question("s._domainkey.gone.test TXT"), day("03-10"))
                        .outcome())
                .isEqualTo(Outcome.NOT_OBSERVED);
    }

    @Test
    void theEarliestCompromiseOfTheKeysIsKept() throws IOException {
        Archive archive = load(
                row("s._domainkey.a.test", "TXT", "x", "01-01", "01-31")
                        .replace("}", ",\"compromised_from\":\"2026-01-20T00:00:00Z\"}"),
                row("s._domainkey.a.test", "TXT", "x", "02-01", "02-28"));
        Answer answer = archive.known(question("s._domainkey.a.test TXT"), day("02-05"));
        assertThat(answer.observation()).isEqualTo(new Observation(day("01-01"), day("02-28"), day("01-20")));
    }

    @Test
    void aKeyIsCompromisedByItself() throws IOException {
        Archive archive = load(
                row("s._domainkey.a.test", "TXT", "x", "01-01", "02-28")
                        .replace("}", ",\"compromised_from\":\"2026-01-20T00:00:00Z\"}"),
                row("s._domainkey.a.test", "TXT", "y", "01-15", "02-28"));
        Observation seen =
                archive.known(question("s._domainkey.a.test TXT"), day("02-05")).observation();
        assertThat(seen.compromisedFrom("x")).isEqualTo(day("01-20"));
        assertThat(seen.compromisedFrom("y")).isNull();
        assertThat(seen.compromisedFrom()).isEqualTo(day("01-20"));
    }

    private Archive archive(String name, String sightings) throws IOException {
        return load(List.of(sightings.split("\\|")).stream()
                .map(sighting -> sighting.split(" "))
                .map(part -> row(name, "TXT", part[0], part[1], part[2]))
                .toArray(String[]::new));
    }

    private Archive load(String... rows) throws IOException {
        Path file = Files.writeString(dir.resolve("rows.ndjson"), String.join("\n", rows));
        return DnsFiles.load(List.of(file), null, false);
    }

    private static String row(String name, String type, String value, String from, String to) {
        String data = value.startsWith("!") ? "\"rcode\":\"" + value.substring(1) : "\"rdata\":\"" + value;
        return "{\"rrname\":\"%s.\",\"rrtype\":\"%s\",%s\",\"time_first\":\"%s\",\"time_last\":%d}"
                .formatted(name, type, data, day(from), day(to).getEpochSecond());
    }

    private static Instant day(String text) {
        return Instant.parse("2026-" + text + "T00:00:00Z");
    }

    private static Observation between(String days) {
        String[] part = days.split(" ");
        return Observation.between(day(part[0]), day(part[1]));
    }

    private static String said(Answer answer) {
        return switch (answer.outcome()) {
            case FOUND -> String.join(" ", answer.texts());
            case NO_DATA -> "NODATA";
            case NO_SUCH_DOMAIN -> "NXDOMAIN";
            case FAILED -> answer.failure().name();
            case NOT_OBSERVED -> "";
        };
    }
}
