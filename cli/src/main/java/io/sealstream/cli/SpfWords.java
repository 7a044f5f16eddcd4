package io.sealstream.cli;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.util.stream.Collectors;

/** SPF, of both identities. */
final class SpfWords {
    private final Lines lines;

    SpfWords(Lines lines) {
        this.lines = lines;
    }

    void spf(Evidence evidence) {
        lines.line("SPF", spfLine(evidence.spf()));
        spfDetail(evidence.spf());
        if (evidence.helo().status() != SpfStatus.NONE && evidence.helo().domain() != null) {
            lines.more("HELO identity: " + spfLine(evidence.helo()));
        }
    }

    private String spfLine(SpfResult spf) {
        String subject = spf.domain() == null ? "" : " for " + Words.word(spf.identity()) + " " + spf.domain();
        return Words.word(spf.status()) + subject + ": " + Words.word(spf.reason());
    }

    private void spfDetail(SpfResult spf) {
        if (!spf.path().isEmpty()) {
            lines.more(spf.path().stream().map(Words::clean).collect(Collectors.joining(" \u2192 ")));
        }
        if (spf.problem() != null) {
            lines.more("because of " + Words.clean(spf.problem()));
        }
        if (spf.lookups() > 0) {
            lines.more(spf.lookups() + " of 10 look-ups, " + spf.voidLookups() + " of 2 void ones");
        }
        if (spf.ifUnchanged() != null) {
            lines.more("had DNS said the same then: " + Words.word(spf.ifUnchanged()));
        }
    }
}
