package io.sealstream.mailauth.iprev;

import io.sealstream.mailauth.dmarc.PublicSuffixList;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The forward-confirmed host name of a client (RFC 8601 §2.7.3), and whether the From domain's mail exchangers are its kin. */
public final class Iprev {
    /** Names of a PTR answer that are looked up; further ones are ignored. */
    public static final int MAX_NAMES = 5;

    /** Exchangers of a From domain that are compared; further ones are ignored. */
    public static final int MAX_EXCHANGERS = 20;

    private final Dns dns;
    private final AsOf asOf;
    private final PublicSuffixList suffixes;

    private Iprev(Dns dns, AsOf asOf, PublicSuffixList suffixes) {
        this.dns = dns;
        this.asOf = asOf;
        this.suffixes = suffixes;
    }

    /**
     * @param client null: not known
     * @param fromDomains whose exchangers are compared with the confirmed name
     */
    public static IprevResult check(
            @Nullable IpAddress client, List<DomainName> fromDomains, Dns dns, AsOf asOf, PublicSuffixList suffixes) {
        return client == null ? IprevResult.NOT_EVALUABLE : new Iprev(dns, asOf, suffixes).check(client, fromDomains);
    }

    /** The question that is known before any answer. */
    public static List<Question> foreseeable(@Nullable IpAddress client) {
        return client == null ? List.of() : List.of(pointer(client));
    }

    /**
     * The questions that follow from the PTR records.
     *
     * @param known the answer to a question; null: not known yet
     */
    public static List<Question> following(@Nullable IpAddress client, Function<Question, @Nullable Answer> known) {
        Answer answer = client == null ? null : known.apply(pointer(client));
        return client == null || answer == null
                ? List.of()
                : names(answer).stream().map(name -> address(name, client)).toList();
    }

    private static Question pointer(IpAddress client) {
        return new Question(client.reverseName(), RecordType.PTR);
    }

    private static Question address(DomainName name, IpAddress client) {
        return new Question(name, client.isV4() ? RecordType.A : RecordType.AAAA);
    }

    private static List<DomainName> names(Answer answer) {
        return answer.records().stream()
                .flatMap(record -> record instanceof Rdata.Pointer pointer
                        ? Optional.of(pointer.target()).stream()
                        : Optional.<DomainName>empty().stream())
                .distinct()
                .sorted()
                .limit(MAX_NAMES)
                .toList();
    }

    private IprevResult check(IpAddress client, List<DomainName> fromDomains) {
        Answer pointers = dns.lookup(pointer(client));
        if (!asOf.isWitness(pointers)) {
            return IprevResult.of(IprevStatus.UNVERIFIABLE, names(pointers));
        }
        if (pointers.outcome() == Answer.Outcome.FAILED) {
            return IprevResult.of(IprevStatus.TEMPERROR, List.of());
        }
        // RFC 8601 §2.7.3: permerror, where no PTR data are published.
        List<DomainName> claimed = names(pointers);
        return claimed.isEmpty()
                ? IprevResult.of(IprevStatus.PERMERROR, claimed)
                : confirm(client, claimed, fromDomains);
    }

    /** Every name is asked for, so that a re-run asks for no more. */
    private IprevResult confirm(IpAddress client, List<DomainName> claimed, List<DomainName> fromDomains) {
        IprevStatus otherwise = IprevStatus.FAIL;
        List<DomainName> confirmed = new ArrayList<>(1);
        for (DomainName name : claimed) {
            Answer addresses = dns.lookup(address(name, client));
            if (!asOf.isWitness(addresses)) {
                otherwise = IprevStatus.UNVERIFIABLE;
            } else if (addresses.outcome() == Answer.Outcome.FAILED) {
                otherwise = otherwise == IprevStatus.FAIL ? IprevStatus.TEMPERROR : otherwise;
            } else if (isAddressIn(addresses, client)) {
                confirmed.add(name);
            }
        }
        return confirmed.isEmpty() ? IprevResult.of(otherwise, claimed) : pass(confirmed.get(0), claimed, fromDomains);
    }

    private static boolean isAddressIn(Answer addresses, IpAddress client) {
        return addresses.records().stream()
                .anyMatch(record -> record instanceof Rdata.Address address
                        && address.address().equals(client));
    }

    private IprevResult pass(DomainName name, List<DomainName> claimed, List<DomainName> fromDomains) {
        DomainName organization = organization(name);
        return new IprevResult(IprevStatus.PASS, name, organization, claimed, isExchangeOf(organization, fromDomains));
    }

    private DomainName organization(DomainName name) {
        return suffixes.organizationalDomain(name).orElse(name);
    }

    private @Nullable Boolean isExchangeOf(DomainName organization, List<DomainName> fromDomains) {
        Boolean aligned = Boolean.FALSE;
        for (DomainName from : fromDomains) {
            Answer exchangers = dns.lookup(new Question(from, RecordType.MX));
            if (!asOf.isWitness(exchangers) || exchangers.outcome() == Answer.Outcome.FAILED) {
                aligned = null;
            } else if (exchangers.records().stream()
                    .limit(MAX_EXCHANGERS)
                    .anyMatch(record -> record instanceof Rdata.MailExchange mx
                            && !mx.exchange().equals(DomainName.ROOT)
                            && organization(mx.exchange()).equals(organization))) {
                return Boolean.TRUE;
            }
        }
        return aligned;
    }
}
