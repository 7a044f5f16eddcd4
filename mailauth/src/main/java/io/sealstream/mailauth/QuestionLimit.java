package io.sealstream.mailauth;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.Question;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a message ask so many distinct questions; beyond, an answer is failed, which is never a statement about a domain. */
final class QuestionLimit implements Dns {
    private final Dns dns;
    private final int limit;
    private final Set<Question> asked = new HashSet<>();

    QuestionLimit(Dns dns, int limit) {
        this.dns = dns;
        this.limit = limit;
    }

    @Override
    public Answer lookup(Question question) {
        if (asked.size() >= limit && !asked.contains(question)) {
            return Answer.failed(Failure.LIMIT).via(Answer.Via.NOWHERE).build();
        }
        asked.add(question);
        return dns.lookup(question);
    }

    @Override
    public @Nullable String digest(Question question, Answer answer) {
        return dns.digest(question, answer);
    }
}
