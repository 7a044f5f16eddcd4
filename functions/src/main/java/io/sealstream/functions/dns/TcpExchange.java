package io.sealstream.functions.dns;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;

/** One query and its reply over a TCP connection of their own (RFC 7766 §8: each with its length in two octets before it). */
final class TcpExchange implements Endpoint {
    private final SocketChannel channel;
    private final ByteBuffer query;
    private final ByteBuffer length = ByteBuffer.allocate(2);
    private final long deadline;
    private final CompletableFuture<byte[]> reply;
    private ByteBuffer body = ByteBuffer.allocate(0);

    /** @param deadline as of {@link System#nanoTime} */
    TcpExchange(SocketChannel channel, byte[] query, long deadline, CompletableFuture<byte[]> reply) {
        this.channel = channel;
        this.query = ByteBuffer.allocate(query.length + 2)
                .putShort((short) query.length)
                .put(query)
                .flip();
        this.deadline = deadline;
        this.reply = reply;
    }

    @Override
    public void ready(SelectionKey key, ByteBuffer buffer) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_WRITE);
            } else if (key.isWritable()) {
                channel.write(query);
                key.interestOps(query.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            } else if (key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void read() throws IOException {
        if (length.hasRemaining()) {
            readInto(length);
            if (length.hasRemaining()) {
                return;
            }
            body = ByteBuffer.allocate(length.getShort(0) & 0xffff);
        }
        if (body.hasRemaining()) {
            readInto(body);
        }
        if (!body.hasRemaining()) {
            close();
            reply.complete(body.array());
        }
    }

    private void readInto(ByteBuffer into) throws IOException {
        if (channel.read(into) < 0) {
            throw new EOFException("the connection ended within a reply");
        }
    }

    @Override
    public void expire(long now) {
        if (now - deadline >= 0) {
            fail(new SocketTimeoutException("no reply in time"));
        }
    }

    @Override
    public void fail(IOException reason) {
        close();
        reply.completeExceptionally(reason);
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException alreadyUseless) {
            // The exchange is over either way.
        }
    }
}
