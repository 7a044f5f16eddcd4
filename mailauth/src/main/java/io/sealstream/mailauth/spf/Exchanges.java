package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Rdata.MailExchange;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The names of an MX answer by preference and name, so that a server's rotation does not change a result. */
final class Exchanges {
    private static final Function<Answer, List<DomainName>> NAMES = Exchanges::names;

    private Exchanges() {}

    static List<DomainName> of(Answer answer) {
        return answer.parsed(NAMES);
    }

    /** Without the root, the exchange of a null MX (RFC 7505 §3). */
    private static List<DomainName> names(Answer answer) {
        return answer.records().stream()
                .filter(MailExchange.class::isInstance)
                .map(MailExchange.class::cast)
                .sorted(Comparator.comparingInt(MailExchange::preference).thenComparing(MailExchange::exchange))
                .map(MailExchange::exchange)
                .filter(name -> !name.equals(DomainName.ROOT))
                .toList();
    }
}
