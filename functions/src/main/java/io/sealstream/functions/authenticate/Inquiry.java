package io.sealstream.functions.authenticate;

import io.sealstream.functions.dns.AnswerLog;
import io.sealstream.functions.dns.DnsSource;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Unanswered;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message asks of DNS: the answers so far, the round of questions that is out, and the bound on their number. Belongs to
 * the thread that has the message, but for {@link #giveUp}.
 */
final class Inquiry implements Dns {
    private final DnsSource dns;
    private final @Nullable Instant asOf;
    private final int maxQuestions;
    private final Runnable onLastAnswer;
    private final Map<Question, Answer> answers = new HashMap<>();
    /** Questions sent. What is at hand asks nobody, and is bounded by the core. */
    private int asked;

    private volatile boolean givenUp;
    private volatile @Nullable Round round;

    /**
     * @param asOf the time to ask for; null: not known
     * @param onLastAnswer hands the message over to a thread of ours; called on a thread of the DNS source
     */
    Inquiry(DnsSource dns, @Nullable Instant asOf, int maxQuestions, Runnable onLastAnswer) {
        this.dns = dns;
        this.asOf = asOf;
        this.maxQuestions = maxQuestions;
        this.onLastAnswer = onLastAnswer;
    }

    @Nullable
    Answer known(Question question) {
        return answers.get(question);
    }

    /**
     * The answer, where it is known or can be had without waiting; a failed one beyond the limits.
     *
     * @throws Unanswered where it has to be asked for
     */
    @Override
    public Answer lookup(Question question) {
        Answer answer = answers.get(question);
        if (answer != null) {
            return answer;
        }
        Answer atHand = atHand(question);
        if (atHand != null) {
            return atHand;
        }
        if (givenUp || asked >= maxQuestions) {
            return failed(givenUp ? Failure.TIMEOUT : Failure.LIMIT);
        }
        throw new Unanswered(question);
    }

    private static Answer failed(Failure failure) {
        return Answer.failed(failure).via(Answer.Via.NOWHERE).build();
    }

    @Override
    public String digest(Question question, Answer answer) {
        return AnswerLog.digest(question, asOf, answer);
    }

    private @Nullable Answer atHand(Question question) {
        Answer answer = dns.known(question, asOf);
        if (answer != null) {
            answers.put(question, answer);
        }
        return answer;
    }

    /**
     * Asks ahead. What the core may never come to takes at most half of the questions, so that those it does come to are not
     * starved.
     */
    Round askAhead(List<Question> foreseeable) {
        return ask(null, foreseeable);
    }

    /** Asks what the core came to, and ahead what will follow. */
    Round ask(@Nullable Question wanting, List<Question> following) {
        Set<Question> unknown = new LinkedHashSet<>();
        if (wanting != null && !answers.containsKey(wanting)) {
            unknown.add(wanting);
        }
        for (Question question : following) {
            if (asked + unknown.size() >= maxQuestions / 2) {
                break;
            }
            if (!answers.containsKey(question) && atHand(question) == null) {
                unknown.add(question);
            }
        }
        return send(unknown);
    }

    private Round send(Set<Question> unknown) {
        asked += unknown.size();
        Round sent = new Round(answers, unknown.size());
        round = sent;
        if (givenUp) {
            sent.giveUp(); // whether giveUp() came before or after the line above, one of the two sees the other
            return sent;
        }
        for (Question question : unknown) {
            dns.resolve(question, asOf).whenComplete((answer, failure) -> {
                if (sent.answered(question, answer == null ? failed(Failure.NETWORK) : answer)) {
                    onLastAnswer.run();
                }
            });
        }
        return sent;
    }

    /** Waits for no further answer. By any thread, at any time; true: no thread has the message, and the caller takes it on. */
    boolean giveUp() {
        givenUp = true;
        Round now = round;
        return now != null && now.giveUp();
    }
}
