package io.sealstream.functions.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A DNS server on a loopback port, over UDP and TCP, that answers as a test tells it to. */
public final class Responder implements AutoCloseable {
    /** What to do with a query: hand no, one or several replies to {@code reply}, now or later. */
    public interface Behaviour {
        void answer(Query query, Consumer<byte[]> reply) throws IOException;
    }

    public record Query(Message message, boolean tcp, int clientPort, int number) {
        /** A response with these records as its answer, in master file form without owner and class. */
        public byte[] reply(int rcode, Record... answers) {
            Message response = response(rcode);
            for (Record answer : answers) {
                response.addRecord(answer, Section.ANSWER);
            }
            return response.toWire();
        }

        public Message response(int rcode) {
            Message response = new Message(message.getHeader().getID());
            response.getHeader().setFlag(Flags.QR);
            response.getHeader().setFlag(Flags.RA);
            response.getHeader().setRcode(rcode);
            response.addRecord(message.getQuestion(), Section.QUESTION);
            return response;
        }

        byte[] truncated() {
            Message response = response(Rcode.NOERROR);
            response.getHeader().setFlag(Flags.TC);
            return response.toWire();
        }

        public String name() {
            return message.getQuestion().getName().toString(true);
        }
    }

    private final Behaviour behaviour;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(Responder::daemon);
    private final AtomicInteger queries = new AtomicInteger();
    final Set<Integer> clientPorts = ConcurrentHashMap.newKeySet();

    public Responder(Behaviour behaviour) throws IOException {
        this(behaviour, true);
    }

    /** @param overTcp false: connections are refused */
    Responder(Behaviour behaviour, boolean overTcp) throws IOException {
        this.behaviour = behaviour;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.tcp = new ServerSocket(0, 16, loopback);
        this.udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()));
        daemon(this::serveUdp).start();
        if (overTcp) {
            daemon(this::serveTcp).start();
        } else {
            tcp.close();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "responder");
        thread.setDaemon(true);
        return thread;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), udp.getLocalPort());
    }

    /** Queries that came, over UDP and TCP. */
    public int queries() {
        return queries.get();
    }

    void later(long millis, Runnable reply) {
        later.schedule(reply, millis, TimeUnit.MILLISECONDS);
    }

    private void serveUdp() {
        byte[] buffer = new byte[65_535];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                clientPorts.add(packet.getPort());
                byte[] data = java.util.Arrays.copyOf(buffer, packet.getLength());
                Query query = new Query(new Message(data), false, packet.getPort(), queries.incrementAndGet());
                behaviour.answer(query, reply -> send(reply, packet));
            }
        } catch (IOException | UncheckedIOException closed) {
            udp.close();
        }
    }

    private void send(byte[] reply, DatagramPacket to) {
        try {
            udp.send(new DatagramPacket(reply, reply.length, to.getSocketAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serveTcp() {
        try {
            while (true) {
                try (Socket socket = tcp.accept()) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    Message message = new Message(in.readNBytes(in.readUnsignedShort()));
                    Query query = new Query(message, true, socket.getPort(), queries.incrementAndGet());
                    behaviour.answer(query, reply -> write(reply, out));
                }
            }
        } catch (IOException | UncheckedIOException closed) {
            udp.close();
        }
    }

    private static void write(byte[] reply, DataOutputStream out) {
        try {
            out.writeShort(reply.length);
            out.write(reply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        later.shutdownNow();
    }
}
