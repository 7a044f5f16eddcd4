package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What DMARC judges: identifiers, whichever protocol authenticated them.
 *
 * @param fromDomains the usable domains of the From field, in order; empty: DMARC does not apply
 * @param candidates every identifier that passed or could have passed; one that cannot is negative evidence, and may be left out
 * @param messageId decides the sample of {@code pct} (RFC 7489 §6.6.4), the same for each copy; null: none
 * @param asOf the receipt
 * @param edition the one that decides; null: the one in force at the receipt
 */
public record DmarcRequest(
        List<DomainName> fromDomains,
        List<Candidate> candidates,
        @Nullable String messageId,
        AsOf asOf,
        @Nullable DmarcEdition edition,
        PublicSuffixList suffixes) {

    public DmarcRequest {
        fromDomains = List.copyOf(fromDomains);
        candidates = List.copyOf(candidates);
    }

    /**
     * An identifier that could authenticate the message.
     *
     * @param domain the SPF domain (MAIL FROM, or HELO for a null sender), or the signing domain; null: not known, so that it may be any
     * @param ifUnchanged of a missing one, what its state would be had DNS said then what it was seen to say at another time;
     *     null: not known
     */
    public record Candidate(
            Kind kind,
            @Nullable DomainName domain,
            State state,
            @Nullable State ifUnchanged) {
        public Candidate(Kind kind, @Nullable DomainName domain, State state) {
            this(kind, domain, state, null);
        }

        /** This candidate with what is missing filled in by what was seen at another time. */
        Candidate asSeen() {
            return state == State.MISSING && ifUnchanged != null ? new Candidate(kind, domain, ifUnchanged) : this;
        }
    }

    /** What authenticates, and whose mode of alignment counts. */
    public enum Kind {
        SPF,
        DKIM
    }

    /** What is known of a candidate. */
    public enum State {
        PASS,
        /** Evaluated, and not a pass. */
        NOT_PASS,
        TEMPERROR,
        /** Not evaluable, unverifiable, or skipped. */
        MISSING
    }
}
