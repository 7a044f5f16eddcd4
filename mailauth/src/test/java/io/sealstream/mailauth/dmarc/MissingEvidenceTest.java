package io.sealstream.mailauth.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealstream.mailauth.dmarc.DmarcRequest.Candidate;
import io.sealstream.mailauth.dmarc.DmarcRequest.Kind;
import io.sealstream.mailauth.dmarc.DmarcRequest.State;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Unanswered;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is missing is not negative: where pass, temperror, unverifiable, best guess, none and fail part. */
class MissingEvidenceTest {
    private static final String REJECT = "_dmarc.example.com TXT v=DMARC1; p=reject";
    private static final Instant THEN = Instant.parse("2026-06-01T00:00:00Z");

    /** Status and reason by RFC 9989, then by RFC 7489. */
    record Row(String rfc9989, String rfc7489, Scenario scenario) {
        static Row of(String both, String from, List<String> candidates, String... zone) {
            return new Row(both, both, Scenario.of(from, candidates, zone));
        }

        static Row of(String rfc9989, String rfc7489, String from, List<String> candidates, String... zone) {
            return new Row(rfc9989, rfc7489, Scenario.of(from, candidates, zone));
        }
    }

    static final List<Row> CANDIDATES = List.of(
            Row.of(
                    "PASS ALIGNED_DKIM",
                    "example.com",
                    List.of("dkim example.com", "spf?", "dkim! example.com"),
                    REJECT),
            Row.of("TEMPERROR DNS_FAILURE", "example.com", List.of("spf?", "dkim! mail.example.com"), REJECT),
            Row.of("UNVERIFIABLE WITNESS_MISSING", "example.com", List.of("spf?"), REJECT),
            Row.of("UNVERIFIABLE WITNESS_MISSING", "example.com", List.of("dkim? mail.example.com"), REJECT),
            Row.of("FAIL NOT_ALIGNED", "example.com", List.of("dkim? example.net", "dkim! example.org"), REJECT),
            Row.of("FAIL NOT_ALIGNED", "example.com", List.of("dkim? mail.example.com"), REJECT + "; adkim=s"),
            Row.of(
                    "UNVERIFIABLE WITNESS_MISSING",
                    "example.com",
                    List.of("spf? mail.example.com"),
                    REJECT + "; adkim=s"),
            Row.of("FAIL NOT_ALIGNED", "example.com", List.of("spf- example.com", "dkim example.net"), REJECT),
            Row.of("BESTGUESSPASS ALIGNED_DKIM", "example.com", List.of("dkim mail.example.com", "spf?")),
            Row.of("BESTGUESSPASS ALIGNED_SPF", "a.example.com", List.of("spf example.com")),
            Row.of("TEMPERROR DNS_FAILURE", "example.com", List.of("dkim! mail.example.com")),
            Row.of("UNVERIFIABLE WITNESS_MISSING", "example.com", List.of("spf?")),
            Row.of("NONE NO_RECORD", "example.com", List.of("spf? example.net", "dkim example.org")),
            Row.of(
                    "NONE INVALID_RECORD",
                    "PERMERROR INVALID_RECORD",
                    "example.com",
                    List.of(),
                    "_dmarc.example.com TXT v=DMARC1"),
            Row.of(
                    "BESTGUESSPASS ALIGNED_DKIM",
                    "PERMERROR INVALID_RECORD",
                    "example.com",
                    List.of("dkim example.com"),
                    "_dmarc.example.com TXT v=DMARC1"));

