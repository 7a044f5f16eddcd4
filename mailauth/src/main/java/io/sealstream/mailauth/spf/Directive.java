package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.DomainName;
import org.jspecify.annotations.Nullable;

/**
 * A qualifier and a mechanism (RFC 7208 §4.6.1).
 *
 * @param text as the record has it, the sign of a pass left out
 */
record Directive(Qualifier qualifier, Mechanism mechanism, String text) {

    /** The text with its macros expanded. */
    String describe(Evaluation evaluation, DomainName domain) {
        DomainSpec target = mechanism.target();
        return target == null ? text : describe(text, target, evaluation, domain);
    }

    /** {@code term}, which holds {@code target}, with what that expands to in its place. */
    static String describe(String term, DomainSpec target, Evaluation evaluation, DomainName domain) {
        DomainName name = target.isLiteral() ? null : target.expand(evaluation, domain);
        if (name == null) {
            return term;
        }
        int start = term.indexOf(target.text());
        return term.substring(0, start)
                + name
                + term.substring(start + target.text().length());
    }

    /** The directive that a qualified mechanism's text gives; null where the mechanism is null. */
    static @Nullable Directive of(Qualifier qualifier, @Nullable Mechanism mechanism, String mechanismText) {
        return mechanism == null ? null : new Directive(qualifier, mechanism, qualifier.prefix() + mechanismText);
    }
}
