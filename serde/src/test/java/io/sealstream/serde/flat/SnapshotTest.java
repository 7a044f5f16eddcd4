package io.sealstream.serde.flat;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.serde.Examined;
import io.sealstream.serde.Intake;
import io.sealstream.serde.SampleVerdict;
import io.sealstream.serde.TenantEvidence;
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
    void intake() throws IOException {
        assertReads("intake-1", FlatTypes.INTAKE, Intake.of(MAIL));
        assertWritesAndReads("intake-2", FlatTypes.INTAKE, Intake.of(MAIL));
    }

    @Test
    void examined() throws IOException {
        assertReads("examined-1", FlatTypes.EXAMINED, Examined.of(SampleVerdict.evidenceOfVersion1()));
        assertWritesAndReads("examined-2", FlatTypes.EXAMINED, Examined.of(SampleVerdict.evidence()));
    }

    @Test
    void unreadable() throws IOException {
        assertReads("unreadable-1", FlatTypes.UNREADABLE, UNREADABLE);
        assertWritesAndReads("unreadable-2", FlatTypes.UNREADABLE, UNREADABLE);
    }

    @Test
    void evidence() throws IOException {
        assertReads("evidence-1", FlatTypes.EVIDENCE, SampleVerdict.evidenceOfVersion1());
        assertWritesAndReads("evidence-2", FlatTypes.EVIDENCE, SampleVerdict.evidence());
    }

    @Test
    void tenantEvidence() throws IOException {
        Verdict verdict = SampleVerdict.verdict();
        assertWritesAndReads(
                "tenant-evidence-2",
                FlatTypes.TENANT_EVIDENCE,
                new TenantEvidence(verdict.tenant(), verdict.evidence(), verdict.signals()));
    }

    @Test
    void verdict() throws IOException {
        assertReads("verdict-1", FlatTypes.VERDICT, SampleVerdict.verdictOfVersion1());
        assertWritesAndReads("verdict-2", FlatTypes.VERDICT, SampleVerdict.verdict());
    }

    private static <T> void assertWritesAndReads(String name, TypeInformation<T> type, T expected) throws IOException {
        DataOutputSerializer present = new DataOutputSerializer(1024);
        type.createSerializer(new SerializerConfigImpl()).serialize(expected, present);
        Path written = Path.of("target", "snapshots", name + ".bin");
        Files.createDirectories(Objects.requireNonNull(written.getParent()));
        Files.write(written, present.getCopyOfBuffer());
        assertReads(name, type, expected);
    }

    private static <T> void assertReads(String name, TypeInformation<T> type, T expected) throws IOException {
        var serializer = type.createSerializer(new SerializerConfigImpl());
        try (InputStream committed = SnapshotTest.class.getResourceAsStream(name + ".bin")) {
            assertThat(committed).as("the committed snapshot %s.bin", name).isNotNull();
            T read = serializer.deserialize(new DataInputDeserializer(committed.readAllBytes()));
            assertThat(read).usingRecursiveComparison().isEqualTo(expected);
        }
    }
}
