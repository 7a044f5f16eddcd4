package io.sealstream.cli;

import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.compauth.Signals;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Composite authentication, the signals that it was judged by, and what an entry of the tenant does beside it. */
final class CompositeWords {
    private final Lines lines;

    CompositeWords(Lines lines) {
        this.lines = lines;
    }

    void composite(Verdict verdict) {
        @Nullable CompositeResult composite = verdict.compauth();
        if (composite == null) {
            lines.line("compauth", "absent: there is no usable From to judge");
        } else {
            lines.line(
                    "compauth",
                    result(composite) + ": rule " + composite.rule() + " (" + Words.word(composite.known()) + ")");
            lines.more(Words.clean(composite.because()));
        }
        if (!verdict.policyVersion().equals("none")) {
            lines.more("judged by policy " + Words.clean(verdict.policyVersion())
                    + (verdict.tenant() == null ? "" : " of " + Words.clean(verdict.tenant())));
        }
        signals(verdict.signals());
        if (verdict.override() != null) {
            lines.line("Override", OverrideWords.told(verdict.override()));
        }
    }

    /** {@code fail, reason 001} */
    static String result(CompositeResult composite) {
        return Words.word(composite.status()) + (composite.reason() == null ? "" : ", reason " + composite.reason());
    }

    private void signals(Signals signals) {
        if (!signals.findings().isEmpty()) {
            lines.more("signals: "
                    + signals.findings().stream().sorted().map(Words::word).collect(Collectors.joining(", ")));
        }
        Signals.History history = signals.history();
        if (history != null) {
            lines.more(history.messages() + " messages of the domain from " + Words.clean(history.infrastructure())
                    + " on " + history.days() + " days, " + history.authenticated() + " of them authenticated");
        }
        Signals.Replay replay = signals.replay();
        if (replay != null) {
            lines.more("this signature of " + Words.clean(replay.signer()) + " came from " + replay.infrastructures()
                    + " infrastructures to " + replay.recipients() + " recipients");
        }
    }
}
