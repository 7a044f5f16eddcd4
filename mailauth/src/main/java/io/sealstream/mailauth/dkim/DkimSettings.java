package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.signature.CryptoProvider;
import java.util.Set;

/**
 * How signatures are verified.
 *
 * @param maxSignatures how many signatures of a message are verified, at least 1; the rest are reported as skipped
 * @param provider who does the arithmetic
 * @param alignedFirst domains whose signatures are taken before others where there are too many: those of the From field
 */
public record DkimSettings(int maxSignatures, CryptoProvider provider, Set<DomainName> alignedFirst) {
    public static final int DEFAULT_MAX_SIGNATURES = 10;

    public static DkimSettings of(CryptoProvider provider) {
        return new DkimSettings(DEFAULT_MAX_SIGNATURES, provider, Set.of());
    }

    public DkimSettings withAlignedFirst(Set<DomainName> domains) {
        return new DkimSettings(maxSignatures, provider, domains);
    }

    /** Whether a signature by {@code domain} may align with one of the preferred domains. */
    boolean prefers(DomainName domain) {
        for (DomainName preferred : alignedFirst) {
            if (domain.isAtOrBelow(preferred) || preferred.isAtOrBelow(domain)) {
                return true;
            }
        }
        return false;
    }
}
