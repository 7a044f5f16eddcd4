package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import io.sealstream.mailauth.dns.Zone;

/** The checks that the tables of this package make. */
final class Checks {
    static final String CLIENT = "192.0.2.1";
    static final String HELO = "mail.fabrikam.com";

    private Checks() {}

    static SpfRequest request(String clientIp, String mailFrom) {
        return new SpfRequest(IpAddress.parse(clientIp).orElseThrow(), HELO, mailFrom, AsOf.UNKNOWN);
    }

    /** Of a message of {@code user@fabrikam.com} from 192.0.2.1. */
    static SpfResult check(String... zone) {
        return Spf.checkMailFrom(request(CLIENT, "user@fabrikam.com"), Zone.of(zone));
    }

    /** As {@link #check}, where fabrikam.com has this record. */
    static SpfResult checkRecord(String record) {
        return check("fabrikam.com TXT " + record);
    }

    static Question txt(String name) {
        return Question.txt(DomainName.of(name));
    }

    static Question question(String name, RecordType type) {
        return new Question(DomainName.of(name), type);
    }
}
