package io.sealstream.serde.verdict;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.MessageFacts;
import io.sealstream.mailauth.Evidence.Processing;
import io.sealstream.mailauth.Mail;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.received.ReceiptTime;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.Traced;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The document from its top: what the message is, how it came, then what each protocol says of it. */
final class VerdictDocument {
    private final JsonFields json;
    private final Verdict verdict;
    private final Evidence evidence;
    private final RecipientsRule recipients;
    private final String version;
    private final @Nullable String dnsLog;

    VerdictDocument(
            JsonFields json, Verdict verdict, RecipientsRule recipients, String version, @Nullable String dnsLog) {
        this.json = json;
        this.verdict = verdict;
        this.evidence = verdict.evidence();
        this.recipients = recipients;
        this.version = version;
        this.dnsLog = dnsLog;
    }

    void write() throws IOException {
        json.object(() -> {
            json.plain("schema", VerdictJson.SCHEMA);
            json.plain("id", evidence.id());
            json.optional("tenant", verdict.tenant());
            writeSource(evidence.origin());
            writeMessage(evidence.message());
            writeReceivedAt(evidence.trace().receivedAt());
            writeEnvelope(evidence.trace());
            writeFrom(evidence.from());
            ProtocolResults results = new ProtocolResults(json);
            results.writeIprev(evidence.iprev());
            results.writeReport(evidence.report());
            results.writeSpf(evidence.spf(), evidence.helo());
            results.writeDkim(evidence.dkim());
            results.writeArc(evidence.arc());
            results.writeDmarc(evidence.dmarc());
            new CompositeFields(json).write(verdict);
            json.text("authenticationResults", verdict.authenticationResults());
            new StampsAndAnswers(json).write(verdict);
            writeProcessing(evidence.processing());
            json.truncated();
        });
    }

    private void writeSource(Mail.Origin origin) throws IOException {
        json.object("source", () -> {
            json.plain(origin.isFile() ? "path" : "topic", origin.container());
            if (!origin.isFile()) {
                json.number("partition", origin.partition());
            }
            json.number("offset", origin.offset());
        });
    }

    private void writeMessage(MessageFacts message) throws IOException {
        json.object("message", () -> {
            json.text("messageId", message.messageId());
            json.text("date", message.date());
            json.optional("listId", message.listId());
            json.number("size", message.size());
        });
        json.object("copy", () -> {
            json.constant("fidelity", evidence.copy().fidelity());
            json.constant("lineEndings", evidence.copy().lineEndings());
        });
    }

    private void writeReceivedAt(ReceiptTime time) throws IOException {
        json.object("receivedAt", () -> {
            json.instant("value", time.value());
            json.instant("notBefore", time.notBefore());
            json.instant("notAfter", time.notAfter());
            json.plain("origin", time.at().originText());
        });
    }

    private void writeEnvelope(Trace trace) throws IOException {
        json.object("envelope", () -> {
            writeTraced("clientIp", trace.clientIp());
            writeTraced("helo", trace.helo());
            writeTraced("mailFrom", trace.mailFrom());
            if (recipients.mode() != RecipientsRule.Mode.NONE) {
                json.recipients("envelope.rcptTo", evidence.rcptTo());
            }
        });
    }

    private void writeTraced(String name, Traced<?> traced) throws IOException {
        Object value = traced.value();
        json.object(name, () -> {
            json.text("value", value == null ? null : value.toString());
            json.plain("origin", traced.originText());
        });
    }

    private void writeFrom(From from) throws IOException {
        json.object("from", () -> {
            json.texts("from.domains", from.domains());
            json.domain("organizational", evidence.organizationalDomain());
            json.flag("valid", from.valid());
            json.constants("defects", from.defects());
            writeNullMx(evidence.fromTakesNoMail());
        });
    }

    private void writeNullMx(@Nullable Boolean nullMx) throws IOException {
        if (nullMx == null) {
            json.none("nullMx");
        } else {
            json.flag("nullMx", nullMx);
        }
    }

    private void writeProcessing(Processing processing) throws IOException {
        json.object("processing", () -> {
            if (processing.micros() >= 0) {
                json.number("micros", processing.micros());
            }
            json.text("provider", processing.provider());
            json.number("runs", processing.runs());
            json.text("version", version);
            json.text("dnsLog", dnsLog);
        });
    }
}
