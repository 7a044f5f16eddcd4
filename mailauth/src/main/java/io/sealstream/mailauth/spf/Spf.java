package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sender Policy Framework (RFC 7208): may this client use this domain? Nothing that a sender or a DNS server says makes these
 * methods throw; what a {@link Dns} throws passes through. The answers that a result rests on are those asked for: wrap the
 * source in an {@link io.sealstream.mailauth.dns.Consultation} to have them.
 */
public final class Spf {
    private Spf() {}

    /** Checks the MAIL FROM identity (§2.4); for the null sender that is postmaster at the HELO name. */
    public static SpfResult checkMailFrom(SpfRequest request, Dns dns) {
        return check(SpfIdentity.MAIL_FROM, request, dns);
    }

    /** Checks the HELO identity (§2.3). */
    public static SpfResult checkHelo(SpfRequest request, Dns dns) {
        return check(SpfIdentity.HELO, request, dns);
    }

    private static SpfResult check(SpfIdentity identity, SpfRequest request, Dns dns) {
        Evaluation evaluation = Evaluation.of(identity, request, dns);
        return evaluation == null ? withoutEvaluation(identity, request) : evaluation.run();
    }

    private static SpfResult withoutEvaluation(SpfIdentity identity, SpfRequest request) {
        Sender sender = Sender.of(identity, request);
        if (request.clientIp() == null) {
            DomainName domain = sender == null ? null : sender.domain();
            return SpfResult.of(SpfStatus.NOT_EVALUABLE, SpfReason.NO_CLIENT_IP, identity, domain);
        }
        // RFC 7208 §4.3
        return sender == null
                ? SpfResult.of(SpfStatus.NOT_EVALUABLE, SpfReason.NO_IDENTITY, identity, null)
                : SpfResult.of(SpfStatus.NONE, SpfReason.INVALID_DOMAIN, identity, null);
    }

    /**
     * The explanation that the domain gives for a fail (§6.2); empty where the identity does not fail, or where none is given or
     * it is not usable. It evaluates anew, and asks for one TXT record more, which counts toward no limit.
     */
    public static Optional<String> explain(SpfIdentity identity, SpfRequest request, Dns dns) {
        Evaluation evaluation = Evaluation.of(identity, request, dns);
        return evaluation != null && evaluation.run().status() == SpfStatus.FAIL
                ? Explanation.of(evaluation, dns)
                : Optional.empty();
    }

    /** The questions that are known before any answer: the records of both identities. None where SPF is not evaluable. */
    public static List<Question> foreseeable(SpfRequest request) {
        return following(request, question -> null);
    }

    /**
     * The questions without an answer so far that the evaluation of both identities may ask next, as far as the known answers
     * tell: it runs as if nothing matched that hangs on another. The limits of evaluation bound them to 122 for each identity.
     *
     * @param known the answer to a question; null: not known yet
     */
    public static List<Question> following(SpfRequest request, Function<Question, @Nullable Answer> known) {
        Set<Question> unanswered = new LinkedHashSet<>();
        Dns lookAhead = question -> {
            Answer answer = known.apply(question);
            if (answer == null) {
                unanswered.add(question);
            }
            return answer == null ? Queries.PENDING : answer;
        };
        check(SpfIdentity.MAIL_FROM, request, lookAhead);
        check(SpfIdentity.HELO, request, lookAhead);
        return List.copyOf(unanswered);
    }
}
