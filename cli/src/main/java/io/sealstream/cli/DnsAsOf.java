package io.sealstream.cli;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.Question;
import java.util.HashMap;
import java.util.Map;

/** What DNS said at one time, each question asked once: an answer that was seen at another time only is not observed. */
final class DnsAsOf implements Dns {
    private final Dns dns;
    private final AsOf asOf;
    private final Map<Question, Answer> answers = new HashMap<>();
    private int seenAtAnotherTime;

    DnsAsOf(Dns dns, AsOf asOf) {
        this.dns = dns;
        this.asOf = asOf;
    }

    @Override
    public Answer lookup(Question question) {
        Answer known = answers.get(question);
        if (known == null) {
            known = asOfThen(dns.lookup(question));
            answers.put(question, known);
        }
        return known;
    }

    private Answer asOfThen(Answer answer) {
        boolean speaksForThen = answer.outcome() == Outcome.FAILED
                || answer.outcome() == Outcome.NOT_OBSERVED
                || asOf.isWitness(answer);
        if (speaksForThen) {
            return answer;
        }
        seenAtAnotherTime++;
        return Answer.notObserved();
    }

    /** Questions whose answers were seen, and not then. */
    int seenAtAnotherTime() {
        return seenAtAnotherTime;
    }
}
