package io.sealstream.cli.local;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** The records of the test's topic, each by its number: of twenty, one each of what a job meets beside plain mail. */
final class RawMail {
    static final String TOPIC = "mail.raw";
    static final int PARTITIONS = 4;
    static final int MAX_MESSAGE_BYTES = 16 << 10;

    /** What a record is, and whether there is a verdict on it. */
    enum Kind {
        PLAIN(true),
        HOSTILE(true),
        DUPLICATE_ID(true),
        WITHOUT_ENVELOPE(true),
        TOMBSTONE(false),
        OVERSIZED(false),
        BAD_ENVELOPE(false),
        /** Its DNS is answered when the gate opens. */
        GATED(true);

        final boolean hasVerdict;

        Kind(boolean hasVerdict) {
            this.hasVerdict = hasVerdict;
        }
    }

    private static final List<String> HOSTILE = List.of(
            "",
            "\r\n",
            "no header at all, and no end",
            "From: a@fabrikam.com\r\nX: no end of the header",
            "From: \u0000\u0000@\u0000\r\n\r\n\u0000",
            "From: " + "(".repeat(2000) + "\r\n\r\n",
            "X: y\r\n".repeat(2000) + "\r\n",
            "DKIM-Signature: v=1; a=rsa-sha256; d=fabrikam.com; s=s; h=from; bh=; b=\r\n".repeat(100) + "\r\n",
            "From: a@fabrikam.com\r\n".repeat(100) + "\r\n");

    private RawMail() {}

    static Kind kindOf(int number, int gateFrom, int gateTo) {
        if (number >= gateFrom && number < gateTo) {
            return Kind.GATED;
        }
        return switch (number % 20) {
            case 0 -> Kind.HOSTILE;
            case 1 -> Kind.DUPLICATE_ID;
            case 2 -> Kind.TOMBSTONE;
            case 3 -> Kind.OVERSIZED;
            case 4 -> Kind.WITHOUT_ENVELOPE;
            case 5 -> Kind.BAD_ENVELOPE;
            default -> Kind.PLAIN;
        };
    }

    static ProducerRecord<byte[], byte[]> record(int number, Kind kind) {
        byte[] value = switch (kind) {
            case TOMBSTONE -> null;
            case OVERSIZED -> oversized(number);
            case HOSTILE -> hostile(number);
            case GATED -> plain(number, "gate.example");
            case PLAIN, DUPLICATE_ID, WITHOUT_ENVELOPE, BAD_ENVELOPE -> plain(number, "fabrikam.com");
        };
        ProducerRecord<byte[], byte[]> mail = new ProducerRecord<>(TOPIC, number % PARTITIONS, null, value);
        if (kind != Kind.WITHOUT_ENVELOPE) {
            addEnvelope(mail.headers(), number, kind);
        }
        return mail;
    }

    private static void addEnvelope(Headers headers, int number, Kind kind) {
        add(headers, "id", kind == Kind.DUPLICATE_ID ? "the same" : "m" + number);
        add(headers, "client-ip", kind == Kind.BAD_ENVELOPE ? "192.0.2.one" : "192.0.2.1");
        add(headers, "helo", "mx.fabrikam.com");
        add(headers, "mail-from", kind == Kind.GATED ? "a@gate.example" : "a@fabrikam.com");
        add(headers, "rcpt-to", "b@contoso.com");
        add(headers, "received-at", "2026-05-04T10:00:00Z");
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] plain(int number, String domain) {
        String text = "Message-ID: <" + number + "@" + domain + ">\r\nFrom: a@" + domain
                + "\r\nTo: b@contoso.com\r\nSubject: " + number + "\r\n\r\nHello\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** One octet too large; one in a hundred of them larger than any default record size. */
    private static byte[] oversized(int number) {
        return new byte[number % 2000 == 3 ? 2 << 20 : MAX_MESSAGE_BYTES + 1];
    }

    private static byte[] hostile(int number) {
        int which = number / 20 % (HOSTILE.size() + 1);
        if (which < HOSTILE.size()) {
            return HOSTILE.get(which).getBytes(StandardCharsets.US_ASCII);
        }
        byte[] noise = new byte[MAX_MESSAGE_BYTES];
        new Random(number).nextBytes(noise);
        return noise;
    }
}
