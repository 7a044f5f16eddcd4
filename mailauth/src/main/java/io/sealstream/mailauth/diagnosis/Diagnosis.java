package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.SignatureField;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says how a signature broke, where what broke it can be undone and proven. On demand only: it may hash a body thousands of
 * times, as far as its effort lasts.
 */
public final class Diagnosis {
    private final MessageHashes hashes;
    private final SignatureField.Kind kind;
    private final SignatureField signature;
    private final Effort effort;

    /**
     * @param signature a well-formed signature of the message whose hashes these are
     * @param effort what is spent on it at most
     */
    public Diagnosis(MessageHashes hashes, SignatureField.Kind kind, SignatureField signature, Effort effort) {
        this.hashes = hashes;
        this.kind = kind;
        this.signature = signature;
        this.effort = effort;
    }

    /**
     * What happened, to the body first; empty: not found, or nothing is broken. Where both proofs are broken, each is found out or
     * not by itself: the header with a third of the effort, of which it seldom needs much, then the body, and then the header with
     * all that is left.
     *
     * @param bodyHash whether the body hash does not match
     * @param keys the answer at the selector, where the signature does not match; null: it does
     */
    public List<Repair> find(boolean bodyHash, @Nullable Answer keys) {
        Optional<HeaderRepair> repair = keys == null ? Optional.empty() : headerRepair(keys);
        Optional<Restoration> header = repair.flatMap(r -> r.find(bodyHash ? effort.part(3) : effort));
        boolean headerOpen = repair.isPresent() && header.isEmpty();
        Optional<Restoration> body = bodyHash ? body(headerOpen ? effort.part(2) : effort) : Optional.empty();
        if (headerOpen) {
            header = repair.flatMap(r -> r.find(effort));
        }
        return Stream.of(body, header)
                .flatMap(Optional::stream)
                .flatMap(found -> found.repairs().stream())
                .limit(Repair.MAX_REPAIRS)
                .toList();
    }

    private Optional<HeaderRepair> headerRepair(Answer keys) {
        HeaderProof proof = HeaderProof.of(kind, signature, keys, effort);
        return proof.isHopeless()
                ? Optional.empty()
                : Optional.of(new HeaderRepair(hashes.message(), signature, proof));
    }

    private Optional<Restoration> body(Effort share) {
        BodyProof proof = new BodyProof(signature, hashes.repairsLineEndings(), share);
        return new BodyRepair(hashes.message(), proof).find();
    }
}
