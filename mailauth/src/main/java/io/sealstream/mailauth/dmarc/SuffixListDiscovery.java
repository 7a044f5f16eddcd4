package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.DmarcRecord.Policies;
import io.sealstream.mailauth.dmarc.PolicyRecords.Knowledge;
import io.sealstream.mailauth.dmarc.PolicyRecords.Lookup;
import io.sealstream.mailauth.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By RFC 7489: the record of the author domain, else that of its organizational domain by the Public Suffix List. */
final class SuffixListDiscovery implements Discovery {
    private final DomainName author;
    private final PolicyRecords records;
    private final PublicSuffixList suffixes;
    private final DomainName organizationalDomain;
    private final List<DomainName> queried = new ArrayList<>(2);

    SuffixListDiscovery(DomainName author, PolicyRecords records, PublicSuffixList suffixes) {
        this.author = author;
        this.records = records;
        this.suffixes = suffixes;
        this.organizationalDomain = organizationalDomain(author, suffixes);
    }

    /** RFC 7489 §6.6.3. */
    @Override
    public Policy policy() {
        Lookup own = lookup(author);
        if (!own.isKnown() || !own.records().isEmpty() || organizationalDomain.equals(author)) {
            return policyAt(author, own);
        }
        return policyAt(organizationalDomain, lookup(organizationalDomain));
    }

    private Lookup lookup(DomainName domain) {
        Lookup lookup = records.at(domain);
        if (lookup.question() != null) {
            queried.add(lookup.question());
        }
        return lookup;
    }

    @Override
    public List<DomainName> queried() {
        return List.copyOf(queried);
    }

    private Policy policyAt(DomainName domain, Lookup lookup) {
        if (!lookup.isKnown()) {
            return Policy.notKnown(lookup.knowledge());
        }
        if (lookup.records().size() != 1) {
            return Policy.NO_RECORD; // RFC 7489 §6.6.3 step 5: several are no policy
        }
        DmarcRecord record = lookup.records().get(0);
        Policies policies = record.policies(DmarcEdition.RFC7489).orElse(null);
        return new Policy(domain, record, Knowledge.KNOWN, request(domain, policies), Knowledge.KNOWN);
    }

    private @Nullable DmarcPolicy request(DomainName domain, @Nullable Policies policies) {
        if (policies == null) {
            return null;
        }
        return domain.equals(author) ? policies.own() : policies.subdomains(); // RFC 7489 §6.3, sp
    }

    @Override
    public Relation organization(DomainName identifier) {
        return Relation.of(organizationalDomain(identifier, suffixes).equals(organizationalDomain));
    }

    @Override
    public DomainName organizationalDomain() {
        return organizationalDomain;
    }

    /** RFC 7489 §3.2; a public suffix stands for itself. */
    static DomainName organizationalDomain(DomainName domain, PublicSuffixList suffixes) {
        return suffixes.organizationalDomain(domain).orElse(domain);
    }
}
