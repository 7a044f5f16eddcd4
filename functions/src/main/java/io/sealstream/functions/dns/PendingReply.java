package io.sealstream.functions.dns;

import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A query on its way and the reply awaited. */
final class PendingReply {
    private static final int HEADER = 12;

    private final byte[] query;
    private final int questionEnd;
    private final long deadline;
    private final CompletableFuture<byte[]> reply;

    /** @param deadline as of {@link System#nanoTime} */
    PendingReply(byte[] query, long deadline, CompletableFuture<byte[]> reply) {
        this.query = query;
        this.questionEnd = questionEnd(query);
        this.deadline = deadline;
        this.reply = reply;
    }

    /** Our own query: one question, its name not compressed. */
    private static int questionEnd(byte[] query) {
        int at = HEADER;
        while (query[at] != 0) {
            at += 1 + query[at];
        }
        return at + 5;
    }

    int id() {
        return ((query[0] & 0xff) << 8) | (query[1] & 0xff);
    }

    /**
     * Whether a datagram is a response to this very question. Others are forged, late or broken, and are passed over: the
     * genuine one may still come (RFC 5452 §9.1).
     */
    boolean isAnsweredBy(ByteBuffer datagram) {
        if (datagram.remaining() < questionEnd
                || (datagram.get(2) & 0xf8) != 0x80 // a response, of opcode QUERY
                || datagram.getShort(4) != 1) {
            return false;
        }
        for (int i = HEADER; i < questionEnd; i++) {
            if (lowerCase(datagram.get(i)) != lowerCase(query[i])) {
                return false;
            }
        }
        return true;
    }

    private static int lowerCase(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
    }

    void complete(byte[] datagram) {
        reply.complete(datagram);
    }

    void fail(Exception reason) {
        reply.completeExceptionally(reason);
    }

    /** Whether it waits no more. */
    boolean expire(long now) {
        if (now - deadline >= 0) {
            reply.completeExceptionally(new SocketTimeoutException("no reply in time"));
        }
        return reply.isDone();
    }
}
