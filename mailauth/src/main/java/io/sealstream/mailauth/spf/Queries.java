package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.Question;
import org.jspecify.annotations.Nullable;

/** The DNS queries of one evaluation, what they use of its limits (RFC 7208 §4.6.4), and whether their answers are witnesses. */
final class Queries {
    /** Terms that query DNS. */
    static final int MAX_LOOKUPS = 10;

    /** Queries of terms that find nothing. */
    static final int MAX_VOID_LOOKUPS = 2;

    /** Names of one {@code mx}, and of the client's PTR. */
    static final int MAX_NAMES = 10;

    /** What a look-ahead says where it knows no answer ({@link Spf#following}): evaluation goes on as if nothing matched there. */
    static final Answer PENDING = Answer.notObserved();

    private final Evaluation evaluation;
    private final Dns dns;
    private final AsOf asOf;

    private int lookups;
    private int voidLookups;
    private boolean allWitnesses = true;
    private boolean pending;
    private @Nullable Question failedLeniently;

    Queries(Evaluation evaluation, Dns dns, AsOf asOf) {
        this.evaluation = evaluation;
        this.dns = dns;
        this.asOf = asOf;
    }

    /** Counts a term that queries DNS; false where it is one too many, which ends the evaluation. */
    boolean countTerm(String term) {
        if (lookups == MAX_LOOKUPS) {
            evaluation.error(SpfStatus.PERMERROR, SpfReason.TOO_MANY_LOOKUPS, term);
            return false;
        }
        lookups++;
        return true;
    }

    /** The answer that may hold a domain's record; null where there is none, which ends the evaluation (§4.4). */
    @Nullable
    Answer record(Question question) {
        Answer answer = lookup(question);
        // The first query of all is no term's; a void one of an include or redirect is an error anyway.
        voidLookups += isVoid(answer) && lookups > 0 ? 1 : 0;
        return isAnswered(question, answer) ? answer : null;
    }

    /** The answer to the query of a term, counted where it is void; null where it ends the evaluation (§5). */
    @Nullable
    Answer term(Question question) {
        Answer answer = lookup(question);
        boolean usable = isVoid(answer) ? countVoid(question) : isAnswered(question, answer);
        return usable ? answer : null;
    }

    /** As {@link #term}, for the PTR query of {@code ptr}, whose failure finds nothing (§5.5). */
    @Nullable
    Answer pointerTerm(Question question) {
        Answer answer = lenient(question);
        return answer == null || !isVoid(answer) || countVoid(question) ? answer : null;
    }

    private static boolean isVoid(Answer answer) {
        return answer.outcome() == Outcome.NO_DATA || answer.outcome() == Outcome.NO_SUCH_DOMAIN;
    }

    private boolean countVoid(Question question) {
        if (++voidLookups > MAX_VOID_LOOKUPS) {
            evaluation.error(SpfStatus.PERMERROR, SpfReason.TOO_MANY_VOID_LOOKUPS, question.toString());
            return false;
        }
        return true;
    }

    private boolean isAnswered(Question question, Answer answer) {
        if (answer.outcome() == Outcome.FAILED) {
            evaluation.error(SpfStatus.TEMPERROR, SpfReason.DNS_FAILURE, question.toString());
            return false;
        }
        if (answer.outcome() == Outcome.NOT_OBSERVED && answer != PENDING) {
            evaluation.error(SpfStatus.UNVERIFIABLE, SpfReason.NOT_OBSERVED, question.toString());
            return false;
        }
        return true;
    }

    /**
     * The answer about the client's names, for which the sender's domain does not answer: it counts for nothing, and a failure
     * finds nothing (§5.5). Null where it is not known.
     */
    @Nullable
    Answer lenient(Question question) {
        Answer answer = lookup(question);
        if (answer.outcome() == Outcome.FAILED) {
            failedLeniently = question;
            return answer;
        }
        return isAnswered(question, answer) && answer != PENDING ? answer : null;
    }

    private Answer lookup(Question question) {
        Answer answer = dns.lookup(question);
        pending |= answer == PENDING;
        allWitnesses &= asOf.isWitness(answer);
        return answer;
    }

    int lookups() {
        return lookups;
    }

    int voidLookups() {
        return voidLookups;
    }

    /** Whether every answer so far says what DNS said when the message was received. */
    boolean areAllWitnesses() {
        return allWitnesses;
    }

    /** Whether a look-ahead came to an answer that it does not know. */
    boolean isPending() {
        return pending;
    }

    /** The last {@link #lenient} query that failed; null: none did. */
    @Nullable
    Question failedLeniently() {
        return failedLeniently;
    }
}
