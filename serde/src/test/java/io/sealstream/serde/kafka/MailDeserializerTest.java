package io.sealstream.serde.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.serde.EnvelopeFields;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import io.sealstream.serde.flat.FlatTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDeserializerTest {
    private static final int MAX = 1_000;
    private static final byte[] MESSAGE = "From: a@fabrikam.com\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);

    private final MailDeserializer deserializer = new MailDeserializer(MAX);

    @Test
    void theValueIsTheMessageUncopiedAndTheHeadersAreTheEnvelope() {
        Headers headers = new RecordHeaders();
        header(headers, "id", "m-1");
        header(headers, "client-ip", "192.0.2.1");
        header(headers, "helo", "mx.fabrikam.com");
        header(headers, "mail-from", "<a@fabrikam.com>");
        header(headers, "rcpt-to", "<b@contoso.com>");
        header(headers, "rcpt-to", "c@contoso.com");
        header(headers, "received-at", "2026-05-04T12:00:00.5+02:00");
        header(headers, "x-other", "passed over");

        Mail mail = mail(headers, MESSAGE);

        assertThat(mail.bytes()).isSameAs(MESSAGE);
        assertThat(mail.id()).isEqualTo("m-1");
        assertThat(mail.fidelity()).isEqualTo(Mail.Fidelity.WIRE);
        assertThat(mail.origin()).isEqualTo(new Mail.Origin("mail.raw", 3, 42, 1_000));
        assertThat(mail.envelope().clientIp())
                .isEqualTo(IpAddress.parse("192.0.2.1").orElseThrow());
        assertThat(mail.envelope().helo()).isEqualTo("mx.fabrikam.com");
        assertThat(mail.envelope().mailFrom()).isEqualTo("a@fabrikam.com");
        assertThat(mail.envelope().rcptTo()).containsExactly("b@contoso.com", "c@contoso.com");
        assertThat(mail.envelope().receivedAt()).isEqualTo(Instant.parse("2026-05-04T10:00:00.500Z"));
    }

    @Test
    void withoutHeadersNothingIsKnownAndTheCoordinatesAreTheId() {
        Mail mail = mail(new RecordHeaders(), MESSAGE);
        assertThat(mail.id()).isEqualTo("mail.raw/3/42");
        assertThat(mail.envelope()).isEqualTo(Envelope.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "client-ip", "helo", "received-at", "rcpt-to"})
    void anEmptyHeaderOrOneWithoutValueSaysNothing(String name) {
        Headers headers = new RecordHeaders();
        header(headers, name, "");
        headers.add(name, null);
        assertThat(mail(headers, MESSAGE).envelope()).isEqualTo(Envelope.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<>", " "})
    void anEmptyMailFromIsTheNullSender(String nullSender) {
        Headers headers = new RecordHeaders();
        header(headers, "mail-from", nullSender);
        assertThat(mail(headers, MESSAGE).envelope().mailFrom()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1777888800000, 2026-05-04T10:00:00Z",
        "0, 1970-01-01T00:00:00Z",
        "2026-05-04t10:00:00z, 2026-05-04T10:00:00Z",
        "2026-05-04T23:59:60Z, 2026-05-04T23:59:59Z",
    })
    void theReceiptTimeIsRfc3339OrEpochMilliseconds(String written, Instant meant) {
        Headers headers = new RecordHeaders();
        header(headers, "received-at", written);
        assertThat(mail(headers, MESSAGE).envelope().receivedAt()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "client-ip, 192.0.2.256",
        "client-ip, 192.0.2.1:25",
        "client-ip, fabrikam.com",
        "received-at, yesterday",
        "received-at, 2026-05-04",
        "received-at, -1",
        "received-at, 9999999999999999",
        "received-at, +1000000000-01-01T00:00:00Z",
    })
    void anEnvelopeThatDoesNotParseIsUnreadableWithItsOctets(String name, String value) {
        Headers headers = new RecordHeaders();
        header(headers, "id", "m-1");
        header(headers, name, value);
        Unreadable unreadable = unreadable(headers, MESSAGE);
        assertThat(unreadable.reason()).isEqualTo(Reason.BAD_ENVELOPE);
        assertThat(unreadable.detail()).doesNotContain(value);
        assertThat(unreadable.id()).isEqualTo("m-1");
        assertThat(unreadable.origin()).isEqualTo(new Mail.Origin("mail.raw", 3, 42, 1_000));
        assertThat(unreadable.bytes()).isSameAs(MESSAGE);
    }

    @ParameterizedTest
    @CsvSource({"id, m", "client-ip, 192.0.2.1", "helo, mx", "mail-from, a@b.c", "received-at, 1"})
    void aFactGivenTwiceIsNoFact(String name, String value) {
        Headers headers = new RecordHeaders();
        header(headers, name, value);
        header(headers, name, value);
        assertThat(unreadable(headers, MESSAGE).reason()).isEqualTo(Reason.BAD_ENVELOPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "helo", "mail-from", "rcpt-to"})
    void aHeaderMayHaveSoManyCharactersAndNotOneMore(String name) {
        Headers fits = new RecordHeaders();
        header(fits, name, "\u00fc".repeat(EnvelopeFields.MAX_LENGTH));
        assertThat(intake(fits, MESSAGE)).isInstanceOf(Intake.Readable.class);

        Headers over = new RecordHeaders();
        header(over, name, "\u00fc".repeat(EnvelopeFields.MAX_LENGTH + 1));
        assertThat(unreadable(over, MESSAGE).reason()).isEqualTo(Reason.BAD_ENVELOPE);
    }

    @Test
    void aMessageMayHaveSoManyRecipientsAndNotOneMore() {
        Headers headers = new RecordHeaders();
        Collections.nCopies(EnvelopeFields.MAX_RECIPIENTS, "a@b.c").forEach(to -> header(headers, "rcpt-to", to));
        assertThat(mail(headers, MESSAGE).envelope().rcptTo()).hasSize(EnvelopeFields.MAX_RECIPIENTS);
        header(headers, "rcpt-to", "a@b.c");
        assertThat(unreadable(headers, MESSAGE).reason()).isEqualTo(Reason.BAD_ENVELOPE);
    }

    @Test
    void anIdWithControlCharactersOrNoUtf8IsRefused() {
        Headers headers = new RecordHeaders();
        header(headers, "id", "a\nb");
        assertThat(unreadable(headers, MESSAGE).id()).isNull();
        Headers latin = new RecordHeaders();
        latin.add("id", new byte[] {(byte) 0xfc});
        assertThat(unreadable(latin, MESSAGE).reason()).isEqualTo(Reason.BAD_ENVELOPE);
    }

    @Test
    void whatASenderSaidIsTakenAsItIs() {
        Headers headers = new RecordHeaders();
        headers.add("helo", new byte[] {'a', 0, (byte) 0xff});
        assertThat(mail(headers, MESSAGE).envelope().helo()).isEqualTo("a\0\ufffd");
    }

    @Test
    void aTombstoneIsUnreadable() {
        Unreadable tombstone = unreadable(new RecordHeaders(), null);
        assertThat(tombstone.reason()).isEqualTo(Reason.TOMBSTONE);
        assertThat(tombstone.bytes()).isEmpty();
    }

    @Test
    void aMessageMayHaveSoManyOctetsAndNotOneMore() {
        assertThat(intake(new RecordHeaders(), new byte[MAX])).isInstanceOf(Intake.Readable.class);
        byte[] over = new byte[MAX + 1];
        Unreadable unreadable = unreadable(new RecordHeaders(), over);
        assertThat(unreadable.reason()).isEqualTo(Reason.OVERSIZED);
        assertThat(unreadable.bytes()).isSameAs(over);
    }

    @Test
    void anEmptyValueIsAMessage() {
        assertThat(mail(new RecordHeaders(), new byte[0]).bytes()).isEmpty();
    }

    @Test
    void flinkIsToldTheType() {
        assertThat(deserializer.getProducedType()).isEqualTo(FlatTypes.INTAKE);
    }

    private Mail mail(Headers headers, byte @Nullable [] value) {
        return ((Intake.Readable) intake(headers, value)).mail();
    }

    private Unreadable unreadable(Headers headers, byte @Nullable [] value) {
        return (Unreadable) intake(headers, value);
    }

    private Intake intake(Headers headers, byte @Nullable [] value) {
        return deserializer.intake(new ConsumerRecord<>(
                "mail.raw",
                3,
                42,
                1_000,
                TimestampType.CREATE_TIME,
                -1,
                value == null ? -1 : value.length,
                new byte[0],
                value,
                headers,
                Optional.empty()));
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
