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
        DomainName name = target == null || target.isLiteral() ? null : target.expand(evaluation, domain);
        if (target == null || name == null) {
            return text;
        }
        int start = text.indexOf(target.text());
        return text.substring(0, start)
                + name
                + text.substring(start + target.text().length());
    }

    /** The directive that a qualified mechanism's text gives; null where the mechanism is null. */
    static @Nullable Directive of(Qualifier qualifier, @Nullable Mechanism mechanism, String mechanismText) {
        return mechanism == null ? null : new Directive(qualifier, mechanism, qualifier.prefix() + mechanismText);
    }
}
