package io.sealstream.mailauth;

import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.dkim.DkimFlag;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dns.DomainName;
import java.util.List;

/**
 * A body hash that fails in a copy that is not as it was on the wire says nothing where the receiver stamped that the signature
 * had verified: the copy was altered after receipt.
 */
final class AlteredCopy {
    private AlteredCopy() {}

    static List<DkimResult> judge(List<DkimResult> results, List<Stamp> stamps) {
        if (stamps.isEmpty() || results.stream().noneMatch(result -> result.has(DkimFlag.THIS_COPY))) {
            return results;
        }
        return results.stream()
                .map(result -> result.has(DkimFlag.THIS_COPY) && hadVerified(result, stamps) ? altered(result) : result)
                .toList();
    }

    private static boolean hadVerified(DkimResult result, List<Stamp> stamps) {
        DomainName signer = result.domain();
        return signer != null
                && stamps.stream()
                        .filter(Stamp::trusted)
                        .flatMap(stamp -> stamp.parsed().results().stream())
                        .filter(method -> method.method().equals("dkim")
                                && method.result().equals("pass"))
                        .anyMatch(method -> method.property("header.d")
                                .flatMap(DomainName::parse)
                                .filter(signer::equals)
                                .isPresent());
    }

    private static DkimResult altered(DkimResult result) {
        return result.with(DkimStatus.UNVERIFIABLE, DkimReason.ALTERED_AFTER_RECEIPT);
    }
}
