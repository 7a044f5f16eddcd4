package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code check_host} found for one identity.
 *
 * @param domain the domain checked; null where the identity has none
 * @param path the terms that led to the match, outermost first, as {@code include:spf.example}, {@code ip4:192.0.2.0/24},
 *     {@code -all}; macros expanded. With an error, the terms that led to it
 * @param problem the term or domain that an error is about; null where there is none
 * @param lookups DNS terms used, of ten (RFC 7208 §4.6.4)
 * @param voidLookups void look-ups, of two
 * @param ifUnchanged what the status would be had DNS said then what it was seen to say at another time; null unless
 *     {@link SpfStatus#UNVERIFIABLE}, and null then too where nothing was seen at all
 * @param explanation the domain's {@code exp=} text (§6.2); null unless asked for and given
 */
public record SpfResult(
        SpfStatus status,
        SpfReason reason,
        SpfIdentity identity,
        @Nullable DomainName domain,
        List<String> path,
        @Nullable String problem,
        int lookups,
        int voidLookups,
        @Nullable SpfStatus ifUnchanged,
        @Nullable String explanation) {
    /** Of each term of the path, and of the problem, in characters; what is longer is cut. */
    public static final int MAX_TERM = 512;

    /** A result without an evaluation. */
    public static SpfResult of(SpfStatus status, SpfReason reason, SpfIdentity identity, @Nullable DomainName domain) {
        return new SpfResult(status, reason, identity, domain, List.of(), null, 0, 0, null, null);
    }

    /** This result, said of another identity: for the null sender, receivers name the HELO name that was checked (§2.4). */
    public SpfResult as(SpfIdentity other) {
        return new SpfResult(
                status, reason, other, domain, path, problem, lookups, voidLookups, ifUnchanged, explanation);
    }
}
