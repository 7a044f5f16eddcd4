package io.sealstream.functions.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.functions.authenticate.StagedDns.When;
import io.sealstream.mailauth.Authentication;
import io.sealstream.mailauth.AuthenticationSettings;
import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.spf.SpfStatus;
import io.sealstream.serde.Examined;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import io.sealstream.serde.flat.FlatTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AuthenticateFunctionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Instant RECEIVED = Instant.parse("2026-05-04T10:00:00Z");
    private static final String SPF = "fabrikam.com v=spf1 include:spf.example -all";
    private static final String INCLUDED = "spf.example v=spf1 ip4:192.0.2.1 -all";
    private static final String DMARC = "_dmarc.fabrikam.com v=DMARC1; p=reject";

    /** Static, for factories travel: what a job carries holds no DNS source. */
    private static StagedDns dns = StagedDns.all(When.NEVER);

    private static AuthenticateSettings settings(long bytesInFlight, Duration timeout) {
        return new AuthenticateSettings(1, bytesInFlight, timeout, 100);
    }

    private static OneInputStreamOperatorTestHarness<Intake, Examined> start(StagedDns source) throws Exception {
        return start(source, settings(1 << 20, TIMEOUT));
    }

    private static OneInputStreamOperatorTestHarness<Intake, Examined> start(
            StagedDns source, AuthenticateSettings settings) throws Exception {
        OneInputStreamOperatorTestHarness<Intake, Examined> harness = create(source, settings);
        harness.open();
        return harness;
    }

    private static OneInputStreamOperatorTestHarness<Intake, Examined> create(
            StagedDns source, AuthenticateSettings settings) throws Exception {
        dns = source;
        AuthenticateFunction function = new AuthenticateFunction(
                () -> new Authentication(AuthenticationSettings.defaults()), () -> dns, settings);
        AsyncWaitOperatorFactory<Intake, Examined> factory =
                new AsyncWaitOperatorFactory<>(function, settings.timeout().toMillis(), 5000, OutputMode.UNORDERED);
        SerializerConfigImpl config = new SerializerConfigImpl();
        OneInputStreamOperatorTestHarness<Intake, Examined> harness =
                new OneInputStreamOperatorTestHarness<>(factory, FlatTypes.INTAKE.createSerializer(config));
        harness.setup(FlatTypes.EXAMINED.createSerializer(config));
        harness.getExecutionConfig().enableObjectReuse();
        return harness;
    }

    private static Intake mail(String id) {
        return Intake.of(new Mail(id, origin(0), Mail.Fidelity.WIRE, envelope("a@fabrikam.com"), bytes(id)));
    }

    private static Mail.Origin origin(long offset) {
        return new Mail.Origin("mail.raw", 0, offset, 0);
    }

    private static Envelope envelope(String mailFrom) {
        return new Envelope(
                IpAddress.parse("192.0.2.1").orElseThrow(), "mx.fabrikam.com", mailFrom, List.of(), RECEIVED);
    }

    private static byte[] bytes(String id) {
        return ("Message-ID: <" + id + "@fabrikam.com>\r\nFrom: a@fabrikam.com\r\n\r\nHello\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static List<Examined> finish(OneInputStreamOperatorTestHarness<Intake, Examined> harness) throws Exception {
        harness.endInput();
        List<Examined> output = harness.extractOutputValues();
        harness.close();
        return output;
    }

    /** While held answers are let come again and again, for who asks for them does so in its own time. */
    private static List<Examined> finishReleasing(OneInputStreamOperatorTestHarness<Intake, Examined> harness)
            throws Exception {
        AtomicBoolean finished = new AtomicBoolean();
        CompletableFuture<Void> releasing = CompletableFuture.runAsync(() -> {
            while (!finished.get()) {
                dns.release();
            }
        });
        harness.endInput();
        finished.set(true);
        releasing.get();
        List<Examined> output = harness.extractOutputValues();
        harness.close();
        return output;
    }

    private static List<Evidence> evidence(List<Examined> output) {
        List<Evidence> evidence = new ArrayList<>();
        output.forEach(examined -> examined.route(evidence::add, unreadable -> {}));
        return evidence;
    }

    private static List<Unreadable> unreadable(List<Examined> output) {
        List<Unreadable> letters = new ArrayList<>();
        output.forEach(examined -> examined.route(found -> {}, letters::add));
        return letters;
    }

    @Test
    void judgesInOneRunWhereEveryAnswerIsAtHand() throws Exception {
        var harness = start(StagedDns.all(When.AT_HAND, SPF, INCLUDED, DMARC));
        harness.processElement(mail("1"), 0);
        List<Examined> output = finish(harness);
        assertThat(evidence(output)).singleElement().satisfies(found -> {
            assertThat(found.spf().status()).isEqualTo(SpfStatus.PASS);
            assertThat(found.dmarc().status()).isEqualTo(DmarcStatus.PASS);
            assertThat(found.processing().runs()).isEqualTo(1);
            assertThat(found.processing().micros()).isGreaterThanOrEqualTo(0);
        });
        assertThat(dns.sent).isEmpty();
    }

    @Test
    void judgesOnTheTaskThreadWhereNoThreadsTakeOverAndEveryAnswerIsAtHand() throws Exception {
        var harness = start(
                StagedDns.all(When.AT_HAND, SPF, INCLUDED, DMARC), new AuthenticateSettings(0, 1 << 20, TIMEOUT, 100));
        for (int i = 0; i < 20; i++) {
            harness.processElement(mail(Integer.toString(i)), 0);
        }
        assertThat(dns.askedBy).containsOnly(Thread.currentThread().getName());
        assertThat(evidence(finish(harness))).hasSize(20);
    }

    @Test
    void whatWaitedForDnsGoesOnWithoutThreadsThatTakeOver() throws Exception {
        var harness = start(
                StagedDns.all(When.HELD, SPF, INCLUDED, DMARC), new AuthenticateSettings(0, 1 << 20, TIMEOUT, 100));
        harness.processElement(mail("1"), 0);
        assertThat(evidence(finishReleasing(harness)))
                .singleElement()
                .satisfies(found -> assertThat(found.spf().status()).isEqualTo(SpfStatus.PASS));
        assertThat(dns.askedBy).isNotEmpty().doesNotContain(StagedDns.THREAD);
    }

    @Test
    void runsAgainForAnAnswerThatNobodyForesawAndNeverOnADnsThread() throws Exception {
        var harness = start(StagedDns.all(When.HELD, SPF, INCLUDED, DMARC));
        harness.processElement(mail("1"), 0);
        List<Examined> output = finishReleasing(harness);
        assertThat(evidence(output)).singleElement().satisfies(found -> {
            assertThat(found.spf().status()).isEqualTo(SpfStatus.PASS);
            assertThat(found.processing().runs()).isEqualTo(2);
        });
        assertThat(dns.askedBy).isNotEmpty().doesNotContain(StagedDns.THREAD);
    }

    @Test
    void whatCouldNotBeReadPassesThrough() throws Exception {
        var harness = start(StagedDns.all(When.AT_HAND));
        Unreadable tombstone =
                Unreadable.of(origin(7), Reason.TOMBSTONE, "a record without a value", null, new byte[0]);
        harness.processElement(tombstone, 0);
        assertThat(finish(harness)).containsExactly(tombstone);
    }

    @Test
    void aTimeOutIsJudgedByTheAnswersThatAreThere() throws Exception {
        var harness = start(new StagedDns(
                question -> question.name().toString().equals("_dmarc.fabrikam.com") ? When.SOON : When.NEVER, DMARC));
        harness.processElement(mail("1"), 0);
        harness.setProcessingTime(TIMEOUT.toMillis() + 1);
        assertThat(evidence(finish(harness))).singleElement().satisfies(found -> {
            assertThat(found.spf().status()).isEqualTo(SpfStatus.TEMPERROR);
            assertThat(found.dmarc().status()).isEqualTo(DmarcStatus.TEMPERROR);
        });
    }

    @Test
    void lateAnswersChangeNothing() throws Exception {
        var harness = start(StagedDns.all(When.HELD, SPF, INCLUDED, DMARC));
        harness.processElement(mail("1"), 0);
        harness.setProcessingTime(TIMEOUT.toMillis() + 1);
        dns.release();
        assertThat(evidence(finish(harness)))
                .singleElement()
                .satisfies(found -> assertThat(found.spf().status()).isEqualTo(SpfStatus.TEMPERROR));
    }

    /** Where something is thrown: while the message is taken apart, while it is asked for, or on a worker. */
    enum Defect {
        EXAMINE,
        ASK,
        ASK_TOO_DEEP,
        RUN_ON_WORKER
    }

    @ParameterizedTest
    @EnumSource
    void aDefectBecomesADeadLetterAndTheOthersGoOn(Defect defect) throws Exception {
        var harness = start(new StagedDns(
                question -> switch (question.name().toString()) {
                    case "_dmarc.broken.example" -> defect == Defect.RUN_ON_WORKER ? When.HELD : broken(defect);
                    case "unforeseen.example" -> broken(defect);
                    default -> When.AT_HAND;
                },
                "broken.example v=spf1 redirect=unforeseen.example",
                SPF,
                INCLUDED,
                DMARC));
        byte[] broken = "From: a@broken.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        Envelope envelope = defect == Defect.EXAMINE ? none() : envelope("a@broken.example");
        harness.processElement(mail("1"), 0);
        harness.processElement(Intake.of(new Mail("2", origin(2), Mail.Fidelity.WIRE, envelope, broken)), 0);
        harness.processElement(mail("3"), 0);
        List<Examined> output = finishReleasing(harness);
        assertThat(evidence(output)).extracting(Evidence::id).containsExactlyInAnyOrder("1", "3");
        assertThat(unreadable(output)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.INTERNAL_ERROR);
            assertThat(letter.origin()).isEqualTo(origin(2));
            assertThat(letter.bytes()).isEqualTo(broken);
        });
    }

    @SuppressWarnings("NullAway") // a null where none may be is the defect
    private static Envelope none() {
        return null;
    }

    private static When broken(Defect defect) {
        return switch (defect) {
            case EXAMINE -> When.AT_HAND;
            case ASK -> throw new IllegalStateException("a defect made on purpose");
            case ASK_TOO_DEEP -> tooDeep(0);
            case RUN_ON_WORKER -> {
                assertThat(Thread.currentThread().getName()).startsWith("sealstream-authenticate");
                throw new IllegalStateException("a defect made on purpose, on a worker");
            }
        };
    }

    private static When tooDeep(int depth) {
        return depth < 0 ? When.NEVER : tooDeep(depth + 1);
    }

    @Test
    void anErrorOfTheJvmFailsTheTask() throws Exception {
        var harness = start(new StagedDns(question -> {
            throw new InternalError("made on purpose");
        }));
        harness.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
        harness.processElement(mail("1"), 0);
        awaitFailure(harness);
        assertThat(harness.getEnvironment().getActualExternalFailureCause()).isPresent();
        harness.close();
    }

    private static void awaitFailure(OneInputStreamOperatorTestHarness<Intake, Examined> harness) {
        while (harness.getEnvironment().getActualExternalFailureCause().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void permitsComeBackWithEachMessage() throws Exception {
        var harness = start(StagedDns.all(When.SOON, SPF, INCLUDED, DMARC), settings(200, TIMEOUT));
        for (int i = 0; i < 500; i++) {
            harness.processElement(mail(Integer.toString(i)), 0);
        }
        assertThat(evidence(finish(harness)))
                .hasSize(500)
                .allSatisfy(found -> assertThat(found.spf().status()).isEqualTo(SpfStatus.PASS));
    }

    @Test
    void aMessageLargerThanTheBudgetPassesAlone() throws Exception {
        var harness = start(StagedDns.all(When.SOON, SPF, INCLUDED, DMARC), settings(10, TIMEOUT));
        for (int i = 0; i < 20; i++) {
            harness.processElement(mail(Integer.toString(i)), 0);
        }
        assertThat(evidence(finish(harness))).hasSize(20);
    }

    @Test
    void whoWaitsForPermitsEndsThoseWhoseTimeIsOver() throws Exception {
        var harness = start(StagedDns.all(When.NEVER), settings(100, Duration.ofMillis(20)));
        for (int i = 0; i < 3; i++) {
            harness.processElement(mail(Integer.toString(i)), 0);
        }
        harness.setProcessingTime(1000);
        assertThat(evidence(finish(harness)))
                .hasSize(3)
                .allSatisfy(found -> assertThat(found.spf().status()).isEqualTo(SpfStatus.TEMPERROR));
    }

    @Test
    void asksNoMoreThanItMay() throws Exception {
        var harness =
                start(StagedDns.all(When.SOON, SPF, INCLUDED, DMARC), new AuthenticateSettings(1, 1 << 20, TIMEOUT, 2));
        harness.processElement(mail("1"), 0);
        assertThat(evidence(finish(harness))).hasSize(1);
        assertThat(dns.sent).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void anAnswerThatComesAfterTheEndIsPassedOver() throws Exception {
        StagedDns late = StagedDns.all(When.HELD, SPF);
        var harness = start(late);
        harness.processElement(mail("1"), 0);
        harness.close();
        late.release();
        assertThat(harness.extractOutputValues()).isEmpty();
    }

    @Test
    void messagesUnderWayAreInTheCheckpoint() throws Exception {
        var before = start(StagedDns.all(When.NEVER));
        before.processElement(mail("1"), 0);
        before.processElement(mail("2"), 0);
        OperatorSubtaskState checkpoint = before.snapshot(1, 1);
        before.close();

        var after = create(StagedDns.all(When.SOON, SPF, INCLUDED, DMARC), settings(1 << 20, TIMEOUT));
        after.initializeState(checkpoint);
        after.open();
        assertThat(evidence(finish(after))).extracting(Evidence::id).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void noMessageIsLostOrDoubledWhateverBecomesOfItsAnswers() throws Exception {
        Random random = new Random(5322);
        When[] all = {When.AT_HAND, When.SOON, When.HELD, When.NEVER};
        int messages = 2000;
        When[] fates = new When[messages * 4];
        for (int i = 0; i < fates.length; i++) {
            fates[i] = all[random.nextInt(all.length)];
        }
        var harness = start(new StagedDns(question -> {
            int hash = Math.floorMod(question.name().toString().hashCode(), fates.length);
            if (hash % 97 == 0) {
                throw new IllegalStateException("a defect made on purpose");
            }
            return fates[hash];
        }));
        for (int i = 0; i < messages; i++) {
            byte[] bytes = ("From: a@d" + i + ".example\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            harness.processElement(
                    Intake.of(new Mail(
                            Integer.toString(i), origin(i), Mail.Fidelity.WIRE, envelope("a@fabrikam.com"), bytes)),
                    0);
            if (i % 100 == 0) {
                dns.release();
            }
        }
        dns.release();
        harness.setProcessingTime(TIMEOUT.toMillis() + 1);
        assertThat(finish(harness))
                .extracting(examined -> examined.origin().offset())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, messages).boxed().toList());
    }
}
