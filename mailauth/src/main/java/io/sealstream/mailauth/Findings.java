package io.sealstream.mailauth;

import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.Evidence.Copy;
import io.sealstream.mailauth.Evidence.MessageFacts;
import io.sealstream.mailauth.Evidence.Missing;
import io.sealstream.mailauth.Evidence.Processing;
import io.sealstream.mailauth.arc.ArcReason;
import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.dkim.DkimFlag;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dmarc.DmarcReason;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Consultation;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dsn.DeliveryReport;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.iprev.IprevStatus;
import io.sealstream.mailauth.message.EncodedWords;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found about a message before DMARC, and how it becomes evidence. */
record Findings(Examination message, SpfResult spf, SpfResult helo, List<DkimResult> dkim, ArcResult arc) {
    /** A line of RFC 5322 §2.1.1; longer values are cut. */
    private static final int MAX_VALUE = 998;

    Evidence evidence(
            DmarcResult dmarc,
            @Nullable DomainName organizationalDomain,
            @Nullable Boolean fromTakesNoMail,
            IprevResult iprev,
            @Nullable DeliveryReport report,
            Consultation consultation,
            String provider,
            int runs) {
        Mail mail = message.mail();
        return new Evidence(
                mail.id(),
                mail.origin(),
                facts(),
                new Copy(mail.fidelity(), message.message().lineEndings()),
                message.trace(),
                mail.envelope().rcptTo(),
                message.from(),
                organizationalDomain,
                fromTakesNoMail,
                iprev,
                report,
                spf,
                helo,
                dkim,
                arc,
                dmarc,
                message.stamps(),
                message.sealed(),
                missing(dmarc, iprev),
                consulted(consultation),
                new Processing(-1, provider, runs));
    }

    private static List<Consulted> consulted(Consultation consultation) {
        Map<Question, Answer> answers = consultation.consulted();
        List<Consulted> consulted = new ArrayList<>(answers.size());
        answers.forEach((question, answer) ->
                consulted.add(Consulted.of(question, answer, consultation.digest(question, answer))));
        return consulted;
    }

    private MessageFacts facts() {
        String subject = value(message.message(), "subject");
        return new MessageFacts(
                messageId(message.message()),
                value(message.message(), "date"),
                subject == null ? null : EncodedWords.decode(subject),
                listId(),
                message.message().size());
    }

    /** RFC 2919 §2: after an optional phrase, in angle brackets. */
    private @Nullable String listId() {
        String field = value(message.message(), "list-id");
        int open = field == null ? -1 : field.lastIndexOf('<');
        int close = field == null ? -1 : field.indexOf('>', open + 1);
        return field == null || open < 0 || close <= open + 1
                ? null
                : field.substring(open + 1, close).strip().toLowerCase(Locale.ROOT);
    }

    /** The Message-ID without angle brackets; null: none. */
    static @Nullable String messageId(Message message) {
        String id = value(message, "message-id");
        if (id == null) {
            return null;
        }
        return id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
    }

    private static @Nullable String value(Message message, String lowerCaseName) {
        String value = message.first(lowerCaseName).map(Findings::cut).orElse("");
        return value.isEmpty() ? null : value;
    }

    private static String cut(HeaderField field) {
        HeaderField head = field.end() - field.valueStart() <= MAX_VALUE
                ? field
                : new HeaderField(
                        field.bytes(),
                        field.index(),
                        field.start(),
                        field.nameEnd(),
                        field.valueStart(),
                        field.valueStart() + MAX_VALUE);
        return head.value();
    }

    private Set<Missing> missing(DmarcResult dmarc, IprevResult iprev) {
        Set<Missing> missing = EnumSet.noneOf(Missing.class);
        Trace trace = message.trace();
        need(missing, Missing.CLIENT_IP, !trace.clientIp().isKnown());
        need(missing, Missing.HELO, !trace.helo().isKnown());
        need(missing, Missing.MAIL_FROM, !trace.mailFrom().isKnown());
        need(missing, Missing.RECEIPT_TIME, trace.receivedAt().value() == null);
        need(missing, Missing.HOST_NAME, iprev.status() == IprevStatus.UNVERIFIABLE || iprev.exchangeAligned() == null);
        need(missing, Missing.SPF_RECORD, spf.status() == SpfStatus.UNVERIFIABLE);
        need(missing, Missing.DKIM_KEY, dkim.stream().anyMatch(d -> d.reason() == DkimReason.KEY_NOT_OBSERVED));
        need(missing, Missing.ARC_KEY, arc.reason() == ArcReason.KEY_NOT_OBSERVED);
        need(missing, Missing.DMARC_POLICY, dmarc.deciding().reason() == DmarcReason.POLICY_NOT_OBSERVED);
        need(missing, Missing.BODY_AS_RECEIVED, dkim.stream().anyMatch(Findings::isOfThisCopy));
        return missing;
    }

    private static boolean isOfThisCopy(DkimResult result) {
        return result.has(DkimFlag.THIS_COPY) || result.reason() == DkimReason.ALTERED_AFTER_RECEIPT;
    }

    private static void need(Set<Missing> missing, Missing witness, boolean wanted) {
        if (wanted) {
            missing.add(witness);
        }
    }
}
