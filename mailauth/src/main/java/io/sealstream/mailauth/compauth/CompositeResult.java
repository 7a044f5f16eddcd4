package io.sealstream.mailauth.compauth;

import org.jspecify.annotations.Nullable;

/**
 * The composite verdict.
 *
 * @param reason three digits; null where undetermined
 * @param rule the id of the rule that decided, such as {@code dmarc-pass}
 * @param because the evidence in one line, for a person
 */
public record CompositeResult(
        CompositeStatus status, @Nullable String reason, String rule, Known known, String because) {
    /** How a rule is known. */
    public enum Known {
        DOCUMENTED,
        OBSERVED,
        OURS
    }
}
