package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.DmarcRecord.Policies;
import io.sealstream.mailauth.dmarc.PolicyRecords.Knowledge;
import io.sealstream.mailauth.dns.DomainName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What DMARC makes of a domain's records, before any mail: what applies to it by each edition, where that was found, and what is weak in it. */
public record DmarcPosture(DomainName domain, Published rfc9989, Published rfc7489) {

    /** What an owner should know of a policy. */
    public enum Finding {
        /** No record applies to the domain. */
        NO_RECORD,
        /** Several records at the domain: none of them counts (RFC 9989 §4.10 step 2, RFC 7489 §6.6.3 step 5). */
        SEVERAL_RECORDS,
        /** A record from which no policy can be had. */
        INVALID_RECORD,
        /** Tags that do not parse, or occur twice. */
        MALFORMED_TAGS,
        /** The policy is none: failing mail is only reported. */
        NOT_ENFORCED,
        /** Subdomains, existing or not, have a weaker policy than the domain of the record. */
        WEAKER_SUBDOMAINS,
        /** {@code t=y}: the policy applies one step lower (RFC 9989 §4.7). */
        TESTING,
        /** {@code pct} spares some mail (RFC 7489 §6.6.4). */
        SAMPLED,
        /** No usable {@code rua}: nobody hears of failing mail. */
        NO_AGGREGATE_REPORTS,
        DNS_FAILURE,
        NOT_OBSERVED
    }

    /**
     * What applies to the domain by one edition.
     *
     * @param policyDomain where the record is; null: none, or not known
     * @param inherited the record is that of a domain above
     * @param policy the one for mail of the domain, by p, sp or np and t; null: no record, or none with a usable policy
     * @param subdomainPolicy the one that the record states for existing subdomains; null as {@code policy}
     * @param nonExistentPolicy the one that it states for subdomains that do not exist; null as {@code policy}
     * @param aggregateReports the URIs of {@code rua}
     * @param record its text; null: none
     */
    public record Published(
            @Nullable DomainName policyDomain,
            boolean inherited,
            @Nullable DmarcPolicy policy,
            @Nullable DmarcPolicy subdomainPolicy,
            @Nullable DmarcPolicy nonExistentPolicy,
            List<String> aggregateReports,
            @Nullable String record,
            Set<Finding> findings) {}

    static Published published(
            DomainName domain, DmarcEdition edition, PolicyRecords records, PublicSuffixList suffixes) {
        Discovery.Policy found =
                Discovery.by(edition, domain, records, suffixes).policy();
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        note(findings, records.at(domain).records().size() > 1, Finding.SEVERAL_RECORDS);
        note(findings, isFor(found, Knowledge.FAILED), Finding.DNS_FAILURE);
        note(findings, isFor(found, Knowledge.UNOBSERVED), Finding.NOT_OBSERVED);
        DmarcRecord record = found.record();
        if (record == null) {
            note(findings, found.knowledge() == Knowledge.KNOWN, Finding.NO_RECORD);
            return new Published(null, false, null, null, null, List.of(), null, Collections.unmodifiableSet(findings));
        }
        Policies policies = record.policies(edition).orElse(null);
        noteWeaknesses(findings, edition, record, policies);
        return new Published(
                found.domain(),
                !domain.equals(found.domain()),
                found.request(),
                policies == null ? null : policies.subdomains(),
                policies == null ? null : policies.nonExistent(),
                record.rua(),
                record.text(),
                Collections.unmodifiableSet(findings));
    }

    private static boolean isFor(Discovery.Policy found, Knowledge knowledge) {
        return found.knowledge() == knowledge || found.requestKnowledge() == knowledge;
    }

    private static void noteWeaknesses(
            Set<Finding> findings, DmarcEdition edition, DmarcRecord record, @Nullable Policies policies) {
        boolean latest = edition == DmarcEdition.RFC9989;
        note(findings, !record.wellFormed(), Finding.MALFORMED_TAGS);
        note(findings, record.rua().isEmpty(), Finding.NO_AGGREGATE_REPORTS);
        note(findings, latest && record.testing(), Finding.TESTING);
        note(findings, !latest && record.percent() < 100, Finding.SAMPLED);
        if (policies == null) {
            findings.add(Finding.INVALID_RECORD);
            return;
        }
        note(findings, policies.own() == DmarcPolicy.NONE, Finding.NOT_ENFORCED);
        boolean weaker = policies.subdomains().compareTo(policies.own()) < 0
                || policies.nonExistent().compareTo(policies.own()) < 0;
        note(findings, weaker, Finding.WEAKER_SUBDOMAINS);
    }

    private static void note(Set<Finding> findings, boolean present, Finding finding) {
        if (present) {
            findings.add(finding);
        }
    }
}
