package io.sealstream.serde.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sealstream.mailauth.Evidence;
import io.sealstream.serde.Examined;
import io.sealstream.serde.Intake;
import io.sealstream.serde.RandomRecords;
import io.sealstream.serde.SampleVerdict;
import io.sealstream.serde.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlatSerializerTest {

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTypeIsReadAsItWasWritten(long seed) throws IOException {
        RandomRecords records = new RandomRecords(seed);
        Unreadable unreadable = records.unreadable();
        assertRoundTrip(FlatTypes.INTAKE, Intake.of(records.mail()));
        assertRoundTrip(FlatTypes.INTAKE, unreadable);
        assertRoundTrip(FlatTypes.EXAMINED, Examined.of(records.evidence()));
        assertRoundTrip(FlatTypes.EXAMINED, unreadable);
        assertRoundTrip(FlatTypes.UNREADABLE, unreadable);
        assertRoundTrip(FlatTypes.EVIDENCE, records.evidence());
        assertRoundTrip(FlatTypes.VERDICT, records.verdict());
        assertRoundTrip(FlatTypes.TENANT_EVIDENCE, records.tenantEvidence());
    }

    private static <T> void assertRoundTrip(TypeInformation<T> type, T value) throws IOException {
        TypeSerializer<T> serializer = serializer(type);
        byte[] written = write(serializer, value);
        DataInputDeserializer in = new DataInputDeserializer(written);
        T read = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        assertThat(read).usingRecursiveComparison().isEqualTo(value);
        assertThat(write(serializer, read)).isEqualTo(written);

        DataOutputSerializer copy = new DataOutputSerializer(64);
        serializer.copy(new DataInputDeserializer(written), copy);
        assertThat(copy.getCopyOfBuffer()).isEqualTo(written);
    }

    @Test
    void aBrokenRecordIsAnIoExceptionAndNothingElse() throws IOException {
        TypeSerializer<?> serializer = serializer(FlatTypes.EXAMINED);
        byte[] written = write(
                serializer(FlatTypes.EXAMINED),
                Examined.of(new RandomRecords(7).verdict().evidence()));
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = written.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            try {
                assertThat(serializer.deserialize(new DataInputDeserializer(broken)))
                        .isNotNull();
            } catch (IOException told) {
                assertThat(told).isNotNull();
            }
        }
    }

    @Test
    void answersThatNobodyLooksAtAreNotRead() throws IOException {
        byte[] written = write(serializer(FlatTypes.EVIDENCE), SampleVerdict.evidence());
        int record = new String(written, StandardCharsets.ISO_8859_1).indexOf("FOUND");
        written[record] = 'x';
        Evidence read = serializer(FlatTypes.EVIDENCE).deserialize(new DataInputDeserializer(written));
        assertThat(write(serializer(FlatTypes.EVIDENCE), read)).isEqualTo(written);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> read.dns().size())
                .havingCause()
                .withMessage("no Outcome: xOUND");
    }

    @Test
    void aRecordOfALaterVersionIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> serializer(FlatTypes.VERDICT).deserialize(new DataInputDeserializer(new byte[] {99})))
                .withMessageContaining("version 99");
    }

    @Test
    void aLengthBeyondTheInputCostsNoMemory() {
        byte[] claimsOneGibibyte = {1, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 4};
        assertThatIOException()
                .isThrownBy(() ->
                        serializer(FlatTypes.UNREADABLE).deserialize(new DataInputDeserializer(claimsOneGibibyte)));
    }

    @Test
    void withinATaskNothingIsCopied() {
        Intake intake = Intake.of(new RandomRecords(1).mail());
        TypeSerializer<Intake> serializer = serializer(FlatTypes.INTAKE);
        assertThat(serializer.isImmutableType()).isTrue();
        assertThat(serializer.copy(intake)).isSameAs(intake);
    }

    @Test
    void aCheckpointsSnapshotRestoresTheSerializer() throws IOException {
        TypeSerializer<Intake> serializer = serializer(FlatTypes.INTAKE);
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<Intake> restored = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        assertThat(restored.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(restored)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void aTypeTravelsWithTheJobGraph() throws Exception {
        TypeInformation<Intake> sent = InstantiationUtil.clone(FlatTypes.INTAKE);
        assertThat(sent).isEqualTo(FlatTypes.INTAKE).isNotEqualTo(FlatTypes.EXAMINED);
        assertThat(sent.getTypeClass()).isEqualTo(Intake.class);
    }

    private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }
}
