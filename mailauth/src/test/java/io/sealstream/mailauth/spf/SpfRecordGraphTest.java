package io.sealstream.mailauth.spf;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Consultation;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import io.sealstream.mailauth.dns.Unanswered;
import io.sealstream.mailauth.dns.Zone;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Properties of evaluation over random graphs of records, loops among them; the seeds are fixed. */
class SpfRecordGraphTest {
    private static final int GRAPHS = 1_500;
    private static final int DOMAINS = 6;

    /** Ten terms, each with its own query, its names, and the client's names for {@code %{p}}; and the record itself. */
    private static final int MAX_QUESTIONS = 1 + 10 * (1 + 10 + 11);

    /** The client's names are the same for all terms. */
    private static final int MAX_DISTINCT_QUESTIONS = 1 + 10 * (1 + 10) + 11;

    private static final String[] QUALIFIERS = {"", "+", "-", "~", "?"};
    private static final String[] TERMS = {
        "include:%s",
        "include:%s",
        "include:%%{d2}.%s",
        "a:%s",
        "a",
        "mx:%s/28",
        "mx",
        "ptr",
        "ptr:%s",
        "exists:%s",
        "exists:%%{p}.%s",
        "exists:%%{ir}.%s",
        "ip4:192.0.2.0/24",
        "ip4:198.51.100.0/24",
        "ip6:2001:db8::/32"
    };
    private static final String[] ADDRESSES = {"192.0.2.1", "192.0.2.9", "198.51.100.1", "!TIMEOUT", "!UNOBSERVED"};
    private static final SpfRequest REQUEST = Checks.request("192.0.2.1", "user@d0.test");

    private final Random random = new Random(7208);

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String domain() {
        return "d" + random.nextInt(DOMAINS) + ".test";
    }

    private Zone zone() {
        Zone zone = Zone.of();
        for (int i = 0; i < DOMAINS; i++) {
            String name = "d" + i + ".test";
            int kind = random.nextInt(20);
            add(zone, name + " TXT " + (kind == 0 ? "!TIMEOUT" : kind == 1 ? "none" : record()));
            if (random.nextBoolean()) {
                add(zone, name + " A " + pick(ADDRESSES));
            }
            for (int exchanges = random.nextInt(4) == 0 ? 12 : random.nextInt(2); exchanges > 0; exchanges--) {
                add(zone, name + " MX " + exchanges + " " + domain());
            }
        }
        for (int names = random.nextInt(12); names > 0; names--) {
            add(zone, "1.2.0.192.in-addr.arpa PTR " + domain());
        }
        return zone;
    }

    private static void add(Zone zone, String line) {
        String[] part = line.split(" ", 3);
        zone.add(Checks.question(part[0], RecordType.valueOf(part[1])), part[2]);
    }

    private String record() {
        StringBuilder record = new StringBuilder("v=spf1");
        for (int terms = random.nextInt(7); terms > 0; terms--) {
            record.append(' ').append(pick(QUALIFIERS)).append(String.format(pick(TERMS), domain()));
        }
        record.append(pick("", " -all", " ~all", " redirect=" + domain(), " redirect=%{d}"));
        return record.append(random.nextInt(40) == 0 ? " wrong" : "").toString();
    }

    @Test
    void evaluationEndsWithinItsLimits() {
        Set<SpfStatus> statuses = EnumSet.noneOf(SpfStatus.class);
        for (int graph = 0; graph < GRAPHS; graph++) {
            Zone zone = zone();
            SpfResult result = Spf.checkMailFrom(REQUEST, zone);

            statuses.add(result.status());
            assertThat(zone.asked()).hasSizeLessThanOrEqualTo(MAX_QUESTIONS);
            assertThat(result.lookups()).isBetween(0, 10);
            assertThat(result.voidLookups()).isBetween(0, 3);
            assertThat(result.path()).hasSizeLessThanOrEqualTo(11);
            assertThat(Spf.checkMailFrom(REQUEST, zone)).isEqualTo(result);
        }
        assertThat(statuses).isEqualTo(EnumSet.complementOf(EnumSet.of(SpfStatus.NOT_EVALUABLE)));
    }

    @Test
    void noAnswerThatIsNotObservedMakesAResult() {
        for (int graph = 0; graph < GRAPHS; graph++) {
            Consultation consultation = new Consultation(zone());
            SpfResult result = Spf.checkMailFrom(REQUEST, consultation);
            for (Question removed : List.copyOf(consultation.consulted().keySet())) {
                SpfResult without = Spf.checkMailFrom(REQUEST, replacing(removed, Answer.notObserved(), consultation));

                assertThat(without.status())
                        .as("%s without %s", result, removed)
                        .isEqualTo(SpfStatus.UNVERIFIABLE);
                assertThat(without.ifUnchanged()).isNull();
            }
        }
    }

    @Test
    void noAnswerThatFailsMakesAFail() {
        Answer timeout = Answer.failed(Failure.TIMEOUT).build();
        for (int graph = 0; graph < GRAPHS; graph++) {
            Consultation consultation = new Consultation(zone());
            SpfResult result = Spf.checkMailFrom(REQUEST, consultation);
            for (Question failed : List.copyOf(consultation.consulted().keySet())) {
                SpfResult without = Spf.checkMailFrom(REQUEST, replacing(failed, timeout, consultation));

                assertThat(without.status())
                        .as("%s where %s fails", result, failed)
                        .isNotIn(SpfStatus.FAIL, SpfStatus.SOFTFAIL);
            }
        }
    }

    private static Dns replacing(Question question, Answer answer, Dns dns) {
        return asked -> asked.equals(question) ? answer : dns.lookup(asked);
    }

    @Test
    void roundsOfQuestionsLeadToTheResultThatAllAnswersGive() {
        for (int graph = 0; graph < GRAPHS; graph++) {
            Zone zone = zone();
            Map<Question, Answer> known = new HashMap<>();
            List<Question> questions = new ArrayList<>(Spf.foreseeable(REQUEST));
            while (!questions.isEmpty()) {
                questions.forEach(question -> known.put(question, zone.lookup(question)));
                questions = Spf.following(REQUEST, known::get);

                assertThat(questions).noneMatch(known::containsKey);
                assertThat(questions).hasSizeLessThanOrEqualTo(2 * MAX_DISTINCT_QUESTIONS);
            }
            Dns resolved = question -> {
                Answer answer = known.get(question);
                if (answer == null) {
                    throw new Unanswered(question);
                }
                return answer;
            };
            assertThat(Spf.checkMailFrom(REQUEST, resolved)).isEqualTo(Spf.checkMailFrom(REQUEST, zone));
            assertThat(Spf.checkHelo(REQUEST, resolved)).isEqualTo(Spf.checkHelo(REQUEST, zone));
        }
    }

    @Test
    void aSurveyOfAnyGraphEnds() {
        for (int graph = 0; graph < GRAPHS; graph++) {
            Zone zone = zone();
            SpfPosture posture = SpfPosture.of(DomainName.of("d0.test"), zone);

            assertThat(posture.lookups()).isLessThanOrEqualTo(SpfPosture.MAX_TERMS);
            assertThat(zone.asked()).hasSizeLessThanOrEqualTo(1 + 22 * SpfPosture.MAX_TERMS);
            assertThat(SpfPosture.of(DomainName.of("d0.test"), zone)).isEqualTo(posture);
        }
    }
}
