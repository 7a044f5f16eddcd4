package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.MessageHashes;
import java.util.ArrayList;
import java.util.List;

/** DomainKeys Identified Mail: reads the signatures of a message (RFC 6376 §6.1). */
public final class Dkim {
    /** DKIM-Signature fields beyond this number are not read, and are no part of the results. */
    public static final int MAX_FIELDS = 1_000;

    private Dkim() {}

    /** Reads all DKIM-Signature fields; asks nobody, and hashes nothing yet. */
    public static DkimExamination examine(Message message, MessageHashes hashes, DkimSettings settings) {
        List<DkimSignature> signatures = new ArrayList<>(4);
        for (int i = 0; i < message.fieldCount() && signatures.size() < MAX_FIELDS; i++) {
            if (message.nameIs(i, "dkim-signature")) {
                DkimSignature signature = DkimSignature.parse(message.field(i));
                signatures.add(hashes.refusesHeader() ? signature.refusedForItsHeader() : signature);
            }
        }
        return new DkimExamination(signatures, hashes, settings);
    }
}
