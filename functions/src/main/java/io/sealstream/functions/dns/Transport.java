package io.sealstream.functions.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.xbill.DNS.io.IoClientFactory;
import org.xbill.DNS.io.TcpIoClient;
import org.xbill.DNS.io.UdpIoClient;

/**
 * Sockets for the resolver: a pool of connected UDP sockets for each server and a TCP connection where a reply was truncated,
 * all served by one thread, on which replies complete. The resolver's own client opens a socket for each query, and a static
 * thread that outlives its class loader.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what is ignored is the stage after a count
final class Transport implements IoClientFactory, AutoCloseable {
    /** How late a time-out may be noticed. */
    private static final long SWEEP_MILLIS = 20;

    private static final int DATAGRAM = 65_535;
    private static final int PORTS_TRIED = 4;

    /** A reply over TCP holds up to 64 KiB. */
    static final int MAX_TCP = 200;

    private final Selector selector;
    private final int portsPerServer;
    private final int usesOfPort;
    private final RandomGenerator random;
    private final Map<InetSocketAddress, AtomicReferenceArray<UdpPort>> ports = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger tcpExchanges = new AtomicInteger();
    private final LongAdder overTcp = new LongAdder();

    /** Whether its thread may sleep without end. */
    private volatile boolean idle;

    private volatile boolean closed;

    /** @param usesOfPort questions through one source port, at most */
    Transport(int portsPerServer, int usesOfPort, RandomGenerator random) {
        this.portsPerServer = portsPerServer;
        this.usesOfPort = usesOfPort;
        this.random = random;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::run, "sealstream-dns");
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    @Override
    public UdpIoClient createOrGetUdpClient() {
        return (local, server, query, data, maxSize, timeout) -> overUdp(server, data, timeout);
    }

    @Override
    public TcpIoClient createOrGetTcpClient() {
        return (local, server, query, data, timeout) -> overTcp(server, data, timeout);
    }

    private CompletableFuture<byte[]> overUdp(InetSocketAddress server, byte[] query, Duration timeout) {
        CompletableFuture<byte[]> reply = awaited();
        PendingReply pending = new PendingReply(query, System.nanoTime() + timeout.toNanos(), reply);
        try {
            for (int tried = 0; tried < PORTS_TRIED; tried++) {
                if (sent(pending, server, query)) {
                    wakeUp();
                    return reply;
                }
            }
            reply.completeExceptionally(new TransportFullException("no socket takes the query"));
        } catch (IOException | ClosedSelectorException e) {
            reply.completeExceptionally(e);
        }
        return reply;
    }

    private boolean sent(PendingReply pending, InetSocketAddress server, byte[] query) throws IOException {
        try {
            return port(server).send(pending, query);
        } catch (ClosedChannelException spentMeanwhile) {
            return false;
        }
    }

    private UdpPort port(InetSocketAddress server) throws IOException {
        AtomicReferenceArray<UdpPort> pool =
                ports.computeIfAbsent(server, s -> new AtomicReferenceArray<>(portsPerServer));
        int slot = random.nextInt(portsPerServer);
        UdpPort port = pool.get(slot);
        return port != null && !port.isSpent() ? port : replaced(pool, slot, server);
    }

    private UdpPort replaced(AtomicReferenceArray<UdpPort> pool, int slot, InetSocketAddress server)
            throws IOException {
        synchronized (pool) {
            UdpPort port = pool.get(slot);
            if (port == null || port.isSpent()) {
                port = UdpPort.open(server, 1 + usesOfPort / 2 + random.nextInt(1 + usesOfPort / 2));
                register(port.channel(), SelectionKey.OP_READ, port);
                pool.set(slot, port);
            }
            return port;
        }
    }

    private CompletableFuture<byte[]> overTcp(InetSocketAddress server, byte[] query, Duration timeout) {
        CompletableFuture<byte[]> reply = awaited();
        if (tcpExchanges.incrementAndGet() > MAX_TCP) {
            tcpExchanges.decrementAndGet();
            reply.completeExceptionally(new TransportFullException("more than " + MAX_TCP + " TCP connections"));
            return reply;
        }
        reply.whenComplete((octets, failure) -> tcpExchanges.decrementAndGet());
        overTcp.increment();
        try {
            SocketChannel channel = SocketChannel.open();
            TcpExchange exchange = new TcpExchange(channel, query, System.nanoTime() + timeout.toNanos(), reply);
            try {
                channel.configureBlocking(false);
                boolean connected = channel.connect(server);
                register(channel, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, exchange);
                wakeUp();
            } catch (IOException e) {
                exchange.fail(e);
            }
        } catch (IOException | RuntimeException e) {
            reply.completeExceptionally(e);
        }
        return reply;
    }

    /** Since the start. */
    long queriesOverTcp() {
        return overTcp.sum();
    }

    private CompletableFuture<byte[]> awaited() {
        CompletableFuture<byte[]> reply = new CompletableFuture<>();
        waiting.incrementAndGet();
        reply.whenComplete((octets, failure) -> waiting.decrementAndGet());
        return reply;
    }

    private void register(SelectableChannel channel, int operations, Endpoint endpoint) throws IOException {
        channel.register(selector, operations, endpoint);
        selector.wakeup();
        if (closed) {
            endpoint.fail(new IOException("closed"));
        }
    }

    /** A thread that sleeps until the next sweep at most needs no waking: a reply does that. */
    private void wakeUp() {
        if (idle) {
            selector.wakeup();
        }
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM);
        long swept = System.nanoTime();
        try {
            while (!closed) {
                idle = true;
                if (waiting.get() > 0) { // after the line above: of the two, who comes to wait sees one
                    idle = false;
                }
                selector.select(key -> serve(key, buffer), idle ? 0 : SWEEP_MILLIS);
                idle = false;
                long now = System.nanoTime();
                if (now - swept >= SWEEP_MILLIS * 1_000_000) {
                    swept = now;
                    selector.keys().forEach(key -> ((Endpoint) key.attachment()).expire(now));
                }
            }
        } catch (IOException | ClosedSelectorException broken) {
            closed = true;
        } finally {
            IOException reason = new IOException("closed");
            selector.keys().forEach(key -> ((Endpoint) key.attachment()).fail(reason));
            closeSelector();
        }
    }

    private static void serve(SelectionKey key, ByteBuffer buffer) {
        Endpoint endpoint = (Endpoint) key.attachment();
        try {
            endpoint.ready(key, buffer);
        } catch (IOException e) {
            endpoint.fail(e);
        } catch (RuntimeException e) {
            endpoint.fail(new IOException(e)); // a key that was cancelled meanwhile
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException alreadyUseless) {
            // Its sockets are closed.
        }
    }

    /** Ends the thread; what waits fails. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    /** A limit of ours was reached. */
    static final class TransportFullException extends IOException {
        private static final long serialVersionUID = 1L;

        TransportFullException(String message) {
            super(message);
        }
    }
}
