package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.DmarcRecord.Policies;
import io.sealstream.mailauth.dmarc.PolicyRecords.Existence;
import io.sealstream.mailauth.dmarc.PolicyRecords.Find;
import io.sealstream.mailauth.dmarc.PolicyRecords.Knowledge;
import io.sealstream.mailauth.dns.DomainName;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By RFC 9989: the record of the author domain, else of its organizational domain, else of its public suffix, by the DNS Tree Walk. */
final class TreeWalkDiscovery implements Discovery {
    /** With more names unknown than this, two walks are not compared under all that could stand there. */
    private static final int MAX_UNKNOWN = 4;

    private final DomainName author;
    private final PolicyRecords records;
    private final TreeWalk walk;
    private final @Nullable DomainName organizationalDomain;
    private final Set<DomainName> queried = new LinkedHashSet<>();

    TreeWalkDiscovery(DomainName author, PolicyRecords records) {
        this.author = author;
        this.records = records;
        this.walk = walk(author);
        this.organizationalDomain = walk.knowledge() == Knowledge.KNOWN ? walk.organizationalDomain(Map.of()) : null;
    }

    private TreeWalk walk(DomainName start) {
        TreeWalk steps = TreeWalk.from(start, records);
        for (TreeWalk.Step step : steps.steps()) {
            DomainName question = step.lookup().question();
            if (question != null) {
                queried.add(question);
            }
        }
        return steps;
    }

    @Override
    public List<DomainName> queried() {
        return List.copyOf(queried);
    }

    @Override
    public @Nullable DomainName organizationalDomain() {
        return organizationalDomain;
    }

    /** RFC 9989 §4.10.1. */
    @Override
    public Policy policy() {
        if (!walk.first().lookup().isKnown()) {
            return Policy.notKnown(walk.knowledge());
        }
        DmarcRecord own = walk.first().lookup().single();
        if (own != null) {
            return policyOf(author, own);
        }
        if (organizationalDomain == null) {
            return Policy.notKnown(walk.knowledge());
        }
        DmarcRecord organization = walk.recordAt(organizationalDomain);
        if (organization != null) {
            return policyOf(organizationalDomain, organization);
        }
        DomainName suffix = walk.publicSuffix();
        DmarcRecord publicSuffix = suffix == null ? null : walk.recordAt(suffix);
        return suffix == null || publicSuffix == null ? Policy.NO_RECORD : policyOf(suffix, publicSuffix);
    }

    private Policy policyOf(DomainName domain, DmarcRecord record) {
        Policies stated = record.policies(DmarcEdition.RFC9989).orElse(null);
        if (stated == null) {
            return new Policy(domain, record, Knowledge.KNOWN, null, Knowledge.KNOWN);
        }
        if (domain.equals(author)) {
            return policyOf(domain, record, stated.own(), Knowledge.KNOWN);
        }
        if (stated.nonExistent() == stated.subdomains()) {
            return policyOf(domain, record, stated.subdomains(), Knowledge.KNOWN);
        }
        Existence existence = records.existence(author);
        boolean nonExistent = existence.knowledge() == Knowledge.KNOWN && !existence.exists();
        DmarcPolicy policy = nonExistent ? stated.nonExistent() : stated.subdomains();
        return policyOf(domain, record, policy, existence.knowledge());
    }

    private static Policy policyOf(DomainName domain, DmarcRecord record, DmarcPolicy stated, Knowledge of) {
        return new Policy(domain, record, Knowledge.KNOWN, record.testing() ? oneStepLower(stated) : stated, of);
    }

    /** RFC 9989 §4.7, {@code t=y}. */
    private static DmarcPolicy oneStepLower(DmarcPolicy policy) {
        return switch (policy) {
            case REJECT -> DmarcPolicy.QUARANTINE;
            case QUARANTINE, NONE -> DmarcPolicy.NONE;
        };
    }

    /** RFC 9989 §4.10.2. */
    @Override
    public Relation organization(DomainName identifier) {
        boolean mayAlign = organizationalDomain == null
                ? identifier.suffix(1).equals(author.suffix(1))
                : identifier.isAtOrBelow(organizationalDomain);
        if (!mayAlign) {
            return Relation.NOT_ALIGNED; // an organizational domain is at or above its domain: no walk is needed
        }
        TreeWalk other = walk(identifier);
        if (organizationalDomain != null && other.knowledge() == Knowledge.KNOWN) {
            return Relation.of(organizationalDomain.equals(other.organizationalDomain(Map.of())));
        }
        return whateverIsUnknown(other);
    }

    /** An answer that is not known, and that cannot change the result whatever it is, does no harm. */
    private Relation whateverIsUnknown(TreeWalk other) {
        Set<DomainName> unknown = new LinkedHashSet<>(walk.unknown());
        unknown.addAll(other.unknown());
        if (unknown.size() <= MAX_UNKNOWN) {
            Set<Relation> possible = EnumSet.noneOf(Relation.class);
            assume(List.copyOf(unknown), new HashMap<>(), other, possible);
            if (possible.size() == 1) {
                return possible.iterator().next();
            }
        }
        boolean failed = walk.knowledge() == Knowledge.FAILED || other.knowledge() == Knowledge.FAILED;
        return failed ? Relation.FAILED : Relation.UNOBSERVED;
    }

    private void assume(
            List<DomainName> unknown, Map<DomainName, Find> assumed, TreeWalk other, Set<Relation> possible) {
        if (assumed.size() == unknown.size()) {
            possible.add(Relation.of(walk.organizationalDomain(assumed).equals(other.organizationalDomain(assumed))));
            return;
        }
        DomainName name = unknown.get(assumed.size());
        for (Find find : Find.values()) {
            assumed.put(name, find);
            assume(unknown, assumed, other, possible);
        }
        assumed.remove(name);
    }
}
