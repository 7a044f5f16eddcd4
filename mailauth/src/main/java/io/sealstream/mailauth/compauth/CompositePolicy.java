package io.sealstream.mailauth.compauth;

import io.sealstream.mailauth.dns.DomainName;
import java.util.Set;

/**
 * What the organisation tells of itself: inputs of composite authentication.
 *
 * @param version names this policy in each verdict
 * @param acceptedDomains the organisation's own domains; exactly these, not those below
 * @param honourDmarc whether {@code p=reject} is carried out ({@code action=reject}) or treated as quarantine ({@code oreject})
 */
public record CompositePolicy(String version, Set<DomainName> acceptedDomains, boolean honourDmarc) {
    public static final CompositePolicy NONE = new CompositePolicy("none", Set.of(), false);
}
