package io.sealstream.functions.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One UDP socket connected to one server, with a source port that the system chose. It is used for so many questions, then a new
 * one takes its place (RFC 5452 §9.2) and this one closes when its last reply has come.
 */
final class UdpPort implements Endpoint {
    private static final int DATAGRAMS_AT_ONCE = 64;
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final DatagramChannel channel;
    private final ConcurrentHashMap<Integer, PendingReply> pending = new ConcurrentHashMap<>();
    private final AtomicInteger usesLeft;

    private UdpPort(DatagramChannel channel, int uses) {
        this.channel = channel;
        this.usesLeft = new AtomicInteger(uses);
    }

    static UdpPort open(InetSocketAddress server, int uses) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.configureBlocking(false);
            channel.connect(server);
            return new UdpPort(channel, uses);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    DatagramChannel channel() {
        return channel;
    }

    boolean isSpent() {
        return usesLeft.get() <= 0 || !channel.isOpen();
    }

    /** Sends the query, and gives false where its id is already on its way here. */
    boolean send(PendingReply reply, byte[] query) throws IOException {
        if (pending.putIfAbsent(reply.id(), reply) != null) {
            return false;
        }
        usesLeft.decrementAndGet();
        try {
            if (channel.write(ByteBuffer.wrap(query)) == 0) {
                throw new IOException("the send buffer is full");
            }
            return true;
        } catch (IOException e) {
            pending.remove(reply.id(), reply);
            throw e;
        }
    }

    @Override
    public void ready(SelectionKey key, ByteBuffer buffer) {
        for (int i = 0; i < DATAGRAMS_AT_ONCE; i++) {
            buffer.clear();
            try {
                if (channel.read(buffer) <= 0) {
                    return;
                }
            } catch (IOException refused) {
                failPending(refused); // the server's port is closed (ICMP)
                return;
            }
            receive(buffer.flip());
        }
    }

    private void receive(ByteBuffer datagram) {
        if (datagram.remaining() < 2) {
            return;
        }
        int id = datagram.getShort(0) & 0xffff;
        PendingReply reply = pending.get(id);
        if (reply != null && reply.isAnsweredBy(datagram) && pending.remove(id, reply)) {
            byte[] octets = new byte[datagram.remaining()];
            datagram.get(octets);
            reply.complete(octets);
        }
    }

    @Override
    public void expire(long now) {
        pending.values().removeIf(reply -> reply.expire(now));
        if (pending.isEmpty() && isSpent()) {
            closeChannel();
        }
    }

    @Override
    public void fail(IOException reason) {
        closeChannel();
        failPending(reason);
    }

    private void failPending(IOException reason) {
        for (PendingReply reply : pending.values()) {
            if (pending.remove(reply.id(), reply)) {
                reply.fail(reason);
            }
        }
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException alreadyUseless) {
            // Nothing waits for it.
        }
    }
}
