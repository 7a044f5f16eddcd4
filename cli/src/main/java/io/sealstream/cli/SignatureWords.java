package io.sealstream.cli;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimStatus;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** DKIM and ARC. */
final class SignatureWords {
    private final Lines lines;

    SignatureWords(Lines lines) {
        this.lines = lines;
    }

    void dkim(Evidence evidence) {
        List<DkimResult> results = evidence.dkim();
        int number = 0;
        for (DkimResult result : results.subList(0, Math.min(results.size(), Lines.MAX_OF_A_KIND))) {
            number++;
            if (result.status() == DkimStatus.NONE) {
                lines.line("DKIM", "none: the message is not signed");
                return;
            }
            lines.line(
                    "DKIM" + (results.size() > 1 ? " " + number : ""),
                    Words.word(result.status()) + ": " + Words.word(result.reason()));
            dkimDetail(result, evidence);
        }
    }

    void arc(@Nullable ArcResult arc) {
        if (arc == null) {
            return;
        }
        lines.line(
                "ARC",
                Words.word(arc.status()) + ": " + Words.word(arc.reason())
                        + (arc.problem() > 0 ? " (instance " + arc.problem() + ")" : ""));
        if (arc.instances() > 0) {
            lines.more(arc.instances()
                    + (arc.instances() == 1 ? " set, sealed by " : " sets, sealed by ")
                    + arc.sets().stream()
                            .map(set -> "i=" + set.instance() + " " + Words.shown(set.sealDomain()))
                            .collect(Collectors.joining(", ")));
        }
        repairs(arc.repaired());
    }

    private void dkimDetail(DkimResult result, Evidence evidence) {
        lines.more("header field " + (result.field() + 1) + ": d=" + Words.shown(result.domain()) + " s="
                + Words.shown(result.selector())
                + " a="
                + Words.shown(result.algorithm()) + " c=" + Words.shown(result.canonicalization())
                + (result.keyBits() > 0 ? ", key of " + result.keyBits() + " bits" : ""));
        lines.more("body hash: " + Words.word(result.bodyHash()) + "; signature over the header: "
                + Words.word(result.signature()));
        if (result.unsignedBytes() > 0) {
            lines.more(result.unsignedBytes() + " octets of the body are not signed (l=)");
        }
        if (!result.flags().isEmpty()) {
            lines.more("note: " + result.flags().stream().map(Words::word).collect(Collectors.joining(", ")));
        }
        String sighting = KeySighting.told(result, evidence);
        if (!sighting.isEmpty()) {
            lines.more(sighting);
        }
        if (result.wouldBe() != null) {
            lines.more("without that rule it would be " + Words.word(result.wouldBe()));
        }
        repairs(result.repaired());
    }

    private void repairs(List<Repair> repairs) {
        repairs.forEach(repair -> lines.more("repaired: " + RepairWords.told(repair)));
        if (!repairs.isEmpty()) {
            lines.more("which tells what happened on the way, and is no pass");
        }
    }
}
