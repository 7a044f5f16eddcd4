package io.sealstream.mailauth;

import io.sealstream.mailauth.dmarc.Dmarc;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a From domain says that it takes no mail (RFC 7505). For an analyst: nothing is judged by it. */
final class NullMx {
    private NullMx() {}

    /** Of the first From domains, as many as are evaluated. */
    static List<Question> questions(List<DomainName> fromDomains) {
        return evaluated(fromDomains).stream()
                .map(domain -> new Question(domain, RecordType.MX))
                .toList();
    }

    static List<DomainName> evaluated(List<DomainName> fromDomains) {
        return fromDomains.subList(0, Math.min(fromDomains.size(), Dmarc.MAX_FROM_DOMAINS));
    }

    /** True where one of them has a null MX; false where each is known not to; null where that is not known, or there is none. */
    static @Nullable Boolean of(List<DomainName> fromDomains, Dns dns, AsOf asOf) {
        Boolean any = fromDomains.isEmpty() ? null : Boolean.FALSE;
        for (Question question : questions(fromDomains)) {
            Answer answer = dns.lookup(question);
            boolean known = asOf.isWitness(answer) && answer.outcome() != Answer.Outcome.FAILED;
            if (known && isNull(answer.records())) {
                return Boolean.TRUE;
            }
            any = known ? any : null;
        }
        return any;
    }

    // RFC 7505 §3: one MX, of preference 0, and with the root as its exchange
    private static boolean isNull(List<Rdata> records) {
        return records.size() == 1
                && records.get(0) instanceof Rdata.MailExchange mx
                && mx.preference() == 0
                && mx.exchange().equals(DomainName.ROOT);
    }
}
