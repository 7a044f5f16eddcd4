package io.sealstream.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each rule of "missing is not negative", shown by a message of the sample: what DNS said of one question is replaced, or the
 * copy's fidelity. Beside each what the message is judged to be where nothing is missing.
 */
class MissingIsNotNegativeTest {
    /** SPF fails for it on the way; its signature passes, and with it DMARC. */
    private static final String SIGNED = "forwarding/forwarded-signed";

    private static final String UNSIGNED = "forwarding/forwarded-unsigned";
    private static final String WRONG_BODY = "dkim/tampered-body";
    private static final String KEY = "._domainkey.";
    private static final String POLICY = "_dmarc.";
    private static final String SPF = "signed.example";
    private static final String UNTOUCHED = "no question";

    @TempDir
    private @Nullable Path directory;

    /**
     * One rule.
     *
     * @param question whose answer is replaced: what its name has in it
     * @param instead given the answer and the receipt time: what was seen instead
     */
    private record Rule(
            String says,
            String message,
            Mail.Fidelity fidelity,
            String question,
            BiFunction<Answer, Instant, Answer> instead,
            String expected) {}

    private static Rule rule(
            String says,
            String message,
            String question,
            BiFunction<Answer, Instant, Answer> instead,
            String expected) {
        return new Rule(says, message, Mail.Fidelity.WIRE, question, instead, expected);
    }

    private static List<Rule> keys() {
        return List.of(
                rule("with everything there", SIGNED, UNTOUCHED, (key, then) -> key, "fail pass pass pass []"),
                rule(
                        "a key seen later that verifies proves a pass",
                        SIGNED,
                        KEY,
                        (key, then) -> seen(key, then, 100),
                        "fail pass+KEY_OBSERVED_LATER pass pass []"),
                rule(
                        "and so does one seen earlier",
                        SIGNED,
                        KEY,
                        (key, then) -> seen(key, then, -100),
                        "fail pass+KEY_OBSERVED_EARLIER pass pass []"),
                rule(
                        "another key proves a fail where it was seen then",
                        SIGNED,
                        KEY,
                        (key, then) -> seen(revoked(), then, 0),
                        "fail permerror:KEY_REVOKED fail fail []"),
                rule(
                        "and nothing where it was seen later",
                        SIGNED,
                        KEY,
                        (key, then) -> seen(revoked(), then, 100),
                        "fail unverifiable:KEY_NOT_OBSERVED unverifiable undetermined [DKIM_KEY]"),
                rule(
                        "nor does an absence seen later",
                        SIGNED,
                        KEY,
                        (key, then) -> seen(Answer.noSuchDomain().build(), then, 100),
                        "fail unverifiable:KEY_NOT_OBSERVED unverifiable undetermined [DKIM_KEY]"),
                rule(
                        "an open world says nothing of what it does not hold",
                        SIGNED,
                        KEY,
                        (key, then) -> Answer.notObserved(),
                        "fail unverifiable:KEY_NOT_OBSERVED unverifiable undetermined [DKIM_KEY]"),
                rule(
                        "a key whose other half was public proves nothing",
                        SIGNED,
                        KEY,
                        (key, then) -> compromised(key, then, -1),
                        "fail unverifiable:KEY_COMPROMISED unverifiable undetermined []"),
                rule(
                        "until then it does",
                        SIGNED,
                        KEY,
                        (key, then) -> compromised(key, then, 1),
                        "fail pass pass pass []"),
                rule(
                        "a failure says nothing",
                        SIGNED,
                        KEY,
                        (key, then) -> Answer.failed(Failure.TIMEOUT).build(),
                        "fail temperror:DNS_FAILURE temperror undetermined []"));
    }

    private static List<Rule> policiesAndCopies() {
        return List.of(
                rule(
                        "with everything there",
                        UNSIGNED,
                        UNTOUCHED,
                        (all, then) -> all,
                        "fail none:NOT_SIGNED fail fail []"),
                rule(
                        "a policy that was not observed fails nobody",
                        UNSIGNED,
                        POLICY,
                        (policy, then) -> Answer.notObserved(),
                        "fail none:NOT_SIGNED unverifiable undetermined [DMARC_POLICY]"),
                rule(
                        "one of another time only tells what would be if unchanged",
                        UNSIGNED,
                        POLICY,
                        (policy, then) -> seen(policy, then, 100),
                        "fail none:NOT_SIGNED unverifiable/if unchanged FAIL undetermined [DMARC_POLICY]"),
                rule(
                        "an aligned pass suffices, whatever is missing",
                        SIGNED,
                        SPF,
                        (spf, then) -> Answer.notObserved(),
                        "unverifiable pass pass pass [SPF_RECORD]"),
                new Rule(
                        "a body that was changed fails",
                        WRONG_BODY,
                        Mail.Fidelity.WIRE,
                        UNTOUCHED,
                        (all, then) -> all,
                        "pass fail:BODY_HASH_MISMATCH fail fail []"),
                new Rule(
                        "in a copy that is not of the wire it speaks of the copy alone",
                        WRONG_BODY,
                        Mail.Fidelity.STORED,
                        UNTOUCHED,
                        (all, then) -> all,
                        "pass fail:BODY_HASH_MISMATCH+THIS_COPY unverifiable undetermined [BODY_AS_RECEIVED]"));
    }

