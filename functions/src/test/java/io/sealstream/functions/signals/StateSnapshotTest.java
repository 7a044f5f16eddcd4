package io.sealstream.functions.signals;

import static io.sealstream.mailauth.compauth.Signals.Finding.GOOD_HISTORY;
import static io.sealstream.mailauth.compauth.Signals.Finding.KNOWN_CONTACT;
import static io.sealstream.mailauth.compauth.Signals.Finding.SPOOF_CAMPAIGN;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.functions.signals.Sighting.Outcome;
import io.sealstream.functions.signals.Step.Backend;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.compauth.Signals.History;
import io.sealstream.mailauth.compauth.Signals.Replay;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.serde.Feedback.Opinion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

/**
 * State as each version wrote it, value by value and as a whole snapshot of a step, in {@code NAME-VERSION.bin} beside this class:
 * it is read for ever. What the present version writes lies in {@code target/snapshots} after this test, to be committed with a
 * new version. Version 1 did not tell mail that failed from mail that could not be judged.
 */
class StateSnapshotTest {
    private static final int PRESENT = 2;

    private static final DayCounts COUNTS = DayCounts.EMPTY
            .withMessage(20_454, Outcome.AUTHENTICATED)
            .withMessage(20_455, Outcome.FAILED)
            .withFeedback(20_460, 1, -1);

    private static final DayCounts COUNTS_OF_VERSION_1 = DayCounts.EMPTY
            .withMessage(20_454, Outcome.AUTHENTICATED)
            .withMessage(20_455, Outcome.OPEN)
            .withFeedback(20_460, 1, -1);

    private static final Subject SUBJECT = new Subject("00ff", "/fabrikam.com", null, 20_454);

    @Test
    void countsByDay() throws IOException {
        assertReads("day-counts", 1, SignalTypes.DAY_COUNTS, COUNTS, COUNTS_OF_VERSION_1);
        assertReads("day-counts", 2, SignalTypes.DAY_COUNTS, COUNTS, COUNTS);
    }

    @Test
    void theDaysOfASender() throws IOException {
        SenderDays days = new SenderDays(COUNTS, 3);
        assertReads("sender-days", 1, SignalTypes.SENDER_DAYS, days, new SenderDays(COUNTS_OF_VERSION_1, 3));
        assertReads("sender-days", 2, SignalTypes.SENDER_DAYS, days, days);
    }

    @Test
    void contacts() throws IOException {
        ContactSet set = ContactSet.EMPTY.with(-7, 20_454).with(-7, 20_460).with(1L << 60, 20_455);
        assertReads("contact-set", PRESENT, SignalTypes.CONTACT_SET, set, set);
    }

    @Test
    void copiesOfSignatures() throws IOException {
        CopySet set = CopySet.EMPTY.with(
                Copies.none(-7, 1_767_268_800_000L).with(20_454, new long[] {1, 2}, new long[] {3, -4}));
        assertReads("copy-set", PRESENT, SignalTypes.COPY_SET, set, set);
    }

    @Test
    void messagesThatFeedbackNames() throws IOException {
        Discussed discussed = new Discussed(SUBJECT, Opinion.MALICIOUS);
        assertReads("discussed", PRESENT, SignalTypes.DISCUSSED, discussed, discussed);
    }

    @Test
    void subjectsAndCorrectionsUnderWay() throws IOException {
        Correction correction = new Correction("/fabrikam.com", null, 20_454, 1, -1, true);
        assertReads("subject", PRESENT, SignalTypes.SUBJECT, SUBJECT, SUBJECT);
        assertReads("correction", PRESENT, SignalTypes.CORRECTION, correction, correction);
    }

    private static <T> void assertReads(String name, int version, TypeInformation<T> type, T present, T expected)
            throws IOException {
        var serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer written = new DataOutputSerializer(256);
        serializer.serialize(present, written);
        Files.write(target(name, PRESENT), written.getCopyOfBuffer());
        byte[] committed = committed(name, version);
        assertThat(committed[0]).isEqualTo((byte) version);
        assertThat(serializer.deserialize(new DataInputDeserializer(committed)))
                .usingRecursiveComparison()
                .isEqualTo(expected);
    }

    private static Path target(String name, int version) throws IOException {
        Path path = Path.of("target", "snapshots", name + "-" + version + ".bin");
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        return path;
    }

    private static byte[] committed(String name, int version) throws IOException {
        String file = name + "-" + version + ".bin";
        try (InputStream in = StateSnapshotTest.class.getResourceAsStream(file)) {
            assertThat(in).as("the committed snapshot %s", file).isNotNull();
            return in.readAllBytes();
        }
    }

    /** Fifteen messages of the domain, its last from elsewhere and failing, and two copies of one signature. */
    private static void fill(Step step) throws Exception {
        for (int day = 0; day < 3; day++) {
            step.take(4, Letter.on(day));
        }
        step.take(2, Letter.on(3).signed("AbCdEfGh"));
        step.take(1, Letter.on(3).dmarc(DmarcStatus.FAIL).from("elsewhere.example"));
    }

    @Test
    void aWholeStepOfVersion1() throws Exception {
        assertSenderStepReads(1);
    }

    @Test
    void aWholeStepOfVersion2() throws Exception {
        assertSenderStepReads(2);
    }

    private static void assertSenderStepReads(int version) throws Exception {
        try (Step step = Step.ofSenders()) {
            fill(step);
            OperatorSnapshotUtil.writeStateHandle(
                    step.snapshot(), target("sender-signals", PRESENT).toString());
        }
        Path copy = Files.createTempFile("sender-signals", ".bin");
        try {
            Files.write(copy, committed("sender-signals", version));
            OperatorSubtaskState state = OperatorSnapshotUtil.readStateHandle(copy.toString());
            try (Step step = Step.ofSenders(SignalSettings.of(90, List.of()), Backend.HEAP, state)) {
                LocalDate first = LocalDate.ofEpochDay(Letter.FIRST_DAY);
                Signals told = step.told(Letter.on(4).signed("AbCdEfGh").from("elsewhere.example"));
                assertThat(told.history())
                        .isEqualTo(new History("elsewhere.example", first.plusDays(3), 0, 1, 0, first, 2, 0, 0));
                assertThat(told.replay()).isEqualTo(new Replay("fabrikam.com", 2, 1));
                assertThat(told.findings()).contains(KNOWN_CONTACT).doesNotContain(SPOOF_CAMPAIGN);
                assertThat(step.findings(Letter.on(4))).contains(GOOD_HISTORY);
                assertThat(step.timers()).isEqualTo(5);
            }
        } finally {
            Files.delete(copy);
        }
    }
}
