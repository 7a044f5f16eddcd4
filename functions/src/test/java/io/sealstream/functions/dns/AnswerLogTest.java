package io.sealstream.functions.dns;

import static io.sealstream.functions.dns.DnsFilesTest.question;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Via;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerLogTest {
    private static final Instant SEEN = Instant.parse("2026-05-04T10:00:00Z");
    private static final String ALL_OCTETS = allOctets();

    @TempDir
    Path dir;

    static Stream<Arguments> answers() {
        DomainName alias = DomainName.of("b.test");
        return Stream.of(
                Arguments.of(
                        "a.test TXT",
                        Answer.found(List.of(new Rdata.Text(ALL_OCTETS), new Rdata.Text("")))
                                .ttl(300)
                                .via(Via.LIVE)
                                .seenAt(SEEN)
                                .authenticData(true)),
                Arguments.of(
                        "a.test A",
                        Answer.found(List.of(address("192.0.2.1"), address("192.0.2.2")))
                                .cnames(List.of(alias))),
                Arguments.of(
                        "a.test AAAA",
                        Answer.found(List.of(address("::ffff:192.0.2.1"), address("2001:db8::1")))
                                .stale(true)
                                .via(Via.CACHE)),
                Arguments.of(
                        "a.test MX",
                        Answer.found(List.of(new Rdata.MailExchange(0, DomainName.ROOT)))
                                .observation(new Observation(SEEN, SEEN.plusNanos(1), SEEN))),
                Arguments.of(
                        "s._domainkey.a.test TXT",
                        Answer.found(List.of(new Rdata.Text("x\u00ff"), new Rdata.Text("y")))
                                .observation(new Observation(null, null, SEEN, Map.of("x\u00ff", SEEN)))),
                Arguments.of("a.test PTR", Answer.found(List.of(new Rdata.Pointer(alias)))),
                Arguments.of("a.test TXT", Answer.noData().ttl(0).cnames(List.of(alias))),
                Arguments.of("a.test TXT", Answer.noSuchDomain().seenAt(SEEN).via(Via.ARCHIVE)),
                Arguments.of("a.test TXT", Answer.notObserved().toBuilder()),
                Arguments.of("a.test TXT", Answer.failed(Failure.TIMEOUT).via(Via.LIVE)),
                Arguments.of("a.test TXT", Answer.failed(Failure.LIMIT).via(Via.LIVE)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerIsReplayedAsItWas(String text, Answer.Builder builder) throws IOException {
        Question question = question(text);
        Answer answer = builder.build();
        Answer replayed = replay(AnswerLog.row(question, SEEN, answer)).known(question, SEEN);
        assertThat(replayed).usingRecursiveComparison().isEqualTo(answer);
        byte[] row = AnswerLog.row(question, SEEN, answer);
        assertThat(AnswerLog.row(question, SEEN, replayed)).isEqualTo(row);
        Consulted consulted = Consulted.of(question, answer, AnswerLog.digest(question, SEEN, answer));
        assertThat(AnswerLog.row(consulted, SEEN)).isEqualTo(row);
        assertThat(consulted.digest()).isEqualTo(AnswerLog.digest(row));
    }

    @Test
    void aRowIsCanonicalAndItsDigestIsItsKey() {
        byte[] row = AnswerLog.row(
                question("a.test TXT"),
                SEEN,
                Answer.found(List.of(new Rdata.Text("v=spf1 \"-all")))
                        .ttl(60)
                        .via(Via.LIVE)
                        .seenAt(SEEN)
                        .build());
        assertThat(new String(row, UTF_8))
                .isEqualTo("{\"rrname\":\"a.test\",\"rrtype\":\"TXT\",\"rdata\":[\"\\\"v=spf1 \\\\\\\"-all\\\"\"],"
                        + "\"time_first\":\"2026-05-04T10:00:00Z\",\"time_last\":\"2026-05-04T10:00:00Z\","
                        + "\"ttl\":60,\"via\":\"live\"}");
        assertThat(AnswerLog.digest(row)).matches("[0-9a-f]{32}");
        assertThat(AnswerLog.digest("abc".getBytes(UTF_8))).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
    }

    @Test
    void whatWasNotAskedInTheRunIsNotObserved() throws IOException {
        assertThat(replay().known(question("a.test TXT"), SEEN)).hasToString("NOT_OBSERVED []");
    }

    /** Every time of an archive gives in the replay what it gave in the run, whichever other times were asked for. */
    @Test
    void anArchiveIsReplayedAsOfEachTime() throws IOException {
        Path rows = Files.writeString(dir.resolve("archive.ndjson"), """
                {"domain":"a.test","selector":"s","value":"x","first_seen":"2026-01-01T00:00:00Z","last_seen":"2026-01-31T00:00:00Z"}
                {"domain":"a.test","selector":"s","value":"y","first_seen":"2026-01-20T00:00:00Z","last_seen":"2026-02-20T00:00:00Z"}
                {"domain":"a.test","selector":"s","value":"z","first_seen":"2026-06-01T00:00:00Z","last_seen":"2026-06-30T00:00:00Z"}
                {"rrname":"s._domainkey.a.test","rcode":"NXDOMAIN","time_first":"2026-07-05T00:00:00Z"}
                """);
        Archive archive = DnsFiles.load(List.of(rows), null, false);
        Question key = question("s._domainkey.a.test TXT");
        List<Instant> times = Stream.iterate(Instant.parse("2025-12-20T00:00:00Z"), t -> t.plus(Duration.ofHours(36)))
                .limit(160)
                .toList();
        byte[][] log = Stream.concat(times.stream(), Stream.of((Instant) null))
                .map(time -> AnswerLog.row(key, time, archive.known(key, time)))
                .toArray(byte[][]::new);
        ReplayLog replay = replay(log);
        for (Instant time : times) {
            assertThat(replay.known(key, time))
                    .usingRecursiveComparison()
                    .as("%s", time)
                    .isEqualTo(archive.known(key, time));
        }
        assertThat(replay.known(key, null).texts()).containsExactly("x", "y", "z");
    }

    @Test
    void ofTheAnswersThatChangedInARunTheNearestInTimeCounts() throws IOException {
        Question question = question("a.test TXT");
        ReplayLog replay = replay(live(question, "old", SEEN), live(question, "new", SEEN.plusSeconds(600)));
        assertThat(replay.known(question, SEEN.plusSeconds(100)).texts()).containsExactly("old");
        assertThat(replay.known(question, SEEN.plusSeconds(500)).texts()).containsExactly("new");
    }

    @Test
    void theLimitOfAMessageIsNotReplayedForAnother() throws IOException {
        Question question = question("a.test TXT");
        Answer limit = Answer.failed(Failure.LIMIT).via(Via.NOWHERE).build();
        ReplayLog replay = replay(AnswerLog.row(question, SEEN, limit), live(question, "x", SEEN.plusSeconds(9)));
        assertThat(replay.known(question, SEEN).texts()).containsExactly("x");
    }

    @Test
    void aFailureIsReplayedForTheTimeThatItWasGivenFor() throws IOException {
        Question question = question("a.test TXT");
        Answer failed = Answer.failed(Failure.TIMEOUT).via(Via.LIVE).build();
        ReplayLog replay = replay(AnswerLog.row(question, SEEN, failed), live(question, "x", SEEN.plusSeconds(9)));
        assertThat(replay.known(question, SEEN).failure()).isEqualTo(Failure.TIMEOUT);
        assertThat(replay.known(question, SEEN.plusSeconds(1)).texts()).containsExactly("x");
    }

    @Test
    void theDigestOfAnAnswerIsThatOfItsRowForEachQuestionAndTime() {
        Answer answer = Answer.noSuchDomain()
                .via(Via.ARCHIVE)
                .observation(Observation.between(SEEN, SEEN.plusSeconds(60)))
                .build();
        for (Question question : List.of(question("a.test TXT"), question("b.test TXT"), question("a.test TXT"))) {
            for (Instant asOf : new Instant[] {SEEN, SEEN.plusSeconds(60), SEEN.plusSeconds(61), null}) {
                assertThat(AnswerLog.digest(question, asOf, answer))
                        .isEqualTo(AnswerLog.digest(AnswerLog.row(question, asOf, answer)));
            }
        }
    }

    /** More names than the digests that are held of what one answer says of many. */
    @Test
    void theDigestOfAnAnswerThatManyNamesShareIsThatOfTheRowOfEach() {
        Answer answer = Answer.noSuchDomain().via(Via.LIVE).seenAt(SEEN).build();
        Answer other = answer.toBuilder().ttl(60).build();
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < 10_000; i++) {
                Question question = question(i + ".a.test TXT");
                assertThat(AnswerLog.digest(question, SEEN, answer))
                        .isEqualTo(AnswerLog.digest(AnswerLog.row(question, SEEN, answer)));
                assertThat(AnswerLog.digest(question, SEEN, other))
                        .isEqualTo(AnswerLog.digest(AnswerLog.row(question, SEEN, other)));
            }
        }
    }

    @Test
    void aLogIsAPassiveDnsFileToo() throws IOException {
        Question question = question("a.test TXT");
        Path file = write(live(question, "x", SEEN), AnswerLog.row(question("b.test A"), null, Answer.notObserved()));
        Archive archive = DnsFiles.load(List.of(file), null, false);
        assertThat(archive.known(question, SEEN).texts()).containsExactly("x");
        assertThat(archive.known(question("b.test A"), SEEN)).hasToString("NOT_OBSERVED []");
    }

    @Test
    void aBadRowNamesFileAndLine() throws IOException {
        Path file =
                write(live(question("a.test TXT"), "x", SEEN), "{\"rrname\":\"a\",\"rrtype\":\"TXT\"}".getBytes(UTF_8));
        assertThatThrownBy(() -> ReplayLog.load(List.of(file)))
                .isInstanceOf(DnsFileException.class)
                .hasMessageStartingWith(file + ":2: ");
    }

    private static byte[] live(Question question, String text, Instant seen) {
        Answer answer = Answer.found(List.of(new Rdata.Text(text)))
                .via(Via.LIVE)
                .seenAt(seen)
                .build();
        return AnswerLog.row(question, seen, answer);
    }

    private ReplayLog replay(byte[]... rows) throws IOException {
        return ReplayLog.load(List.of(write(rows)));
    }

    private Path write(byte[]... rows) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (byte[] row : rows) {
            log.write(row);
            log.write('\n');
        }
        return Files.write(dir.resolve("log.ndjson"), log.toByteArray());
    }

    private static Rdata address(String text) {
        return new Rdata.Address(IpAddress.parse(text).orElseThrow());
    }

    private static String allOctets() {
        StringBuilder octets = new StringBuilder();
        for (int i = 0; i < 256; i++) {
            octets.append((char) i);
        }
        return octets.toString();
    }
}
