package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.SignatureField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
     * What happened, in the order in which it was found out; empty: not found, or nothing is broken. Where both proofs are broken,
     * each is found out or not by itself.
     *
     * @param bodyHash whether the body hash does not match
     * @param keys the answer at the selector, where the signature does not match; null: it does
     */
    public List<Repair> find(boolean bodyHash, @Nullable Supplier<Answer> keys) {
        List<Repair> repairs = new ArrayList<>(2);
        if (bodyHash) {
            body(keys == null ? effort : effort.part(2)).ifPresent(found -> repairs.addAll(found.repairs()));
        }
        if (keys != null) {
            header(keys.get()).ifPresent(found -> repairs.addAll(found.repairs()));
        }
        return List.copyOf(repairs.subList(0, Math.min(repairs.size(), Repair.MAX_REPAIRS)));
    }

    private Optional<Restoration> body(Effort share) {
        BodyProof proof = new BodyProof(signature, hashes.repairsLineEndings(), share);
        return new BodyRepair(hashes.message(), proof).find();
    }

    private Optional<Restoration> header(Answer keys) {
        Message message = hashes.message();
        HeaderProof proof = HeaderProof.of(kind, signature, keys, effort);
        return proof.isHopeless() ? Optional.empty() : new HeaderRepair(message, signature, proof, effort).find();
    }
}
