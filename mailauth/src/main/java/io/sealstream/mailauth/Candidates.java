package io.sealstream.mailauth;

import io.sealstream.mailauth.dkim.DkimFlag;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dmarc.DmarcRequest.Candidate;
import io.sealstream.mailauth.dmarc.DmarcRequest.Kind;
import io.sealstream.mailauth.dmarc.DmarcRequest.State;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The identifiers that SPF and DKIM authenticated, or could have (RFC 9989 §4.3). */
final class Candidates {
    private Candidates() {}

    static List<Candidate> of(SpfResult spf, List<DkimResult> dkim) {
        List<Candidate> candidates = new ArrayList<>(dkim.size() + 1);
        candidates.add(new Candidate(Kind.SPF, spf.domain(), state(spf.status()), seen(spf.ifUnchanged())));
        for (DkimResult signature : dkim) {
            if (signature.field() >= 0) {
                candidates.add(new Candidate(Kind.DKIM, signature.domain(), state(signature)));
            }
        }
        return candidates;
    }

    private static State state(SpfStatus status) {
        return switch (status) {
            case PASS -> State.PASS;
            case TEMPERROR -> State.TEMPERROR;
            case NOT_EVALUABLE, UNVERIFIABLE -> State.MISSING;
            case NONE, NEUTRAL, FAIL, SOFTFAIL, PERMERROR -> State.NOT_PASS;
        };
    }

    private static @Nullable State seen(@Nullable SpfStatus ifUnchanged) {
        return ifUnchanged == null ? null : state(ifUnchanged);
    }

    /** A failure that speaks of this copy only is no evidence about the message that was received. */
    private static State state(DkimResult signature) {
        return switch (signature.status()) {
            case PASS -> State.PASS;
            case TEMPERROR -> State.TEMPERROR;
            case UNVERIFIABLE, SKIPPED -> State.MISSING;
            case FAIL -> signature.has(DkimFlag.THIS_COPY) ? State.MISSING : State.NOT_PASS;
            case NONE, POLICY, NEUTRAL, PERMERROR -> State.NOT_PASS;
        };
    }
}
