package io.sealstream.mailauth;

import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.compauth.SendingInfrastructure;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dsn.DeliveryReport;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.message.LineEndings;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.spf.SpfResult;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that was found about one message, without its octets: small enough to be shuffled, and all that composite
 * authentication rests on.
 *
 * @param rcptTo of the envelope, as given
 * @param fromTakesNoMail whether a From domain has a null MX (RFC 7505); null: not known. Nothing is judged by it
 * @param iprev the client's confirmed host name
 * @param report null: the message is no delivery status notification
 * @param arc null where ARC was not evaluated
 * @param stamps the Authentication-Results fields of the message from the top, the trusted first
 * @param sealed the topmost ARC-Authentication-Results field that the receiver wrote; null: none
 * @param missing each witness that was wanted and not had
 * @param dns the answers consulted, in the order of the first asking
 */
public record Evidence(
        String id,
        Mail.Origin origin,
        MessageFacts message,
        Copy copy,
        Trace trace,
        List<String> rcptTo,
        From from,
        @Nullable DomainName organizationalDomain,
        @Nullable Boolean fromTakesNoMail,
        IprevResult iprev,
        @Nullable DeliveryReport report,
        SpfResult spf,
        SpfResult helo,
        List<DkimResult> dkim,
        @Nullable ArcResult arc,
        DmarcResult dmarc,
        List<Stamp> stamps,
        @Nullable Stamp sealed,
        Set<Missing> missing,
        List<Consulted> dns,
        Processing processing) {

    /** What came of a question; null: it was not asked. */
    Answer.@Nullable Outcome outcome(Question question) {
        return dns.stream()
                .filter(consulted -> consulted.question().equals(question))
                .map(Consulted::outcome)
                .findFirst()
                .orElse(null);
    }

    /** The infrastructure that the message came from, see {@link SendingInfrastructure}; null: not known. */
    public @Nullable String infrastructure() {
        return SendingInfrastructure.of(iprev, trace.clientIp().value());
    }

    /** This evidence with the microseconds that it took, as its caller measured them. */
    public Evidence measured(long micros) {
        return with(id, rcptTo, dmarc, new Processing(micros, processing.provider(), processing.runs()));
    }

    /** This evidence as that of the message to some of its recipients, under an id of its own. */
    public Evidence addressed(String otherId, List<String> recipients) {
        return with(otherId, recipients, dmarc, processing);
    }

    /** This evidence where {@code p=reject} is carried out. */
    Evidence honouringPolicy() {
        return with(id, rcptTo, dmarc.honoured(), processing);
    }

    private Evidence with(String otherId, List<String> recipients, DmarcResult judged, Processing measured) {
        return new Evidence(
                otherId,
                origin,
                message,
                copy,
                trace,
                recipients,
                from,
                organizationalDomain,
                fromTakesNoMail,
                iprev,
                report,
                spf,
                helo,
                dkim,
                arc,
                judged,
                stamps,
                sealed,
                missing,
                dns,
                measured);
    }

    /**
     * What the header says of the message.
     *
     * @param messageId the Message-ID without angle brackets; null: none
     * @param date the Date field as written, unfolded; null: none. Never used for a decision
     * @param subject unfolded and decoded; null: none
     * @param listId the identifier of the mailing list (RFC 2919), without angle brackets, in lower case; null: none
     */
    public record MessageFacts(
            @Nullable String messageId,
            @Nullable String date,
            @Nullable String subject,
            @Nullable String listId,
            int size) {}

    /** How near the examined copy is to what the receiver took. */
    public record Copy(Mail.Fidelity fidelity, LineEndings lineEndings) {}

    /** A witness that was wanted and not had. */
    public enum Missing {
        CLIENT_IP,
        HELO,
        MAIL_FROM,
        RECEIPT_TIME,
        /** The client's host name, or the exchangers that it is compared with. */
        HOST_NAME,
        SPF_RECORD,
        DKIM_KEY,
        ARC_KEY,
        DMARC_POLICY,
        BODY_AS_RECEIVED
    }

    /**
     * An answer that the verdict rests on.
     *
     * @param digest the key of its row in a log of answers; null: none was computed
     */
    public record Consulted(
            Question question,
            Answer.Outcome outcome,
            Answer.Failure failure,
            List<String> records,
            List<DomainName> cnames,
            int ttl,
            Answer.Via via,
            Observation observation,
            boolean authenticData,
            boolean stale,
            @Nullable String digest) {
        public static Consulted of(Question question, Answer answer, @Nullable String digest) {
            return new Consulted(
                    question,
                    answer.outcome(),
                    answer.failure(),
                    answer.recordTexts(),
                    answer.cnames(),
                    answer.ttl(),
                    answer.via(),
                    answer.observation(),
                    answer.authenticData(),
                    answer.stale(),
                    digest);
        }
    }

    /**
     * How the evidence was got.
     *
     * @param micros CPU or wall microseconds spent, as the caller measured; -1: not measured
     * @param provider the crypto provider
     * @param runs how often the core ran over the message, 1 where every question was foreseen
     */
    public record Processing(long micros, String provider, int runs) {}
}
