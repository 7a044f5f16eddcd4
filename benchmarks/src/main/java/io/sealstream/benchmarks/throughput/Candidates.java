package io.sealstream.benchmarks.throughput;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Examination;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcRequest;
import io.sealstream.mailauth.dmarc.DmarcRequest.Candidate;
import io.sealstream.mailauth.dmarc.DmarcRequest.Kind;
import io.sealstream.mailauth.dmarc.DmarcRequest.State;
import io.sealstream.mailauth.dmarc.PublicSuffixList;
import io.sealstream.mailauth.spf.SpfStatus;
import java.util.ArrayList;
import java.util.List;

/** What DMARC was asked of a message, from what was found of it. */
final class Candidates {
    private Candidates() {}

    static List<DmarcRequest> requests(List<Examination> messages, List<Evidence> evidences) {
        List<DmarcRequest> requests = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            requests.add(request(messages.get(i), evidences.get(i)));
        }
        return requests;
    }

    private static DmarcRequest request(Examination message, Evidence evidence) {
        List<Candidate> candidates = new ArrayList<>();
        boolean authorized = evidence.spf().status() == SpfStatus.PASS;
        candidates.add(new Candidate(Kind.SPF, evidence.spf().domain(), authorized ? State.PASS : State.NOT_PASS));
        for (DkimResult signature : evidence.dkim()) {
            if (signature.domain() != null) {
                boolean passed = signature.status() == DkimStatus.PASS;
                candidates.add(new Candidate(Kind.DKIM, signature.domain(), passed ? State.PASS : State.NOT_PASS));
            }
        }
        return new DmarcRequest(
                message.from().domains(),
                candidates,
                evidence.message().messageId(),
                message.asOf(),
                null,
                PublicSuffixList.bundled());
    }
}
