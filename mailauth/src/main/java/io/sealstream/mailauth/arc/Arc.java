package io.sealstream.mailauth.arc;

import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.MessageHashes;

/** Authenticated Received Chain: reads the chain of a message (RFC 8617 §4). */
public final class Arc {
    /** The most instances of a chain (RFC 8617 §4.2.1). */
    public static final int MAX_INSTANCES = 50;

    private Arc() {}

    /** Reads the ARC fields; asks nobody, and hashes nothing yet. */
    public static ArcExamination examine(Message message, MessageHashes hashes, ArcSettings settings) {
        return new ArcExamination(ArcChain.read(message), hashes, settings);
    }
}
