package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.DmarcRecord.Psd;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policy records of DNS, as far as they are known for one point in time; each name is asked once. */
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

    /** What may stand at a name, as far as a walk is concerned. */
    enum Find {
        NOTHING,
        RECORD,
        PSD_YES,
        PSD_NO;

        private static Find of(@Nullable DmarcRecord record) {
            return record == null
                    ? NOTHING
                    : record.psd() == Psd.YES ? PSD_YES : record.psd() == Psd.NO ? PSD_NO : RECORD;
        }

        /** RFC 9989 §4.10 steps 2 and 6. */
        boolean stops() {
            return this == PSD_YES || this == PSD_NO;
        }
    }

    /**
     * The records at one name.
     *
     * @param question null where the name would be too long to be asked
     * @param records none where they are not known
     * @param single the record, where there is one and no other: by RFC 9989 §4.10 several are as good as none
     */
    record Lookup(
            @Nullable DomainName question,
            Knowledge knowledge,
            List<DmarcRecord> records,
            @Nullable DmarcRecord single,
            Find find) {
        static Lookup of(@Nullable DomainName question, Knowledge knowledge, List<DmarcRecord> records) {
            DmarcRecord single = records.size() == 1 ? records.get(0) : null;
            return new Lookup(question, knowledge, records, single, Find.of(single));
        }

        boolean isKnown() {
            return knowledge == Knowledge.KNOWN;
        }
    }

    /** What is known of a name's existence; not known where the query failed or nothing was seen. */
    record Existence(Knowledge knowledge, boolean exists) {}

    private final Dns dns;
    private final AsOf asOf;
    private final boolean asSeen;
    private final Map<DomainName, Lookup> lookups = new HashMap<>();
    private final Map<DomainName, Existence> existences = new HashMap<>(2);

    /**
     * @param asSeen take what was seen at another time for what was then
     */
    PolicyRecords(Dns dns, AsOf asOf, boolean asSeen) {
        this.dns = dns;
        this.asOf = asOf;
        this.asSeen = asSeen;
    }

    boolean asSeen() {
        return asSeen;
    }

    static Optional<Question> question(DomainName domain) {
        return domain.under(LABEL).map(Question::txt);
    }

    /** The records at {@code _dmarc} below the domain. A domain too long for that label has none. */
    Lookup at(DomainName domain) {
        Lookup known = lookups.get(domain);
        if (known == null) {
            known = question(domain).map(this::ask).orElseGet(() -> Lookup.of(null, Knowledge.KNOWN, List.of()));
            lookups.put(domain, known);
        }
        return known;
    }

    private Lookup ask(Question question) {
        Answer answer = dns.lookup(question);
        Knowledge knowledge = knowledge(answer);
        boolean known = knowledge == Knowledge.KNOWN;
        return Lookup.of(question.name(), knowledge, known ? answer.parsed(DmarcRecord.OF_ANSWER) : List.of());
    }

    /** Whether a name is there at all (RFC 9989 §3.2.13). NXDOMAIN is the same for every type; MX is what else is asked of an author. */
    Existence existence(DomainName domain) {
        Existence known = existences.get(domain);
        if (known == null) {
            Answer answer = dns.lookup(new Question(domain, RecordType.MX));
            known = new Existence(knowledge(answer), answer.outcome() != Answer.Outcome.NO_SUCH_DOMAIN);
            existences.put(domain, known);
        }
        return known;
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
