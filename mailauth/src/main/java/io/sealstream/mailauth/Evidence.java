package io.sealstream.mailauth;

import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
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
 * @param arc null where ARC was not evaluated
 * @param stamps the Authentication-Results fields of the message from the top, the trusted first
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
        SpfResult spf,
        SpfResult helo,
        List<DkimResult> dkim,
        @Nullable ArcResult arc,
        DmarcResult dmarc,
        List<Stamp> stamps,
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

    /** This evidence with the microseconds that it took, as its caller measured them. */
    public Evidence measured(long micros) {
        return new Evidence(
                id,
                origin,
                message,
                copy,
                trace,
                rcptTo,
                from,
                organizationalDomain,
                fromTakesNoMail,
                spf,
                helo,
                dkim,
                arc,
                dmarc,
                stamps,
                missing,
                dns,
                new Processing(micros, processing.provider(), processing.runs()));
    }

    /**
     * What the header says of the message.
     *
     * @param messageId the Message-ID without angle brackets; null: none
     * @param date the Date field as written, unfolded; null: none. Never used for a decision
     * @param subject unfolded and decoded; null: none
     */
    public record MessageFacts(
            @Nullable String messageId,
            @Nullable String date,
            @Nullable String subject,
            int size) {}

    /** How near the examined copy is to what the receiver took. */
    public record Copy(Mail.Fidelity fidelity, LineEndings lineEndings) {}

    /** A witness that was wanted and not had. */
    public enum Missing {
        CLIENT_IP,
        HELO,
        MAIL_FROM,
        RECEIPT_TIME,
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
                    answer.records().stream().map(Rdata::text).toList(),
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
