package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Unanswered;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answers that one message has so far: the core runs over them, and is run again when the one it lacked has come. Written and
 * read by one thread at a time, with a happens-before between them.
 */
public final class KnownAnswers implements Dns {
    private final Map<Question, Answer> answers = new LinkedHashMap<>();

    /** The first answer to a question stays: a message is judged by one view of DNS. */
    public void put(Question question, Answer answer) {
        answers.putIfAbsent(question, answer);
    }

    public boolean contains(Question question) {
        return answers.containsKey(question);
    }

    public int size() {
        return answers.size();
    }

    /** @throws Unanswered where the question has no answer yet */
    @Override
    public Answer lookup(Question question) {
        Answer answer = answers.get(question);
        if (answer == null) {
            throw new Unanswered(question);
        }
        return answer;
    }
}
