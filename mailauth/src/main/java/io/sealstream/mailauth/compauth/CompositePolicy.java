package io.sealstream.mailauth.compauth;

import io.sealstream.mailauth.dns.DomainName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation tells of itself: inputs of composite authentication, and overrides, which never change it.
 *
 * @param version names this policy in each verdict
 * @param acceptedDomains the organisation's own domains; exactly these, not those below (010, 601)
 * @param blocked who may not be spoofed by whom (002)
 * @param trustedSealers whose ARC seals are believed (130); the name equals {@code d=} of seal and message signature
 * @param sameOrganisation From domains and the infrastructures of the Microsoft 365 organisation that owns them (115)
 * @param modifyingHops infrastructures that are known to change bodies on the way (108)
 * @param mxElsewhere whether the MX of the organisation is another receiver, which hands its mail on (905)
 * @param honourPolicy whether {@code p=reject} is carried out ({@code action=reject}) or handled as quarantine ({@code oreject});
 *     null: as the {@link Profile} of the receipt says
 * @param usesSignals whether what keyed state knows of the sender may decide (501, 701); else it is reported only
 */
public record CompositePolicy(
        String version,
        Set<DomainName> acceptedDomains,
        List<SpoofPair> blocked,
        Set<DomainName> trustedSealers,
        List<SpoofPair> sameOrganisation,
        Set<Infrastructure> modifyingHops,
        boolean mxElsewhere,
        @Nullable Boolean honourPolicy,
        boolean usesSignals,
        Overrides overrides) {
    public static final CompositePolicy NONE = accepting("none", Set.of());

    /** A policy that knows the organisation's domains only. */
    public static CompositePolicy accepting(String version, Set<DomainName> acceptedDomains) {
        return new CompositePolicy(
                version, acceptedDomains, List.of(), Set.of(), List.of(), Set.of(), false, null, false, Overrides.NONE);
    }

    /** This policy where the tenant decides whether {@code p=reject} is carried out. */
    public CompositePolicy honouring(boolean honoured) {
        return new CompositePolicy(
                version,
                acceptedDomains,
                blocked,
                trustedSealers,
                sameOrganisation,
                modifyingHops,
                mxElsewhere,
                honoured,
                usesSignals,
                overrides);
    }

    /** Whether {@code p=reject} is carried out for a message received then. */
    public boolean honoursPolicy(@Nullable Instant receivedAt) {
        return honourPolicy == null ? Profile.at(receivedAt).honoursPolicy() : honourPolicy;
    }
}
