package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Rdata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What a response says of a question.
 *
 * @param answer without via and observation; null: the aliases lead out of the response, and the last has to be asked for
 * @param cnames the aliases in it, in order
 */
record Reply(Answer.@Nullable Builder answer, List<DomainName> cnames) {
    /** The response belongs to the question already (id and question section). */
    static Reply of(Message response, Name asked, int type) {
        return switch (response.getRcode()) {
            case Rcode.NOERROR, Rcode.NXDOMAIN -> read(response, asked, type);
            case Rcode.REFUSED -> failed(Failure.REFUSED);
            default -> failed(Failure.SERVFAIL);
        };
    }

    private static Reply read(Message response, Name asked, int type) {
        List<DomainName> cnames = new ArrayList<>(2);
        Name name = asked;
        long ttl = Integer.MAX_VALUE;
        while (true) {
            List<Record> owned = ownedBy(name, response);
            List<Record> records =
                    owned.stream().filter(record -> record.getType() == type).toList();
            if (!records.isEmpty()) {
                return new Reply(found(records, ttl).authenticData(isAuthentic(response)), cnames);
            }
            CNAMERecord alias = alias(owned);
            if (alias == null) {
                return absent(response, cnames, ttl);
            }
            DomainName target = Names.domainName(alias.getTarget());
            if (target == null) {
                return failed(Failure.MALFORMED);
            }
            if (cnames.contains(target)
                    || cnames.size() == Archive.MAX_ALIASES
                    || alias.getTarget().equals(asked)) {
                return failed(Failure.CNAME_LOOP);
            }
            cnames.add(target);
            ttl = Math.min(ttl, ttl(alias));
            name = alias.getTarget();
        }
    }

    private static List<Record> ownedBy(Name name, Message response) {
        return response.getSection(Section.ANSWER).stream()
                .filter(record ->
                        record.getDClass() == DClass.IN && record.getName().equals(name))
                .toList();
    }

    private static @Nullable CNAMERecord alias(List<Record> owned) {
        for (Record record : owned) {
            if (record instanceof CNAMERecord cname) {
                return cname;
            }
        }
        return null;
    }

    private static Answer.Builder found(List<Record> records, long aliasTtl) {
        List<Rdata> data = new ArrayList<>(records.size());
        long ttl = aliasTtl;
        for (Record record : records) {
            ttl = Math.min(ttl, ttl(record));
            Rdata rdata = Records.rdata(record);
            if (rdata != null) {
                data.add(rdata);
            }
        }
        return Answer.found(data).ttl((int) ttl);
    }

    private static Reply absent(Message response, List<DomainName> cnames, long aliasTtl) {
        SOARecord soa = soa(response);
        // RFC 2308 §5; without a SOA record a negative answer has no TTL.
        int ttl = soa == null ? -1 : (int) Math.min(Math.min(ttl(soa), soa.getMinimum()), aliasTtl);
        boolean authentic = isAuthentic(response);
        if (response.getRcode() == Rcode.NXDOMAIN) { // of the last alias: RFC 6604 §2
            return new Reply(Answer.noSuchDomain().ttl(ttl).authenticData(authentic), cnames);
        }
        if (soa == null && !cnames.isEmpty()) {
            return new Reply(null, cnames);
        }
        if (soa == null && isReferral(response)) {
            return failed(Failure.SERVFAIL); // the server does not resolve for us
        }
        return new Reply(Answer.noData().ttl(ttl).authenticData(authentic), cnames);
    }

    private static @Nullable SOARecord soa(Message response) {
        for (Record record : response.getSection(Section.AUTHORITY)) {
            if (record instanceof SOARecord soa) {
                return soa;
            }
        }
        return null;
    }

    private static boolean isReferral(Message response) {
        return !response.getHeader().getFlag(Flags.AA)
                && response.getSection(Section.AUTHORITY).stream().anyMatch(record -> record.getType() == Type.NS);
    }

    private static boolean isAuthentic(Message response) {
        return response.getHeader().getFlag(Flags.AD); // RFC 4035 §3.2.3
    }

    /** A TTL with its highest bit set is zero (RFC 2181 §8). */
    private static long ttl(Record record) {
        return record.getTTL() > Integer.MAX_VALUE ? 0 : record.getTTL();
    }

    private static Reply failed(Failure failure) {
        return new Reply(Answer.failed(failure), List.of());
    }
}
