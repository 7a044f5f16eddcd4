package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policy records of DNS, as far as they are known for one point in time. */
final class PolicyRecords {
    private static final String LABEL = "_dmarc";

    /** Whether an answer says what DNS said then. */
    enum Knowledge {
        KNOWN,
        /** The query failed. */
        FAILED,
        /** Nothing was seen then. */
        UNOBSERVED
    }

    /** The records at one name; none where they are not known. */
    record Lookup(Knowledge knowledge, List<DmarcRecord> records) {
        static final Lookup NOTHING = new Lookup(Knowledge.KNOWN, List.of());

        boolean isKnown() {
            return knowledge == Knowledge.KNOWN;
        }

        /** RFC 9989 §4.10 steps 2 and 6: several records are as good as none. */
        Optional<DmarcRecord> single() {
            return records.size() == 1 ? Optional.of(records.get(0)) : Optional.empty();
        }
    }

    /** What is known of a name's existence; not known where the query failed or nothing was seen. */
    record Existence(Knowledge knowledge, boolean exists) {}

    private final Dns dns;
    private final AsOf asOf;
    private final boolean asSeen;
    private final Map<DomainName, Lookup> lookups = new LinkedHashMap<>();

    /**
     * @param asSeen take an answer of another time for one of then
     */
    PolicyRecords(Dns dns, AsOf asOf, boolean asSeen) {
        this.dns = dns;
        this.asOf = asOf;
        this.asSeen = asSeen;
    }

    static Optional<Question> question(DomainName domain) {
        return domain.under(LABEL).map(Question::txt);
    }

    /** The names asked so far, in order. */
    List<DomainName> queried() {
        return List.copyOf(lookups.keySet());
    }

    /** The records at {@code _dmarc} below the domain. A domain too long for that label has none. */
    Lookup at(DomainName domain) {
        Optional<Question> question = question(domain);
        return question.isEmpty()
                ? Lookup.NOTHING
                : lookups.computeIfAbsent(question.get().name(), this::ask);
    }

    private Lookup ask(DomainName name) {
        Answer answer = dns.lookup(Question.txt(name));
        Knowledge knowledge = knowledge(answer);
        return new Lookup(knowledge, knowledge == Knowledge.KNOWN ? answer.parsed(DmarcRecord.OF_ANSWER) : List.of());
    }

    /** Whether a name is there at all (RFC 9989 §3.2.13). NXDOMAIN is the same for every type; MX is what else is asked of an author. */
    Existence existence(DomainName domain) {
        Answer answer = dns.lookup(new Question(domain, RecordType.MX));
        return new Existence(knowledge(answer), answer.outcome() != Answer.Outcome.NO_SUCH_DOMAIN);
    }

    private Knowledge knowledge(Answer answer) {
        boolean failed = answer.outcome() == Answer.Outcome.FAILED;
        if (asOf.isWitness(answer)) {
            return failed ? Knowledge.FAILED : Knowledge.KNOWN;
        }
        boolean seen = !failed && answer.outcome() != Answer.Outcome.NOT_OBSERVED;
        return asSeen && seen ? Knowledge.KNOWN : Knowledge.UNOBSERVED;
    }
}
