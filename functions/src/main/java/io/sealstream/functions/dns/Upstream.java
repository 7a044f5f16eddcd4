package io.sealstream.functions.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;

/** One recursive resolver, and how well it does. */
final class Upstream {
    /** What fits the smallest path without fragments (DNS flag day 2020). */
    private static final int EDNS_PAYLOAD = 1232;

    /** Silent so often in a row, it is asked after the others. */
    private static final int SILENCES_TO_DOWN = 3;

    private static final long FIRST_DOWN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MAX_DOUBLINGS = 5;

    private final SimpleResolver resolver;
    private int silences;
    private long downUntil;

    Upstream(InetSocketAddress server, Transport transport, Duration timeout) {
        resolver = new SimpleResolver(server);
        resolver.setIoClientFactory(transport);
        resolver.setTimeout(timeout);
        resolver.setEDNS(0, EDNS_PAYLOAD, 0, List.of());
    }

    CompletionStage<Message> ask(Name name, int type) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.getHeader().setFlag(Flags.AD); // asks for the bit in the response: RFC 6840 §5.7
        return resolver.sendAsync(query, Runnable::run);
    }

    synchronized void spoke() {
        silences = 0;
    }

    /** No reply, or no way to it; {@code now} as of {@link System#nanoTime}. */
    synchronized void silent(long now) {
        silences++;
        if (silences >= SILENCES_TO_DOWN) {
            downUntil = now + (FIRST_DOWN_NANOS << Math.min(silences - SILENCES_TO_DOWN, MAX_DOUBLINGS));
        }
    }

    synchronized boolean isDown(long now) {
        return silences >= SILENCES_TO_DOWN && now - downUntil < 0;
    }
}
