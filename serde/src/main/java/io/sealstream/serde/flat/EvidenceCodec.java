package io.sealstream.serde.flat;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Copy;
import io.sealstream.mailauth.Evidence.MessageFacts;
import io.sealstream.mailauth.Evidence.Missing;
import io.sealstream.mailauth.Evidence.Processing;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.dsn.DeliveryReport;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.message.FromDefect;
import io.sealstream.mailauth.message.LineEndings;
import java.io.IOException;

/** {@link Evidence}, its parts by the codec of each protocol. */
final class EvidenceCodec {
    private EvidenceCodec() {}

    static void write(FlatOutput out, Evidence evidence) throws IOException {
        out.text(evidence.id());
        MailCodec.writeOrigin(out, evidence.origin());
        writeMessage(out, evidence.message());
        out.constant(evidence.copy().fidelity());
        out.constant(evidence.copy().lineEndings());
        TraceCodec.write(out, evidence.trace());
        out.list(evidence.rcptTo(), FlatOutput::text);
        writeFrom(out, evidence.from());
        out.nullable(evidence.organizationalDomain(), FlatOutput::domain);
        out.nullable(evidence.fromTakesNoMail(), FlatOutput::flag);
        HostCodec.write(out, evidence.iprev());
        out.nullable(evidence.report(), EvidenceCodec::writeReport);
        SpfCodec.write(out, evidence.spf());
        SpfCodec.write(out, evidence.helo());
        out.list(evidence.dkim(), DkimCodec::write);
        out.nullable(evidence.arc(), ArcCodec::write);
        DmarcCodec.write(out, evidence.dmarc());
        out.list(evidence.stamps(), StampCodec::write);
        out.nullable(evidence.sealed(), StampCodec::write);
        out.list(evidence.missing(), FlatOutput::constant);
        DnsCodec.write(out, evidence.dns());
        writeProcessing(out, evidence.processing());
    }

    static Evidence read(FlatInput in) throws IOException {
        return new Evidence(
                in.text(),
                MailCodec.readOrigin(in),
                readMessage(in),
                new Copy(in.constant(Mail.Fidelity.class), in.constant(LineEndings.class)),
                TraceCodec.read(in),
                in.list(FlatInput::text),
                readFrom(in),
                in.nullable(FlatInput::domain),
                in.nullable(FlatInput::flag),
                in.since(2, HostCodec::read, IprevResult.NOT_EVALUABLE),
                in.nullableSince(2, i -> new DeliveryReport(i.list(FlatInput::domain), i.list(FlatInput::domain))),
                SpfCodec.read(in),
                SpfCodec.read(in),
                in.list(DkimCodec::read),
                in.nullable(ArcCodec::read),
                DmarcCodec.read(in),
                in.list(StampCodec::read),
                in.nullableSince(2, StampCodec::read),
                in.constants(Missing.class),
                DnsCodec.read(in),
                readProcessing(in));
    }

    private static void writeMessage(FlatOutput out, MessageFacts message) throws IOException {
        out.nullable(message.messageId(), FlatOutput::text);
        out.nullable(message.date(), FlatOutput::text);
        out.nullable(message.subject(), FlatOutput::text);
        out.nullable(message.listId(), FlatOutput::text);
        out.number(message.size());
    }

    private static MessageFacts readMessage(FlatInput in) throws IOException {
        return new MessageFacts(
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text),
                in.nullable(FlatInput::text),
                in.nullableSince(2, FlatInput::text),
                in.integer());
    }

    private static void writeFrom(FlatOutput out, From from) throws IOException {
        out.list(from.domains(), FlatOutput::domain);
        out.list(from.addresses(), FlatOutput::text);
        out.flag(from.valid());
        out.list(from.defects(), FlatOutput::constant);
    }

    private static From readFrom(FlatInput in) throws IOException {
        return new From(
                in.list(FlatInput::domain), in.list(FlatInput::text), in.flag(), in.constants(FromDefect.class));
    }

    private static void writeReport(FlatOutput out, DeliveryReport report) throws IOException {
        out.list(report.about(), FlatOutput::domain);
        out.list(report.open(), FlatOutput::domain);
    }

    private static void writeProcessing(FlatOutput out, Processing processing) throws IOException {
        out.number(processing.micros());
        out.text(processing.provider());
        out.number(processing.runs());
    }

    private static Processing readProcessing(FlatInput in) throws IOException {
        return new Processing(in.number(), in.text(), in.integer());
    }
}
