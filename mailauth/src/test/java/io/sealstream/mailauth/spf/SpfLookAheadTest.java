package io.sealstream.mailauth.spf;

import static io.sealstream.mailauth.spf.Checks.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Zone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The questions that are asked together, before evaluation comes to them. */
class SpfLookAheadTest {
    private static final SpfRequest REQUEST = request("192.0.2.1", "user@fabrikam.com");

    /** The questions of each round until none follows. */
    private static List<List<String>> rounds(SpfRequest request, Zone zone) {
        Map<Question, Answer> known = new HashMap<>();
        List<List<String>> rounds = new ArrayList<>();
        List<Question> questions = Spf.foreseeable(request);
        while (!questions.isEmpty()) {
            rounds.add(questions.stream().map(Question::toString).toList());
            questions.forEach(question -> known.put(question, zone.lookup(question)));
            questions = Spf.following(request, known::get);
        }
        return rounds;
    }

    @Test
    void theRecordsOfBothIdentitiesAreForeseeable() {
        assertThat(Spf.foreseeable(REQUEST))
                .containsExactly(Checks.txt("fabrikam.com"), Checks.txt("mail.fabrikam.com"));
        assertThat(Spf.foreseeable(request("192.0.2.1", ""))).containsExactly(Checks.txt("mail.fabrikam.com"));
    }

    @Test
    void nothingIsForeseeableWhereNothingIsEvaluable() {
        SpfRequest request = new SpfRequest(null, "mail.fabrikam.com", "user@fabrikam.com", AsOf.UNKNOWN);

        assertThat(Spf.foreseeable(request)).isEmpty();
    }

    @Test
    void allThatKnownRecordsNameIsAskedTogether() {
        Zone zone = Zone.of(
                "fabrikam.com TXT v=spf1 a:x.test mx include:one.test include:two.test exists:%{i}.y.test redirect=three.test",
                "fabrikam.com MX 10 mx.test",
                "one.test TXT v=spf1 include:deep.test ptr -all",
                "two.test TXT v=spf1 -all",
                "three.test TXT v=spf1 -all",
                "deep.test TXT v=spf1 -all",
                "1.2.0.192.in-addr.arpa PTR out.one.test");

        assertThat(rounds(REQUEST, zone))
                .containsExactly(
                        List.of("fabrikam.com TXT", "mail.fabrikam.com TXT"),
                        List.of(
                                "x.test A",
                                "fabrikam.com MX",
                                "one.test TXT",
                                "two.test TXT",
                                "192.0.2.1.y.test A",
                                "three.test TXT"),
                        List.of("mx.test A", "deep.test TXT", "1.2.0.192.in-addr.arpa PTR"),
                        List.of("out.one.test A"));
    }

    @Test
    void whereKnownAnswersDecideNothingFollows() {
        Zone zone = Zone.of("fabrikam.com TXT v=spf1 ip4:192.0.2.0/24 include:one.test -all");

        assertThat(rounds(REQUEST, zone)).hasSize(1);
    }

    @Test
    void aNameThatHangsOnAnotherAnswerWaitsForIt() {
        Zone zone = Zone.of(
                "fabrikam.com TXT v=spf1 exists:%{p}.y.test include:%{p}.z.test -all",
                "1.2.0.192.in-addr.arpa PTR out.test", "out.test A 192.0.2.1");

        assertThat(rounds(REQUEST, zone))
                .containsExactly(
                        List.of("fabrikam.com TXT", "mail.fabrikam.com TXT"),
                        List.of("1.2.0.192.in-addr.arpa PTR"),
                        List.of("out.test A"),
                        List.of("out.test.y.test A", "out.test.z.test TXT"));
    }
}
