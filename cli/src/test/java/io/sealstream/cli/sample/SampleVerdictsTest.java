package io.sealstream.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The whole core over the sample: what comes out is what its author reasoned from the RFCs. */
class SampleVerdictsTest {
    @TempDir
    private @Nullable Path directory;

    @TestFactory
    Stream<DynamicTest> everyMessageOfTheSampleIsJudgedAsExpected() throws IOException {
        JudgedSample sample = JudgedSample.in(Objects.requireNonNull(directory));
        Map<String, Verdict> verdicts = new HashMap<>();
        for (Mail mail : sample.mails()) {
            verdicts.put(mail.id(), sample.judge(sample.examine(mail)));
        }
        List<DynamicTest> tests = new ArrayList<>();
        sample.expected()
                .forEach((id, row) -> tests.add(DynamicTest.dynamicTest(
                        id,
                        () -> assertThat(shown(Objects.requireNonNull(verdicts.get(id))))
                                .isEqualTo(row))));
        return tests.stream();
    }

    @Test
    void aStampIsAgreedWithUntilAnAnswerIsLost() throws IOException {
        JudgedSample sample = JudgedSample.in(Objects.requireNonNull(directory));
        Question record = Question.txt(DomainName.of("reject.test"));
        int stamped = 0;
        for (Mail mail : sample.mails()) {
            Examination message = sample.examine(mail);
            assertThat(sample.judge(message).drift()).as(mail.id()).isEmpty();
            stamped += message.stamps().stream().anyMatch(Stamp::trusted) ? 1 : 0;
            if (mail.id().equals("arrival/microsoft-stamp")) {
                assertThat(sample.judge(
                                        message,
                                        dns -> question ->
                                                question.equals(record) ? Answer.notObserved() : dns.lookup(question))
                                .drift())
                        .extracting(Drift::method, Drift::reason)
                        .containsExactly(
                                tuple(Drift.Method.SPF, Drift.Reason.NOT_EVALUABLE),
                                tuple(Drift.Method.DMARC, Drift.Reason.NOT_EVALUABLE),
                                tuple(Drift.Method.COMPAUTH, Drift.Reason.NOT_EVALUABLE));
            }
        }
        assertThat(stamped).isGreaterThanOrEqualTo(8);
    }

    @Test
    void everyQuestionIsAnsweredAndTheNullMxOfTheFromDomainIsTold() throws IOException {
        JudgedSample sample = JudgedSample.in(Objects.requireNonNull(directory));
        Set<Question> unanswered = new LinkedHashSet<>();
        for (Mail mail : sample.mails()) {
            Evidence evidence = sample.judge(sample.examine(mail)).evidence();
            evidence.dns().stream()
                    .filter(answer -> answer.outcome() == Answer.Outcome.NOT_OBSERVED)
                    .map(Consulted::question)
                    .forEach(unanswered::add);
            assertThat(evidence.fromTakesNoMail())
                    .as(mail.id())
                    .isEqualTo(
                            evidence.from().domains().isEmpty()
                                    ? null
                                    : evidence.from().domains().contains(DomainName.of("fail.example")));
        }
        assertThat(unanswered).isEmpty();
    }

    private static String shown(Verdict verdict) {
        Evidence evidence = verdict.evidence();
        return String.join(
                " ",
                word(evidence.spf().status()),
                evidence.dkim().stream().map(d -> word(d.status())).collect(Collectors.joining(",")),
                evidence.arc() == null ? "none" : word(evidence.arc().status()),
                word(evidence.dmarc().status()),
                verdict.compauth() == null ? "-" : word(verdict.compauth().status()),
                verdict.compauth() == null || verdict.compauth().reason() == null
                        ? "-"
                        : verdict.compauth().reason());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
