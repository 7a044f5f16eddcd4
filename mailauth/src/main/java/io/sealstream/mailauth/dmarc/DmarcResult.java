package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DMARC for a message: the deciding evaluation, and one by each edition.
 *
 * @param edition the one that decides
 * @param action what a receiver does that handles reject as quarantine, in Microsoft's words: none, quarantine, reject, oreject, pct.quarantine, pct.reject,
 *     permerror, temperror
 * @param others by the deciding edition, those of the From domains that are no worse, in the order of the message; empty
 *     where there is one From domain
 */
public record DmarcResult(
        DmarcEdition edition, Evaluation rfc9989, Evaluation rfc7489, String action, List<Evaluation> others) {

    /** A result of one From domain. */
    public DmarcResult(DmarcEdition edition, Evaluation rfc9989, Evaluation rfc7489, String action) {
        this(edition, rfc9989, rfc7489, action, List.of());
    }

    public Evaluation deciding() {
        return edition == DmarcEdition.RFC9989 ? rfc9989 : rfc7489;
    }

    public DmarcStatus status() {
        return deciding().status();
    }

    /** This result where the receiver carries {@code p=reject} out. */
    public DmarcResult honoured() {
        return action.equals("oreject") ? new DmarcResult(edition, rfc9989, rfc7489, "reject", others) : this;
    }

    /** Whether the editions come to another status or policy. */
    public boolean differs() {
        return rfc9989.status() != rfc7489.status() || rfc9989.policy() != rfc7489.policy();
    }

    /**
     * One evaluation. With several From domains, that of the domain with the worst status.
     *
     * @param fromDomain the From domain evaluated; null where there is none
     * @param organizationalDomain of the From domain; null where it was not determined
     * @param policyDomain where the record was found, without {@code _dmarc}; null: no record
     * @param policy the one that applies to this message, by p, sp or np and t; null: no record
     * @param percent {@code pct}, 0 to 100; 100 where it does not apply
     * @param sampledOut {@code pct} spares this message
     * @param alignedSpf the SPF domain that passes aligned; null: none
     * @param alignedDkim the signing domain that passes aligned; null: none
     * @param record the record's text; null: none
     * @param ifUnchanged what the status would be had DNS said then what it was seen to say at another time; null unless
     *     unverifiable, and null then too where that would still not be known
     * @param queried the names asked for a record, in order, {@code _dmarc} included
     */
    public record Evaluation(
            DmarcStatus status,
            DmarcReason reason,
            @Nullable DomainName fromDomain,
            @Nullable DomainName organizationalDomain,
            @Nullable DomainName policyDomain,
            @Nullable DmarcPolicy policy,
            Alignment spfAlignment,
            Alignment dkimAlignment,
            int percent,
            boolean sampledOut,
            @Nullable DomainName alignedSpf,
            @Nullable DomainName alignedDkim,
            @Nullable String record,
            @Nullable DmarcStatus ifUnchanged,
            List<DomainName> queried) {

        /** This evaluation with another status and reason. */
        Evaluation with(DmarcStatus otherStatus, DmarcReason otherReason) {
            return new Evaluation(
                    otherStatus,
                    otherReason,
                    fromDomain,
                    organizationalDomain,
                    policyDomain,
                    policy,
                    spfAlignment,
                    dkimAlignment,
                    percent,
                    false,
                    alignedSpf,
                    alignedDkim,
                    record,
                    ifUnchanged,
                    queried);
        }

        Evaluation withIfUnchanged(DmarcStatus then) {
            return new Evaluation(
                    status,
                    reason,
                    fromDomain,
                    organizationalDomain,
                    policyDomain,
                    policy,
                    spfAlignment,
                    dkimAlignment,
                    percent,
                    sampledOut,
                    alignedSpf,
                    alignedDkim,
                    record,
                    then,
                    queried);
        }
    }

    /** The mode of alignment: {@code adkim}, {@code aspf}. */
    public enum Alignment {
        RELAXED,
        STRICT
    }
}
