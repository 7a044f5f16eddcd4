package io.sealstream.serde;

import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.AppliedOverride;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.compauth.CompositeStatus;
import io.sealstream.mailauth.dns.DomainName;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a second policy, the shadow, would change of a verdict.
 *
 * @param id of the verdict
 * @param tenant null where no tenants are told apart
 * @param from the first From domain; null: no usable From
 */
public record Difference(
        String id, @Nullable String tenant, @Nullable String from, Judged real, Judged shadow) {

    /**
     * What one of the policies makes of the message.
     *
     * @param result of composite authentication; null, as are reason and rule, where there is none
     * @param reason three digits; null where the result is undetermined
     * @param action the word that DMARC's action is stamped with
     * @param override what has precedence among the tenant's entries; null: none matches
     */
    public record Judged(
            @Nullable CompositeStatus result,
            @Nullable String reason,
            @Nullable String rule,
            String policyVersion,
            String action,
            AppliedOverride.@Nullable Entry override) {
        static Judged of(Verdict verdict) {
            CompositeResult compauth = verdict.compauth();
            AppliedOverride override = verdict.override();
            return new Judged(
                    compauth == null ? null : compauth.status(),
                    compauth == null ? null : compauth.reason(),
                    compauth == null ? null : compauth.rule(),
                    verdict.policyVersion(),
                    verdict.evidence().dmarc().action(),
                    override == null ? null : override.applied());
        }

        private boolean agreesWith(Judged other) {
            return result == other.result
                    && Objects.equals(reason, other.reason)
                    && Objects.equals(rule, other.rule)
                    && action.equals(other.action)
                    && Objects.equals(override, other.override);
        }

        private String verdict() {
            return reason != null ? reason : result == null ? "absent" : word(result);
        }

        private String overrideKind() {
            return override == null ? "none" : word(override.kind());
        }
    }

    /** What the shadow changes; null: nothing but the policy's version. */
    public static @Nullable Difference between(Verdict real, Verdict shadow) {
        Judged ours = Judged.of(real);
        Judged theirs = Judged.of(shadow);
        List<DomainName> from = real.evidence().from().domains();
        return ours.agreesWith(theirs)
                ? null
                : new Difference(
                        real.evidence().id(),
                        real.tenant(),
                        from.isEmpty() ? null : from.get(0).toString(),
                        ours,
                        theirs);
    }

    /**
     * By what differences are counted: the reasons, {@code 000→701}; where these agree the rules, else the overrides, {@code
     * override none→domain_allow}, else the actions.
     */
    public String kind() {
        if (!real.verdict().equals(shadow.verdict())) {
            return real.verdict() + "\u2192" + shadow.verdict();
        }
        if (!Objects.equals(real.rule, shadow.rule)) {
            return real.rule + "\u2192" + shadow.rule;
        }
        return Objects.equals(real.override, shadow.override)
                ? "action " + real.action + "\u2192" + shadow.action
                : "override " + real.overrideKind() + "\u2192" + shadow.overrideKind();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
