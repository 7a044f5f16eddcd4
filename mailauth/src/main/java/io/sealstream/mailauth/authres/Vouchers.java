package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.arc.ArcResult.ArcSet;
import io.sealstream.mailauth.arc.ArcStatus;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sealers of a chain who report that the message was authenticated when it came to them (RFC 8617 §7.2.1). */
public final class Vouchers {
    private Vouchers() {}

    /** The same of a chain whose keys could not all be had: those who may vouch. */
    public static List<ArcSet> open(@Nullable ArcResult arc, @Nullable DomainName organization) {
        return arc != null && (arc.status() == ArcStatus.UNVERIFIABLE || arc.status() == ArcStatus.TEMPERROR)
                ? vouching(arc, organization)
                : List.of();
    }

    /**
     * The sets whose results tell of an aligned pass for the From domain: of DMARC, or where they tell nothing of DMARC, of SPF or
     * DKIM. Empty unless the chain passes. Who they are, and whether anybody trusts them, is not judged.
     *
     * @param organization of the From domain; null: not known, and then nobody vouches
     */
    public static List<ArcSet> of(@Nullable ArcResult arc, @Nullable DomainName organization) {
        return arc != null && arc.status() == ArcStatus.PASS ? vouching(arc, organization) : List.of();
    }

    private static List<ArcSet> vouching(ArcResult arc, @Nullable DomainName organization) {
        return organization == null
                ? List.of()
                : arc.sets().stream().filter(set -> vouches(set, organization)).toList();
    }

    private static boolean vouches(ArcSet set, DomainName organization) {
        return AuthenticationResultsReader.read(set.authenticationResults())
                .filter(results -> isAuthenticated(results, organization))
                .isPresent();
    }

    private static boolean isAuthenticated(AuthenticationResults results, DomainName organization) {
        Optional<MethodResult> dmarc = results.first("dmarc");
        if (dmarc.isPresent()) {
            return isPass(dmarc.get(), organization);
        }
        return results.results().stream().anyMatch(result -> isAlignedPass(result, organization));
    }

    private static boolean isPass(MethodResult dmarc, DomainName organization) {
        boolean passes = dmarc.result().equals("pass") || dmarc.result().equals("bestguesspass");
        return passes && isOf(dmarc.property("header.from"), organization);
    }

    private static boolean isAlignedPass(MethodResult result, DomainName organization) {
        if (!result.result().equals("pass")) {
            return false;
        }
        return switch (result.method()) {
            case "spf" -> isOf(result.property("smtp.mailfrom").map(StampedSignature::domainPart), organization);
            case "dkim" ->
                StampedSignature.domain(result)
                        .filter(signer -> signer.isAtOrBelow(organization))
                        .isPresent();
            default -> false;
        };
    }

    private static boolean isOf(Optional<String> domain, DomainName organization) {
        return domain.flatMap(DomainName::parse)
                .filter(name -> name.isAtOrBelow(organization))
                .isPresent();
    }
}
