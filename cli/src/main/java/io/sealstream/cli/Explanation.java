package io.sealstream.cli;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Verdict;

/** A verdict in words for a person: each step, what it rests on, and why it came out so. */
final class Explanation {
    private Explanation() {}

    /** The whole explanation, lines ending with LF. */
    static String of(Verdict verdict) {
        Lines lines = new Lines();
        Evidence evidence = verdict.evidence();
        ArrivalWords arrival = new ArrivalWords(lines);
        arrival.message(evidence);
        arrival.arrival(evidence);
        new SpfWords(lines).spf(evidence);
        SignatureWords signatures = new SignatureWords(lines);
        signatures.dkim(evidence);
        signatures.arc(evidence.arc());
        new DmarcWords(lines).dmarc(evidence.dmarc());
        new CompositeWords(lines).composite(verdict);
        StampWords stamps = new StampWords(lines);
        stamps.stamps(evidence.stamps(), verdict.rederived());
        stamps.drift(verdict.drift());
        WitnessWords witnesses = new WitnessWords(lines);
        witnesses.missing(evidence);
        witnesses.dns(evidence);
        lines.line("Stamp", verdict.authenticationResults());
        return lines.toString();
    }
}
