package io.sealstream.cli;

import static io.sealstream.cli.PostureFinding.note;
import static io.sealstream.cli.PostureFinding.ok;
import static io.sealstream.cli.PostureFinding.problem;
import static io.sealstream.cli.PostureFinding.unknown;

import io.sealstream.mailauth.dkim.SelectorPosture;
import io.sealstream.mailauth.dkim.SelectorPosture.Finding;
import java.util.List;

/** What is to be said of a DKIM selector. */
final class SelectorFindings {
    private SelectorFindings() {}

    static List<PostureFinding> of(SelectorPosture selector) {
        if (selector.findings().isEmpty()) {
            return List.of(ok("usable", "a usable key"));
        }
        return selector.findings().stream().map(SelectorFindings::of).toList();
    }

    private static PostureFinding of(Finding finding) {
        String word = PostureFinding.word(finding);
        return switch (finding) {
            case NO_KEY -> problem(word, "no key record");
            case SEVERAL_RECORDS ->
                note(word, "several records: which one is taken is undefined (RFC 6376 \u00a73.6.2.2)");
            case WRONG_VERSION -> problem(word, "a record of another version than DKIM1");
            case SYNTAX_ERROR -> problem(word, "a key record that does not parse");
            case REVOKED -> note(word, "revoked: p= is empty, no signature by it passes");
            case UNKNOWN_KEY_TYPE -> problem(word, "a key type (k=) that verifiers don't know");
            case KEY_TOO_SMALL -> problem(word, "a key below 1024 bits never passes (RFC 8301 \u00a73.2)");
            case KEY_SHORT -> note(word, "a key should have 2048 bits or more (RFC 8301 \u00a73.2)");
            case KEY_TOO_LARGE -> problem(word, "a key above 8192 bits, which verifiers refuse");
            case NO_USABLE_HASH -> problem(word, "h= does not allow sha256 (RFC 8301 \u00a73.1)");
            case NOT_FOR_EMAIL -> problem(word, "s= does not allow e-mail");
            case TESTING -> note(word, "t=y: in testing, signed mail counts as unsigned");
            case COMPROMISED -> problem(word, "the private key is public: a signature proves nothing");
            case DNS_FAILURE -> unknown(word, "DNS failed, which says nothing of the key");
            case NOT_OBSERVED -> unknown(word, "not observed, which is not absence");
        };
    }
}
