package io.sealstream.serde.flat;

import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Mail.Fidelity;
import io.sealstream.mailauth.dns.IpAddress;
import java.io.IOException;

/** {@link Mail} with its envelope. */
final class MailCodec {
    private MailCodec() {}

    static void write(FlatOutput out, Mail mail) throws IOException {
        out.text(mail.id());
        writeOrigin(out, mail.origin());
        out.constant(mail.fidelity());
        writeEnvelope(out, mail.envelope());
        out.bytes(mail.bytes());
    }

    static Mail read(FlatInput in) throws IOException {
        return new Mail(in.text(), readOrigin(in), in.constant(Fidelity.class), readEnvelope(in), in.bytes());
    }

    static void writeOrigin(FlatOutput out, Mail.Origin origin) throws IOException {
        out.text(origin.container());
        out.number(origin.partition());
        out.number(origin.offset());
        out.number(origin.timestamp());
    }

    static Mail.Origin readOrigin(FlatInput in) throws IOException {
        return new Mail.Origin(in.text(), in.integer(), in.number(), in.number());
    }

    private static void writeEnvelope(FlatOutput out, Envelope envelope) throws IOException {
        out.nullable(envelope.clientIp(), MailCodec::writeAddress);
        out.nullable(envelope.helo(), FlatOutput::text);
        out.nullable(envelope.mailFrom(), FlatOutput::text);
        out.list(envelope.rcptTo(), FlatOutput::text);
        out.nullable(envelope.receivedAt(), FlatOutput::instant);
    }

    private static Envelope readEnvelope(FlatInput in) throws IOException {
        return new Envelope(
                in.nullable(MailCodec::readAddress),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text),
                in.list(FlatInput::text),
                in.nullable(FlatInput::instant));
    }

    static void writeAddress(FlatOutput out, IpAddress address) throws IOException {
        out.bytes(address.octets());
    }

    static IpAddress readAddress(FlatInput in) throws IOException {
        byte[] octets = in.bytes();
        if (octets.length != 4 && octets.length != 16) {
            throw new IOException("no IP address: " + octets.length + " octets");
        }
        return IpAddress.of(octets);
    }
}
