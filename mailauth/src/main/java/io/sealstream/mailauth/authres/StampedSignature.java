package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dns.DomainName;
import java.util.Optional;

/** Which signature a stamped DKIM result is about (RFC 8601 §2.7.1, RFC 6008). */
final class StampedSignature {
    private StampedSignature() {}

    /** The signing domain: {@code header.d}, else that of {@code header.i}. */
    static Optional<DomainName> domain(MethodResult stamped) {
        return stamped.property("header.d")
                .or(() -> stamped.property("header.i").map(StampedSignature::domainPart))
                .flatMap(DomainName::parse);
    }

    /** Of an address; of a domain name, itself. */
    static String domainPart(String identifier) {
        return identifier.substring(identifier.lastIndexOf('@') + 1);
    }

    /** Whether nothing that the stamp says of the signature is said of another. */
    static boolean isOf(MethodResult stamped, DkimResult signature) {
        return isDomainOf(stamped, signature)
                && stamped.property("header.s")
                        .map(selector -> selector.equalsIgnoreCase(signature.selector()))
                        .orElse(true)
                && stamped.property("header.b")
                        .map(data -> data.startsWith(signature.signatureData())
                                || signature.signatureData().startsWith(data))
                        .orElse(true);
    }

    /** What is below {@code d=} in {@code header.i} is of that signature too (RFC 6376 §3.5). */
    private static boolean isDomainOf(MethodResult stamped, DkimResult signature) {
        DomainName signer = signature.domain();
        Optional<DomainName> named = domain(stamped);
        if (signer == null || named.isEmpty()) {
            return signer == null && named.isEmpty();
        }
        return stamped.property("header.d").isPresent()
                ? named.get().equals(signer)
                : named.get().isAtOrBelow(signer);
    }
}
