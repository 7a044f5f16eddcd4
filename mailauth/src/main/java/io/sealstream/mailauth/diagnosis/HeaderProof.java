package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.diagnosis.Effort.Work;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.PublicKeyRecord;
import io.sealstream.mailauth.signature.SignatureAlgorithm.KeyType;
import io.sealstream.mailauth.signature.SignatureField;
import io.sealstream.mailauth.signature.SignatureField.Kind;
import io.sealstream.mailauth.signature.TrialCrypto;
import io.sealstream.mailauth.signature.VerificationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whether a header is the one that was signed: the signature is that of one of the keys at its selector. */
final class HeaderProof {
    private final Kind kind;
    private final List<VerificationKey> keys;
    private final boolean dear;

    private HeaderProof(Kind kind, List<VerificationKey> keys, boolean dear) {
        this.kind = kind;
        this.keys = keys;
        this.dear = dear;
    }

    /** @param answer of the selector, whose keys are all tried */
    static HeaderProof of(Kind kind, SignatureField signature, Answer answer, Effort effort) {
        KeyType type = Objects.requireNonNull(signature.algorithm()).keyType();
        long octets = answer.texts().stream().mapToLong(String::length).sum();
        List<VerificationKey> keys = new ArrayList<>(1);
        if (effort.pay(Work.FORMED_OCTET, octets)) {
            for (PublicKeyRecord record : TrialCrypto.trialKeys(answer)) {
                VerificationKey key = record.key();
                if (key != null && record.type() == type && isPaid(record, effort) && mayHaveMade(key, signature)) {
                    keys.add(key);
                }
            }
        }
        return new HeaderProof(kind, keys, type == KeyType.ED25519);
    }

    private static boolean isPaid(PublicKeyRecord record, Effort effort) {
        return record.type() == KeyType.ED25519
                ? effort.pay(Work.ED25519, 1)
                : effort.pay(Work.RSA_BIT_SQUARED, (long) record.bits() * record.bits());
    }

    private static boolean mayHaveMade(VerificationKey key, SignatureField signature) {
        return TrialCrypto.mayHaveMade(key, signature.signatureData());
    }

    /** Whether no key can have made the signature, whatever the header was. */
    boolean isHopeless() {
        return keys.isEmpty();
    }

    /** @param place the index of the signature's own field in the header */
    boolean holds(Message header, int place, Effort effort) {
        if (place < 0 || place >= header.fieldCount()) {
            return false;
        }
        SignatureField again = SignatureField.parse(kind, header.field(place));
        if (!again.isWellFormed()) {
            return false;
        }
        MessageHashes hashes = new MessageHashes(header);
        return keys.stream().anyMatch(key -> (!dear || effort.pay(Work.ED25519, 1)) && hashes.verifies(again, key));
    }
}
