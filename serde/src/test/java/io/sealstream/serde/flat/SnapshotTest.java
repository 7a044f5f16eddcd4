package io.sealstream.serde.flat;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.serde.Examined;
import io.sealstream.serde.Intake;
import io.sealstream.serde.SampleVerdict;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/**
 * Records as each released version wrote them, in {@code NAME-VERSION.bin} beside this class: they are read for ever. What
 * the present version writes lies in {@code target/snapshots} after this test, to be committed with a new version.
 */
class SnapshotTest {
    private static final byte[] MESSAGE = "From: a@fabrikam.com\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final Mail MAIL = new Mail(
            "mail.raw/0/42",
            new Mail.Origin("mail.raw", 0, 42, 1_777_888_800_000L),
            Mail.Fidelity.WIRE,
            new Envelope(
                    IpAddress.parse("2001:db8::1").orElseThrow(),
                    "mx.fabrikam.com",
                    "",
                    List.of("someone@contoso.com"),
                    Instant.parse("2026-05-04T10:00:00.000000001Z")),
            MESSAGE);

    private static final Unreadable UNREADABLE =
            Unreadable.of(Mail.Origin.file("a.mbox", 77), Reason.BAD_FORMAT, "no mbox", null, MESSAGE);

    @Test
    void intakeOfVersion1() throws IOException {
        assertReads("intake-1", FlatTypes.INTAKE, Intake.of(MAIL));
    }

    @Test
    void examinedOfVersion1() throws IOException {
        assertReads("examined-1", FlatTypes.EXAMINED, Examined.of(SampleVerdict.evidence()));
    }

    @Test
    void unreadableOfVersion1() throws IOException {
        assertReads("unreadable-1", FlatTypes.UNREADABLE, UNREADABLE);
    }

    @Test
    void evidenceOfVersion1() throws IOException {
        assertReads("evidence-1", FlatTypes.EVIDENCE, SampleVerdict.evidence());
    }

    @Test
    void verdictOfVersion1() throws IOException {
        assertReads("verdict-1", FlatTypes.VERDICT, SampleVerdict.verdict());
    }

    private static <T> void assertReads(String name, TypeInformation<T> type, T expected) throws IOException {
        var serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer present = new DataOutputSerializer(1024);
        serializer.serialize(expected, present);
        Path written = Path.of("target", "snapshots", name + ".bin");
        Files.createDirectories(Objects.requireNonNull(written.getParent()));
        Files.write(written, present.getCopyOfBuffer());

        try (InputStream committed = SnapshotTest.class.getResourceAsStream(name + ".bin")) {
            assertThat(committed).as("the committed snapshot %s.bin", name).isNotNull();
            T read = serializer.deserialize(new DataInputDeserializer(committed.readAllBytes()));
            assertThat(read).usingRecursiveComparison().isEqualTo(expected);
        }
    }
}
