package io.sealstream.cli;

import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.compauth.CompositeResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the receiver stamped, what others claim, and where ours differs. */
final class StampWords {
    private final Lines lines;

    StampWords(Lines lines) {
        this.lines = lines;
    }

    void stamps(List<Stamp> stamps, @Nullable CompositeResult rederived) {
        for (Stamp stamp : stamps.subList(0, Math.min(stamps.size(), Lines.MAX_OF_A_KIND))) {
            lines.line(stamp.trusted() ? "Stamped" : "Claimed", Words.clean(stamp.text()));
            lines.more(
                    stamp.trusted()
                            ? "above the boundary: the receiver's word"
                            : "not above a boundary: anybody may have written it; not used");
        }
        if (rederived != null) {
            lines.line(
                    "Rederived",
                    CompositeWords.result(rederived) + ": rule " + rederived.rule() + ", over what is stamped");
        }
    }

    void drift(List<Drift> drifts) {
        for (Drift drift : drifts.subList(0, Math.min(drifts.size(), Lines.MAX_OF_A_KIND))) {
            lines.line(
                    "Drift",
                    Words.word(drift.method())
                            + (drift.identifier() == null ? "" : " " + Words.clean(drift.identifier()))
                            + ": stamped " + Words.clean(drift.stamped()) + ", ours " + drift.ours() + ": "
                            + Words.word(drift.reason()));
        }
    }
}
