package io.sealstream.benchmarks.throughput;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.HashAlgorithm;
import io.sealstream.mailauth.signature.PublicKeyRecord;
import io.sealstream.mailauth.signature.SignatureField;
import io.sealstream.mailauth.signature.VerificationKey;
import java.util.List;

/** A signature of a message and its key: the arithmetic alone, for the data is empty. */
record Proof(VerificationKey key, byte[] signature) {
    private static final byte[] NO_DATA = {};

    /** Those of a message, DKIM and ARC. */
    static void addAll(Message message, Dns dns, CryptoProvider crypto, List<Proof> proofs) {
        add(message.fields("dkim-signature"), SignatureField.Kind.DKIM_SIGNATURE, dns, crypto, proofs);
        add(message.fields("arc-message-signature"), SignatureField.Kind.ARC_MESSAGE_SIGNATURE, dns, crypto, proofs);
        add(message.fields("arc-seal"), SignatureField.Kind.ARC_SEAL, dns, crypto, proofs);
    }

    private static void add(
            List<HeaderField> fields, SignatureField.Kind kind, Dns dns, CryptoProvider crypto, List<Proof> proofs) {
        for (HeaderField field : fields) {
            SignatureField signature = SignatureField.parse(kind, field);
            if (signature.isWellFormed() && signature.keyName() != null) {
                Answer answer = dns.lookup(Question.txt(signature.keyName()));
                for (PublicKeyRecord record : crypto.keys(answer).records()) {
                    if (record.key() != null) {
                        proofs.add(new Proof(record.key(), signature.signatureData()));
                    }
                }
            }
        }
    }

    boolean check() {
        return key.verifies(HashAlgorithm.SHA256, NO_DATA, 0, signature);
    }
}
