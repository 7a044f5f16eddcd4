package io.sealstream.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.arc.ArcStatus;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.compauth.CompositeStatus;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.spf.SpfStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Missing is not negative: whatever one answer or field is taken from a message of the sample, nothing fails that did not fail with it. */
class MissingEvidenceTest {
    private static final Set<SpfStatus> SPF_FAILS = EnumSet.of(SpfStatus.FAIL, SpfStatus.SOFTFAIL);
    private static final Set<DkimStatus> DKIM_FAILS =
            EnumSet.of(DkimStatus.FAIL, DkimStatus.PERMERROR, DkimStatus.POLICY);

    /** What becomes of an answer. */
    private static final Map<String, Answer> LOST = Map.of(
            "not observed", Answer.notObserved(),
            "timed out", Answer.failed(Failure.TIMEOUT).build());

    private static final Map<String, UnaryOperator<Envelope>> WITHOUT = Map.of(
            "client IP",
            whole -> new Envelope(null, whole.helo(), whole.mailFrom(), whole.rcptTo(), whole.receivedAt()),
            "HELO",
            whole -> new Envelope(whole.clientIp(), null, whole.mailFrom(), whole.rcptTo(), whole.receivedAt()),
            "MAIL FROM",
            whole -> new Envelope(whole.clientIp(), whole.helo(), null, whole.rcptTo(), whole.receivedAt()),
            "receipt time",
            whole -> new Envelope(whole.clientIp(), whole.helo(), whole.mailFrom(), whole.rcptTo(), null));

    @TempDir
    private @Nullable Path directory;

    @TestFactory
    Stream<DynamicTest> nothingFailsForLackOfAnAnswerOrOfAFieldOfTheEnvelope() throws IOException {
        JudgedSample sample = JudgedSample.in(Objects.requireNonNull(directory));
        List<DynamicTest> tests = new ArrayList<>();
        for (Mail mail : sample.mails()) {
            tests.add(DynamicTest.dynamicTest(mail.id(), () -> check(sample, mail)));
        }
        return tests.stream();
    }

    private static void check(JudgedSample sample, Mail mail) {
        Examination message = sample.examine(mail);
        Verdict whole = sample.judge(message);
        Set<String> failing = fails(whole);
        Map<String, Set<String>> brought = new TreeMap<>();
        for (Consulted consulted : whole.evidence().dns()) {
            LOST.forEach((how, answer) -> note(
                    brought,
                    consulted.question() + " " + how,
                    failing,
                    fails(without(sample, message, consulted.question(), answer))));
        }
        WITHOUT.forEach((field, removal) ->
                note(brought, field, failing, fails(sample.judge(sample.examine(with(mail, removal))))));
        assertThat(brought).as("fails that a removal brought about").isEmpty();
    }

    private static Verdict without(JudgedSample sample, Examination message, Question lost, Answer instead) {
        return sample.judge(message, dns -> question -> question.equals(lost) ? instead : dns.lookup(question));
    }

    private static Mail with(Mail mail, UnaryOperator<Envelope> removal) {
        return new Mail(mail.id(), mail.origin(), mail.fidelity(), removal.apply(mail.envelope()), mail.bytes());
    }

    private static void note(Map<String, Set<String>> brought, String removed, Set<String> before, Set<String> after) {
        Set<String> fresh = new TreeSet<>(after);
        fresh.removeAll(before);
        if (!fresh.isEmpty()) {
            brought.put(removed, fresh);
        }
    }

    /** The results that speak against the message. */
    private static Set<String> fails(Verdict verdict) {
        Set<String> fails = new TreeSet<>();
        Evidence evidence = verdict.evidence();
        add(fails, "spf", SPF_FAILS.contains(evidence.spf().status()));
        add(fails, "helo", SPF_FAILS.contains(evidence.helo().status()));
        for (int i = 0; i < evidence.dkim().size(); i++) {
            add(fails, "dkim" + i, DKIM_FAILS.contains(evidence.dkim().get(i).status()));
        }
        @Nullable ArcResult arc = evidence.arc();
        add(fails, "arc", arc != null && arc.status() == ArcStatus.FAIL);
        add(fails, "dmarc", evidence.dmarc().status() == DmarcStatus.FAIL);
        @Nullable CompositeResult compauth = verdict.compauth();
        add(fails, "compauth", compauth != null && compauth.status() == CompositeStatus.FAIL);
        return fails;
    }

    private static void add(Set<String> fails, String method, boolean fail) {
        if (fail) {
            fails.add(method);
        }
    }
}
