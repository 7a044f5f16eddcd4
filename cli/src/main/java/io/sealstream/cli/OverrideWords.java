package io.sealstream.cli;

import io.sealstream.mailauth.compauth.AppliedOverride;
import java.util.stream.Collectors;

/** A tenant's override in words for a person. */
final class OverrideWords {
    private OverrideWords() {}

    /** {@code lets it pass: domain fabrikam.com; would too: safe sender a@fabrikam.com} */
    static String told(AppliedOverride override) {
        return (override.applied().kind().allows() ? "lets it pass: " : "keeps it out: ")
                + told(override.applied())
                + (override.others().isEmpty()
                        ? ""
                        : "; matches too: "
                                + override.others().stream()
                                        .map(OverrideWords::told)
                                        .collect(Collectors.joining(", ")));
    }

    private static String told(AppliedOverride.Entry entry) {
        String list = switch (entry.kind()) {
            case DOMAIN_BLOCK -> "blocked domain ";
            case ALLOW_PAIR -> "allowed pair ";
            case DOMAIN_ALLOW -> "allowed domain ";
            case IP_ALLOW -> "allowed IP ";
            case SAFE_SENDER -> "safe sender ";
        };
        return list + Words.clean(entry.text());
    }
}
