package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.PolicyRecords.Knowledge;
import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the editions differ in: where the policy of an author domain is found, and which domains are of one organization. */
interface Discovery {
    static Discovery by(DmarcEdition edition, DomainName author, PolicyRecords records, PublicSuffixList suffixes) {
        return switch (edition) {
            case RFC9989 -> new TreeWalkDiscovery(author, records);
            case RFC7489 -> new SuffixListDiscovery(author, records, suffixes);
        };
    }

    Policy policy();

    /** Whether the domain has the same organizational domain as the author domain. */
    Relation organization(DomainName identifier);

    /** Of the author domain; null where it cannot be told. */
    @Nullable
    DomainName organizationalDomain();

    /** The names asked for a record so far, in order. */
    List<DomainName> queried();

    /**
     * The policy that applies to the author domain.
     *
     * @param domain where the record is; null: no record, or not known
     * @param knowledge of the record, and with it of there being none
     * @param request null: no record, or none with a usable policy
     * @param requestKnowledge not known where it depends on whether the author domain exists; then {@code request} is that of one that does
     */
    record Policy(
            @Nullable DomainName domain,
            @Nullable DmarcRecord record,
            Knowledge knowledge,
            @Nullable DmarcPolicy request,
            Knowledge requestKnowledge) {
        static final Policy NO_RECORD = new Policy(null, null, Knowledge.KNOWN, null, Knowledge.KNOWN);

        static Policy notKnown(Knowledge why) {
            return new Policy(null, null, why, null, why);
        }
    }

    /** How an identifier stands to the author domain. */
    enum Relation {
        ALIGNED,
        NOT_ALIGNED,
        /** A failed query keeps it from being told. */
        FAILED,
        /** What would tell it was not observed. */
        UNOBSERVED;

        static Relation of(boolean aligned) {
            return aligned ? ALIGNED : NOT_ALIGNED;
        }
    }
}
