package io.sealstream.cli;

import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;

/** DMARC, and how its editions differ. */
final class DmarcWords {
    private final Lines lines;

    DmarcWords(Lines lines) {
        this.lines = lines;
    }

    void dmarc(DmarcResult dmarc) {
        Evaluation deciding = dmarc.deciding();
        lines.line(
                "DMARC",
                Words.word(deciding.status()) + ": " + Words.word(deciding.reason()) + ", action " + dmarc.action());
        dmarcDetail(dmarc.edition().name().replace("RFC", "RFC "), deciding);
        if (dmarc.differs()) {
            Evaluation other = deciding == dmarc.rfc9989() ? dmarc.rfc7489() : dmarc.rfc9989();
            String edition = deciding == dmarc.rfc9989() ? "RFC 7489" : "RFC 9989";
            lines.more("differs by " + edition + ": " + Words.word(other.status()) + ", " + Words.word(other.reason()));
            dmarcDetail(edition, other);
        }
    }

    private void dmarcDetail(String edition, Evaluation evaluation) {
        if (evaluation.record() != null) {
            lines.more("by " + edition + ": _dmarc." + evaluation.policyDomain() + " says "
                    + Words.clean(evaluation.record()));
            lines.more("policy for this message: " + Words.word(evaluation.policy())
                    + (evaluation.sampledOut() ? ", but pct=" + evaluation.percent() + " spares it" : ""));
        } else if (!evaluation.queried().isEmpty()) {
            lines.more("by " + edition + ": no record at " + Words.join(evaluation.queried()));
        }
        lines.more("aligned: SPF " + (evaluation.alignedSpf() == null ? "no" : evaluation.alignedSpf()) + " ("
                + Words.word(evaluation.spfAlignment()) + "), DKIM "
                + (evaluation.alignedDkim() == null ? "no" : evaluation.alignedDkim()) + " ("
                + Words.word(evaluation.dkimAlignment()) + ")");
        if (evaluation.ifUnchanged() != null) {
            lines.more("had DNS said the same then: " + Words.word(evaluation.ifUnchanged()));
        }
    }
}
