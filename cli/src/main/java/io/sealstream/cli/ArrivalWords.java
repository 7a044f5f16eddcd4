package io.sealstream.cli;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.dsn.DeliveryReport;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.iprev.IprevStatus;
import io.sealstream.mailauth.message.LineEndings;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.Traced;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the message is and how it came. */
final class ArrivalWords {
    private final Lines lines;

    ArrivalWords(Lines lines) {
        this.lines = lines;
    }

    void message(Evidence evidence) {
        lines.line("Message", evidence.id());
        if (evidence.message().subject() != null) {
            lines.more("subject " + Words.clean(evidence.message().subject()));
        }
        lines.more(Bytes.text(evidence.message().size()) + ", lines end with "
                + evidence.copy().lineEndings()
                + (evidence.copy().lineEndings() == LineEndings.CRLF
                        ? ""
                        : " and are hashed as though they ended with CRLF")
                + "; copy: " + Words.word(evidence.copy().fidelity()));
        String domains = evidence.from().domains().isEmpty()
                ? "no usable From"
                : "From " + Words.join(evidence.from().domains())
                        + (evidence.organizationalDomain() == null
                                ? ""
                                : ", organizational domain " + evidence.organizationalDomain());
        lines.more(domains);
        if (Boolean.TRUE.equals(evidence.fromTakesNoMail())) {
            lines.more("the From domain takes no mail (null MX); nothing is judged by that");
        }
        report(evidence.report());
        if (!evidence.from().defects().isEmpty()) {
            lines.more("From is " + (evidence.from().valid() ? "usable" : "not valid") + ": "
                    + evidence.from().defects().stream().map(Words::word).collect(Collectors.joining(", ")));
        }
    }

    void arrival(Evidence evidence) {
        Trace trace = evidence.trace();
        lines.line(
                "Arrival",
                trace.boundary() < 0
                        ? "no boundary: nothing in the header is taken as the receiver's word"
                        : "Received line " + (trace.boundary() + 1) + " from the top took the message over from outside"
                                + (trace.preset() == null ? "" : " (" + trace.preset() + ")"));
        fact("client IP", trace.clientIp());
        if (trace.skipped() > 0) {
            lines.more("skip-listed: " + trace.skipped() + (trace.skipped() == 1 ? " hop was" : " hops were")
                    + " passed over, as the operator lists them");
        }
        host(evidence.iprev());
        fact("HELO", trace.helo());
        Traced<String> mailFrom = trace.mailFrom();
        lines.more("MAIL FROM "
                + (mailFrom.value() == null
                        ? "is not known"
                        : (mailFrom.value().isEmpty() ? "<> (null sender)" : Words.clean(mailFrom.value())) + ", from "
                                + mailFrom.originText()));
        fact("receipt", trace.receivedAt().at());
    }

    private void fact(String name, Traced<?> fact) {
        lines.more(name + " "
                + (fact.value() == null
                        ? "is not known"
                        : Words.clean(String.valueOf(fact.value())) + ", from " + fact.originText()));
    }

    private void host(IprevResult host) {
        if (host.status() == IprevStatus.PASS) {
            lines.more("host name " + host.name() + ", confirmed by its own address");
        } else if (!host.claimed().isEmpty()) {
            lines.more("host name " + Words.join(host.claimed()) + " is claimed and "
                    + (host.isOpen() ? "could not be confirmed: " + Words.word(host.status()) : "not confirmed"));
        } else if (host.status() != IprevStatus.NOT_EVALUABLE) {
            lines.more("host name: " + (host.isOpen() ? Words.word(host.status()) : "none"));
        }
    }

    private void report(@Nullable DeliveryReport report) {
        if (report != null) {
            lines.more("a delivery status notification, "
                    + (report.about().isEmpty()
                            ? "about whose mail is not proven"
                            : "about mail that " + Words.join(report.about()) + " signed"));
        }
    }
}
