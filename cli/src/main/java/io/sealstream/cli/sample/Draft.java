package io.sealstream.cli.sample;

import static java.time.temporal.ChronoUnit.MINUTES;

import io.sealstream.cli.sample.SampleMessage.Arrival;
import io.sealstream.cli.sample.SampleMessage.Expected;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A message of the sample in the making: a short letter, sent by the author's domain from {@link #CLIENT} with the author as
 * MAIL FROM, until something else is said.
 */
final class Draft {
    /** Where honest mail of the sample comes from, and what its SPF records name. */
    static final String CLIENT = "192.0.2.10";
    /** An address that no SPF record of the sample names. */
    static final String STRANGER = "203.0.113.66";

    static final String RECIPIENT = "user@recipient.example";
    private static final Instant FIRST = Instant.parse("2026-05-04T06:00:00Z");
    private static final int SPREAD_MINUTES = 25 * 24 * 60;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String id;
    private RawMessage message;
    private byte @Nullable [] octets;
    private final Instant receivedAt;
    private Arrival envelope;
    private String arc = "none";

    private Draft(String id, String author, Instant receivedAt) {
        this.id = id;
        this.receivedAt = receivedAt;
        this.message = letter(id, author, receivedAt);
        this.envelope = new Arrival(CLIENT, "mta.sender.example", author, List.of(RECIPIENT), receivedAt);
    }

    /** A letter that arrives at a time of its own in May 2026, the same in every run. */
    static Draft of(String id, String author) {
        return of(id, author, FIRST.plus(Math.floorMod(id.hashCode(), SPREAD_MINUTES), MINUTES));
    }

    static Draft of(String id, String author, Instant receivedAt) {
        return new Draft(id, author, receivedAt);
    }

    Draft change(UnaryOperator<RawMessage> change) {
        message = change.apply(message);
        return this;
    }

    /** Signed as the message is now, with {@code t=} shortly before the receipt. */
    Draft sign(MailSigner signer) {
        return change(signer.tag("t", seconds(-30))::sign);
    }

    /** Replaces the message by octets of any form. */
    Draft raw(UnaryOperator<byte[]> form) {
        octets = form.apply(message.bytes());
        return this;
    }

    Draft from(String clientIp) {
        envelope =
                new Arrival(clientIp, envelope.helo(), envelope.mailFrom(), envelope.rcptTo(), envelope.receivedAt());
        return this;
    }

    Draft helo(String name) {
        envelope =
                new Arrival(envelope.clientIp(), name, envelope.mailFrom(), envelope.rcptTo(), envelope.receivedAt());
        return this;
    }

    /** The reverse-path; empty for the null sender. */
    Draft mailFrom(String address) {
        envelope = new Arrival(envelope.clientIp(), envelope.helo(), address, envelope.rcptTo(), envelope.receivedAt());
        return this;
    }

    Draft to(List<String> recipients) {
        envelope = new Arrival(
                envelope.clientIp(), envelope.helo(), envelope.mailFrom(), recipients, envelope.receivedAt());
        return this;
    }

    Draft envelope(Arrival other) {
        envelope = other;
        return this;
    }

    Draft arc(String result) {
        arc = result;
        return this;
    }

    RawMessage message() {
        return message;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    Arrival envelope() {
        return envelope;
    }

    /** The receipt time, give or take, as tags write it. */
    String seconds(long offset) {
        return Long.toString(receivedAt.getEpochSecond() + offset);
    }

    /** The receipt time, give or take, as header fields write it. */
    String date(long offset) {
        return DATE.format(receivedAt.plusSeconds(offset));
    }

    /**
     * What is to be found, which ends the draft.
     *
     * @param compauth result and reason, as {@code pass 100}; {@code undetermined} and {@code -} alone
     */
    SampleMessage expect(String spf, String dkim, String dmarc, String compauth, String why) {
        String[] composite = compauth.split(" ", 2);
        String reason = composite.length == 2 ? composite[1] : "-";
        byte[] content = octets == null ? message.bytes() : octets;
        return new SampleMessage(id, content, envelope, new Expected(spf, dkim, arc, dmarc, composite[0], reason, why));
    }

    private static RawMessage letter(String id, String author, Instant receivedAt) {
        String domain = author.substring(author.indexOf('@') + 1);
        return new RawMessage(List.of(), "")
                .with("From", "<" + author + ">")
                .with("To", "<" + RECIPIENT + ">")
                .with("Subject", "Sample " + id)
                .with("Date", DATE.format(receivedAt.minusSeconds(40)))
                .with("Message-ID", "<" + id.replace('/', '.') + "@" + domain + ">")
                .with("MIME-Version", "1.0")
                .with("Content-Type", "text/plain; charset=utf-8")
                .withBody(
                        "Hello,\r\n\r\nthis letter is a sample:  two spaces, a space at the end \r\nand a last line.\r\n");
    }
}
