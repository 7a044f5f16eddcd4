package io.sealstream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** A resolver on loopback that answers each question with another text, not to be kept: TTL 0. */
final class FickleResolver implements AutoCloseable {
    private static final int MAX_PACKET = 4096;

    private final DatagramSocket socket;
    private final AtomicInteger questions = new AtomicInteger();

    private FickleResolver(DatagramSocket socket) {
        this.socket = socket;
    }

    static FickleResolver start() throws IOException {
        FickleResolver resolver = new FickleResolver(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(resolver::serve, "fickle-resolver");
        thread.setDaemon(true);
        thread.start();
        return resolver;
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    int questions() {
        return questions.get();
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET], MAX_PACKET);
        try {
            while (!socket.isClosed()) {
                packet.setLength(MAX_PACKET);
                socket.receive(packet);
                byte[] answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (SocketException closed) {
            // the end
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private byte[] answer(Message query) {
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        String text = "v=spf1 ?exists:n" + questions.incrementAndGet() + ".test -all";
        answer.addRecord(new TXTRecord(question.getName(), question.getDClass(), 0, text), Section.ANSWER);
        return answer.toWire();
    }

    @Override
    public void close() {
        socket.close();
    }
}