    static final List<Row> POLICY = List.of(
            Row.of(
                    "TEMPERROR DNS_FAILURE",
                    "example.com",
                    List.of("dkim example.com"),
                    "_dmarc.example.com TXT !TIMEOUT"),
            Row.of("TEMPERROR DNS_FAILURE", "a.example.com", List.of("spf?"), "_dmarc.example.com TXT !SERVFAIL"),
            Row.of(
                    "PASS ALIGNED_DKIM",
                    "example.com",
                    List.of("dkim example.com"),
                    "_dmarc.example.com TXT !UNOBSERVED"),
            Row.of(
                    "UNVERIFIABLE POLICY_NOT_OBSERVED",
                    "example.com",
                    List.of("dkim mail.example.com"),
                    "_dmarc.example.com TXT !UNOBSERVED"),
            Row.of(
                    "TEMPERROR DNS_FAILURE",
                    "example.com",
                    List.of("dkim! mail.example.com"),
                    "_dmarc.example.com TXT !UNOBSERVED"),
            Row.of("UNVERIFIABLE POLICY_NOT_OBSERVED", "example.com", List.of(), "_dmarc.example.com TXT !UNOBSERVED"),
            Row.of("FAIL NOT_ALIGNED", "example.com", List.of("dkim example.org"), REJECT, "_dmarc.com TXT !TIMEOUT"),
            Row.of(
                    "TEMPERROR DNS_FAILURE",
                    "FAIL NOT_ALIGNED",
                    "example.com",
                    List.of("dkim other.com"),
                    REJECT,
                    "_dmarc.com TXT !TIMEOUT"),
            Row.of(
                    "UNVERIFIABLE POLICY_NOT_OBSERVED",
                    "FAIL NOT_ALIGNED",
                    "example.com",
                    List.of("dkim other.com"),
                    REJECT,
                    "_dmarc.com TXT !UNOBSERVED"),
            Row.of(
                    "PASS ALIGNED_DKIM",
                    "a.example.com",
                    List.of("dkim b.example.com"),
                    REJECT,
                    "_dmarc.com TXT !TIMEOUT",
                    "_dmarc.a.example.com TXT v=DMARC1; p=reject"),
            Row.of(
                    "TEMPERROR DNS_FAILURE",
                    "PASS ALIGNED_DKIM",
                    "example.com",
                    List.of("dkim mail.example.com"),
                    REJECT,
                    "_dmarc.mail.example.com TXT !TIMEOUT"),
            Row.of(
                    "UNVERIFIABLE POLICY_NOT_OBSERVED",
                    "PASS ALIGNED_DKIM",
                    "example.com",
                    List.of("dkim mail.example.com"),
                    REJECT,
                    "_dmarc.mail.example.com TXT !UNOBSERVED"),
            Row.of(
                    "TEMPERROR DNS_FAILURE",
                    "FAIL NOT_ALIGNED",
                    "a.example.com",
                    List.of(),
                    REJECT + "; np=none",
                    "a.example.com MX !TIMEOUT"),
            Row.of(
                    "UNVERIFIABLE POLICY_NOT_OBSERVED",
                    "FAIL NOT_ALIGNED",
                    "a.example.com",
                    List.of(),
                    REJECT + "; np=none",
                    "a.example.com MX !UNOBSERVED"),
            Row.of(
                    "FAIL NOT_ALIGNED",
                    "a.example.com",
                    List.of(),
                    REJECT + "; np=reject",
                    "a.example.com MX !TIMEOUT"));

    @ParameterizedTest
    @FieldSource("CANDIDATES")
    void candidatesThatCouldHavePassedKeepAMessageFromFailing(Row row) {
        check(row);
    }

    @ParameterizedTest
    @FieldSource("POLICY")
    void aPolicyThatIsNotKnownKeepsAMessageFromFailingWhereItMatters(Row row) {
        check(row);
    }

    private static void check(Row row) {
        DmarcResult result = row.scenario().evaluate();
        assertThat(text(result.rfc9989())).isEqualTo(row.rfc9989());
        assertThat(text(result.rfc7489())).isEqualTo(row.rfc7489());
    }

    private static String text(Evaluation evaluation) {
        return evaluation.status() + " " + evaluation.reason();
    }

    /** The zone as it was seen at that time. */
    private static Dns seenAt(Dns zone, Instant time) {
        return question -> zone.lookup(question).toBuilder().seenAt(time).build();
    }

    @Test
    void answersOfAnotherTimeDecideNothingAndSayWhatWouldBeIfUnchanged() {
        Scenario unsigned = Scenario.of("example.com", List.of(), REJECT);
        Dns later = seenAt(unsigned.dns(), THEN.plusSeconds(30 * 86_400));
        for (AsOf time : List.of(AsOf.of(THEN), AsOf.UNKNOWN)) {
            for (Evaluation evaluation : both(unsigned.with(later, time).evaluate())) {
                assertThat(text(evaluation)).isEqualTo("UNVERIFIABLE POLICY_NOT_OBSERVED");
                assertThat(evaluation.ifUnchanged()).isEqualTo(DmarcStatus.FAIL);
                assertThat(evaluation.policy()).isNull();
            }
        }
        Dns then = seenAt(unsigned.dns(), THEN.plusSeconds(6 * 86_400));
        assertThat(unsigned.with(then, AsOf.of(THEN)).evaluate().status()).isEqualTo(DmarcStatus.FAIL);
        assertThat(unsigned.evaluate().deciding().ifUnchanged()).isNull();
    }

    @Test
    void aFailureOfAnotherTimeIsNoTemperrorOfThen() {
        Scenario scenario = Scenario.of("example.com", List.of(), "_dmarc.example.com TXT !TIMEOUT");
        Dns later = seenAt(scenario.dns(), THEN.plusSeconds(30 * 86_400));
        for (Evaluation evaluation : both(scenario.with(later, AsOf.of(THEN)).evaluate())) {
            assertThat(text(evaluation)).isEqualTo("UNVERIFIABLE POLICY_NOT_OBSERVED");
            assertThat(evaluation.ifUnchanged()).isNull();
        }
    }

