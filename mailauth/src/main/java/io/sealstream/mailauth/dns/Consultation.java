package io.sealstream.mailauth.dns;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes each question that is asked through it with its answer, in the order of the first asking: the set of answers consulted
 * is the evidence for what was concluded from them. Not safe from several threads.
 */
public final class Consultation implements Dns {
    private final Dns dns;
    private final Map<Question, Answer> consulted = new LinkedHashMap<>();

    public Consultation(Dns dns) {
        this.dns = dns;
    }

    @Override
    public Answer lookup(Question question) {
        Answer known = consulted.get(question);
        if (known != null) {
            return known;
        }
        Answer answer = dns.lookup(question);
        consulted.put(question, answer);
        return answer;
    }

    @Override
    public @Nullable String digest(Question question, Answer answer) {
        return dns.digest(question, answer);
    }

    /** Questions and answers in the order of the first asking; a view. */
    public Map<Question, Answer> consulted() {
        return Collections.unmodifiableMap(consulted);
    }

    /** Whether every answer so far says what DNS said at that time. */
    public boolean isWitnessOf(AsOf time) {
        return consulted.values().stream().allMatch(time::isWitness);
    }
}
