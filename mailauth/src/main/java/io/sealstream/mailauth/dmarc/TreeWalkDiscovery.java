package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.DmarcRecord.Policies;
import io.sealstream.mailauth.dmarc.PolicyRecords.Existence;
import io.sealstream.mailauth.dmarc.PolicyRecords.Knowledge;
import io.sealstream.mailauth.dmarc.TreeWalk.Find;
import io.sealstream.mailauth.dns.DomainName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By RFC 9989: the record of the author domain, else of its organizational domain, else of its public suffix, by the DNS Tree Walk. */
final class TreeWalkDiscovery implements Discovery {
    /** With more names unknown than this, two walks are not compared under all that could stand there. */
    private static final int MAX_UNKNOWN = 4;

    private final DomainName author;
    private final PolicyRecords records;
    private final TreeWalk walk;

    TreeWalkDiscovery(DomainName author, PolicyRecords records) {
        this.author = author;
        this.records = records;
        this.walk = TreeWalk.from(author, records);
    }

    /** RFC 9989 §4.10.1. */
    @Override
    public Policy policy() {
        if (!walk.first().isKnown()) {
            return Policy.notKnown(walk.knowledge());
        }
        Optional<DmarcRecord> own = walk.first().single();
        if (own.isPresent()) {
            return policyOf(author, own.get());
        }
        DomainName organization = organizationalDomain();
        if (organization == null) {
            return Policy.notKnown(walk.knowledge());
        }
        return walk.recordAt(organization)
                .map(record -> policyOf(organization, record))
                .orElseGet(this::publicSuffixPolicy);
    }

    private Policy publicSuffixPolicy() {
        DomainName suffix = walk.publicSuffix();
        return suffix == null
                ? Policy.NO_RECORD
                : walk.recordAt(suffix).map(record -> policyOf(suffix, record)).orElse(Policy.NO_RECORD);
    }

    private Policy policyOf(DomainName domain, DmarcRecord record) {
        Optional<Policies> policies = record.policies(DmarcEdition.RFC9989);
        if (policies.isEmpty()) {
            return new Policy(domain, record, Knowledge.KNOWN, null, Knowledge.KNOWN);
        }
        Policies stated = policies.get();
        if (domain.equals(author)) {
            return policyOf(domain, record, stated.own(), Knowledge.KNOWN);
        }
        if (stated.nonExistent() == stated.subdomains()) {
            return policyOf(domain, record, stated.subdomains(), Knowledge.KNOWN);
        }
        Existence existence = records.existence(author);
        boolean missing = existence.knowledge() == Knowledge.KNOWN && !existence.exists();
        return policyOf(domain, record, missing ? stated.nonExistent() : stated.subdomains(), existence.knowledge());
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

    @Override
    public @Nullable DomainName organizationalDomain() {
        return walk.unknown().isEmpty() ? walk.organizationalDomain(Map.of()) : null;
    }

    /** RFC 9989 §4.10.2. */
    @Override
    public Relation organization(DomainName identifier) {
        DomainName known = organizationalDomain();
        if (known == null ? !identifier.suffix(1).equals(author.suffix(1)) : !identifier.isAtOrBelow(known)) {
            return Relation.NOT_ALIGNED; // an organizational domain is at or above its domain: no walk is needed
        }
        TreeWalk other = TreeWalk.from(identifier, records);
        List<DomainName> unknown = new ArrayList<>(walk.unknown());
        other.unknown().stream().filter(name -> !unknown.contains(name)).forEach(unknown::add);
        Agreement agreement = new Agreement();
        if (unknown.size() <= MAX_UNKNOWN) {
            compare(other, unknown, new HashMap<>(), agreement);
        }
        if (agreement.same != agreement.different) {
            return Relation.of(agreement.same);
        }
        boolean failed = walk.knowledge() == Knowledge.FAILED || other.knowledge() == Knowledge.FAILED;
        return Relation.notKnown(failed ? Knowledge.FAILED : Knowledge.UNOBSERVED);
    }

    /** What came of comparing under every assumption: an unknown answer that cannot change the result does no harm. */
    private static final class Agreement {
        private boolean same;
        private boolean different;
    }

    private void compare(TreeWalk other, List<DomainName> unknown, Map<DomainName, Find> assumed, Agreement result) {
        if (assumed.size() < unknown.size()) {
            DomainName name = unknown.get(assumed.size());
            for (Find find : Find.values()) {
                assumed.put(name, find);
                compare(other, unknown, assumed, result);
            }
            assumed.remove(name);
        } else if (walk.organizationalDomain(assumed).equals(other.organizationalDomain(assumed))) {
            result.same = true;
        } else {
            result.different = true;
        }
    }
}