    @Test
    void aMissingCandidateTellsWhatItWouldBeIfUnchanged() {
        Scenario scenario = Scenario.of("example.com", List.of(), REJECT);
        for (State then : List.of(State.PASS, State.NOT_PASS)) {
            Candidate spf = new Candidate(Kind.SPF, DomainName.of("example.com"), State.MISSING, then);
            DmarcRequest request = scenario.request();
            DmarcResult result = Dmarc.evaluate(
                    new DmarcRequest(
                            request.fromDomains(), List.of(spf), null, request.asOf(), null, request.suffixes()),
                    scenario.dns());
            assertThat(text(result.deciding())).isEqualTo("UNVERIFIABLE WITNESS_MISSING");
            assertThat(result.deciding().ifUnchanged())
                    .isEqualTo(then == State.PASS ? DmarcStatus.PASS : DmarcStatus.FAIL);
            assertThat(result.action()).isEqualTo("none");
        }
    }

    @Test
    void aTemperrorNamesWhatAlignsAsTheBestGuessWould() {
        DmarcResult result = Scenario.of(
                        "example.com", List.of("dkim mail.example.com"), "_dmarc.example.com TXT !TIMEOUT")
                .evaluate();
        assertThat(result.action()).isEqualTo("temperror");
        for (Evaluation evaluation : both(result)) {
            assertThat(evaluation.alignedDkim()).isEqualTo(DomainName.of("mail.example.com"));
        }
    }

    private static List<Evaluation> both(DmarcResult result) {
        return List.of(result.rfc9989(), result.rfc7489());
    }

    @Test
    void candidatesBeyondTheLimitNeitherPassNorFail() {
        List<String> most =
                new java.util.ArrayList<>(java.util.Collections.nCopies(Dmarc.MAX_CANDIDATES - 1, "dkim x.org"));
        most.add("dkim example.com");
        assertThat(Scenario.of("example.com", most, REJECT).evaluate().status()).isEqualTo(DmarcStatus.PASS);
        most.add(0, "dkim x.org");
        assertThat(Scenario.of("example.com", most, REJECT).evaluate().status()).isEqualTo(DmarcStatus.UNVERIFIABLE);
    }

    @Test
    void anUnansweredQuestionPassesThroughAndEveryForeseenOneIsEnough() {
        Scenario scenario = Scenario.of("a.example.com", List.of("dkim b.example.com", "spf example.net"), REJECT);
        List<Question> foreseen = Dmarc.foreseeable(
                List.of(DomainName.of("a.example.com")),
                List.of(DomainName.of("b.example.com"), DomainName.of("example.net")),
                PublicSuffixList.bundled());
        assertThat(foreseen.stream().map(question -> question.name().toString()))
                .containsExactly("_dmarc.a.example.com", "_dmarc.example.com", "_dmarc.com", "_dmarc.b.example.com");
        assertThat(scenario.with(only(scenario.dns(), foreseen), AsOf.UNKNOWN)
                        .evaluate()
                        .status())
                .isEqualTo(DmarcStatus.PASS);
        for (Question question : foreseen) {
            List<Question> fewer =
                    foreseen.stream().filter(other -> !other.equals(question)).toList();
            assertThatThrownBy(() -> scenario.with(only(scenario.dns(), fewer), AsOf.UNKNOWN)
                            .evaluate())
                    .isInstanceOfSatisfying(
                            Unanswered.class,
                            unanswered -> assertThat(unanswered.question()).isEqualTo(question));
        }
    }

    private static Dns only(Dns dns, List<Question> known) {
        return question -> {
            if (!known.contains(question)) {
                throw new Unanswered(question);
            }
            return dns.lookup(question);
        };
    }

    @Test
    void aRecordIsParsedOnceForEachAnswer() {
        Answer answer = Scenario.of("example.com", List.of(), REJECT)
                .dns()
                .lookup(Question.txt(DomainName.of("_dmarc.example.com")));
        assertThat(answer.parsed(DmarcRecord.OF_ANSWER)).isSameAs(answer.parsed(DmarcRecord.OF_ANSWER));
    }

    @Test
    void theRootAndTheLongestNameHaveNoRecordAndBreakNothing() {
        DomainName longest = DomainName.of("a.".repeat(120) + "b".repeat(13));
        assertThat(longest.toString()).hasSize(253);
        for (DomainName author : List.of(DomainName.ROOT, longest)) {
            DmarcRequest request = new DmarcRequest(
                    List.of(author),
                    List.of(new Candidate(Kind.DKIM, DomainName.ROOT, State.PASS)),
                    null,
                    AsOf.UNKNOWN,
                    null,
                    PublicSuffixList.bundled());
            DmarcResult result =
                    Dmarc.evaluate(request, Scenario.of("x.example", List.of()).dns());
            assertThat(result.status())
                    .isEqualTo(author.equals(DomainName.ROOT) ? DmarcStatus.BESTGUESSPASS : DmarcStatus.NONE);
            assertThat(result.rfc9989().queried()).hasSize(author.equals(DomainName.ROOT) ? 1 : 7);
        }
    }
}
