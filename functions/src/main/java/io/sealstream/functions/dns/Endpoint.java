package io.sealstream.functions.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** A socket that the transport's thread serves: what is attached to its selection key. Called by that thread only. */
interface Endpoint {
    /**
     * Does what the key is ready for.
     *
     * @param buffer of the thread, at least one datagram long; nothing of it is kept
     */
    void ready(SelectionKey key, ByteBuffer buffer) throws IOException;

    /** Ends what waits for longer than it should; {@code now} as of {@link System#nanoTime}. */
    void expire(long now);

    /** Ends all that waits, and the socket. */
    void fail(IOException reason);
}