    @TestFactory
    Stream<DynamicTest> eachRuleIsShownByAMessage() throws IOException {
        JudgedSample sample = JudgedSample.in(Objects.requireNonNull(directory));
        List<Mail> mails = sample.mails();
        return Stream.concat(keys().stream(), policiesAndCopies().stream())
                .map(rule ->
                        DynamicTest.dynamicTest(rule.message() + ": " + rule.says(), () -> check(sample, mails, rule)));
    }

    /** What the receiver saw and stamped above its boundary outweighs what a mail store has made of the body. */
    @Test
    void aBodyThatTheReceiverHadVerifiedWasAlteredAfterReceipt() throws IOException {
        JudgedSample sample = JudgedSample.in(Objects.requireNonNull(directory));
        Mail stamped = mail(sample.mails(), "arrival/microsoft-stamp");
        Mail changed = mail(sample.mails(), WRONG_BODY);
        String trace = text(stamped).split("(?m)^From: ", 2)[0];
        for (String word : List.of("dkim=pass", "dkim=fail")) {
            byte[] bytes = (stampedWith(trace, word) + text(changed)).getBytes(StandardCharsets.ISO_8859_1);
            Mail stored = new Mail(changed.id(), changed.origin(), Mail.Fidelity.STORED, stamped.envelope(), bytes);
            assertThat(words(sample.judge(sample.examine(stored))))
                    .as(word)
                    .contains(
                            word.contains("pass") ? " unverifiable:ALTERED_AFTER_RECEIPT" : " fail:BODY_HASH_MISMATCH")
                    .contains("BODY_AS_RECEIVED");
        }
    }

    private static String stampedWith(String trace, String word) {
        String stamped = trace.replaceAll("dkim=none[^;]*", word + " header.d=signed.example");
        assertThat(stamped).isNotEqualTo(trace);
        return stamped;
    }

    private static String text(Mail mail) {
        return new String(mail.bytes(), StandardCharsets.ISO_8859_1);
    }

    private static Mail mail(List<Mail> mails, String id) {
        return mails.stream().filter(mail -> mail.id().equals(id)).findFirst().orElseThrow();
    }

    private static void check(JudgedSample sample, List<Mail> mails, Rule rule) {
        Mail whole = mail(mails, rule.message());
        Mail mail = new Mail(whole.id(), whole.origin(), rule.fidelity(), whole.envelope(), whole.bytes());
        Examination message = sample.examine(mail);
        Instant then = Objects.requireNonNull(message.asOf().receivedAt());
        Verdict verdict = sample.judge(message, dns -> question -> {
            Answer answer = dns.lookup(question);
            return isMeant(question, rule) ? rule.instead().apply(answer, then) : answer;
        });
        assertThat(words(verdict)).isEqualTo(rule.expected());
    }

    private static boolean isMeant(Question question, Rule rule) {
        String name = question.name().toString();
        return rule.question().equals(SPF) ? name.equals(SPF) : name.contains(rule.question());
    }

    /** SPF, DKIM with reason and flags, DMARC, compauth, and what is missing. */
    private static String words(Verdict verdict) {
        Evidence evidence = verdict.evidence();
        String dkim =
                evidence.dkim().stream().map(MissingIsNotNegativeTest::words).collect(Collectors.joining(","));
        String ifUnchanged = Optional.ofNullable(evidence.dmarc().deciding().ifUnchanged())
                .map(status -> "/if unchanged " + status)
                .orElse("");
        String compauth =
                verdict.compauth() == null ? "absent" : word(verdict.compauth().status());
        return word(evidence.spf().status()) + " " + dkim + " "
                + word(evidence.dmarc().status()) + ifUnchanged + " " + compauth + " " + evidence.missing();
    }

    private static String words(DkimResult result) {
        String flags = result.flags().stream().map(flag -> "+" + flag).collect(Collectors.joining());
        boolean passed = word(result.status()).equals("pass");
        return word(result.status()) + (passed ? "" : ":" + result.reason()) + flags;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Answer seen(Answer answer, Instant then, int daysAfter) {
        return answer.toBuilder().seenAt(then.plus(Duration.ofDays(daysAfter))).build();
    }

    private static Answer compromised(Answer answer, Instant then, int daysAfter) {
        Observation exposed = new Observation(null, null, then.plus(Duration.ofDays(daysAfter)));
        return answer.toBuilder().observation(exposed).build();
    }

    private static Answer revoked() {
        return Answer.found(List.of(new Rdata.Text("v=DKIM1; p="))).build();
    }
}
