package io.sealstream.benchmarks;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.sealstream.functions.dns.LiveDns;
import io.sealstream.functions.dns.LiveOptions;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** A way to ask for TXT records: ours and two others as they come, each with EDNS0, none with a cache. */
interface DnsClient extends AutoCloseable {
    int TIMEOUT_MILLIS = 3_000;
    int EDNS_PAYLOAD = 1_232;

    /** @param done is told, on any thread, whether a record came */
    void ask(String name, Consumer<Boolean> done);

    @Override
    void close();

    static DnsClient live(InetSocketAddress server) {
        LiveDns live = new LiveDns(LiveOptions.of(List.of(server)), Clock.systemUTC(), new SecureRandom());
        return new DnsClient() {
            @Override
            public void ask(String name, Consumer<Boolean> done) {
                live.resolve(Question.txt(DomainName.of(name)), null)
                        .whenComplete(
                                (answer, failure) -> done.accept(answer != null && answer.outcome() == Outcome.FOUND));
            }

            @Override
            public void close() {
                live.close();
            }
        };
    }

    static DnsClient nettyNio(InetSocketAddress server) {
        return netty(server, NioIoHandler.newFactory(), NioDatagramChannel::new);
    }

    static DnsClient nettyEpoll(InetSocketAddress server) {
        return netty(server, EpollIoHandler.newFactory(), EpollDatagramChannel::new);
    }

    private static DnsClient netty(
            InetSocketAddress server, IoHandlerFactory handlers, Supplier<? extends DatagramChannel> channel) {
        EventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(1, handlers); // a resolver has one, however many there are
        DnsNameResolver resolver = new DnsNameResolverBuilder(loop.next())
                .datagramChannelFactory(() -> withRoom(channel.get()))
                .nameServerProvider(new SingletonDnsServerAddressStreamProvider(server))
                .queryTimeoutMillis(TIMEOUT_MILLIS)
                .maxPayloadSize(EDNS_PAYLOAD)
                .resolveCache(NoopDnsCache.INSTANCE)
                .build();
        return new DnsClient() {
            @Override
            public void ask(String name, Consumer<Boolean> done) {
                resolver.query(new DefaultDnsQuestion(name + '.', DnsRecordType.TXT))
                        .addListener(future -> {
                            boolean found = false;
                            if (future.getNow() instanceof io.netty.channel.AddressedEnvelope<?, ?> envelope) {
                                found = envelope.content() instanceof io.netty.handler.codec.dns.DnsResponse response
                                        && response.count(DnsSection.ANSWER) > 0;
                                envelope.release();
                            }
                            done.accept(found);
                        });
            }

            @Override
            public void close() {
                resolver.close();
                loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS)
                        .syncUninterruptibly();
            }
        };
    }

    /** As much room for replies as ours asks for: with the system's 208 KiB it loses one or two of a hundred. */
    private static DatagramChannel withRoom(DatagramChannel channel) {
        channel.config().setReceiveBufferSize(1 << 20);
        return channel;
    }

    static DnsClient dnsjava(InetSocketAddress server) {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(Duration.ofMillis(TIMEOUT_MILLIS));
        resolver.setEDNS(0, EDNS_PAYLOAD, 0, List.of());
        return new DnsClient() {
            @Override
            public void ask(String name, Consumer<Boolean> done) {
                resolver.sendAsync(Message.newQuery(Record.newRecord(absolute(name), Type.TXT, DClass.IN)))
                        .whenComplete((response, failure) -> done.accept(response != null
                                && !response.getSection(Section.ANSWER).isEmpty()));
            }

            @Override
            public void close() {
                // It holds nothing open between questions.
            }
        };
    }

    private static Name absolute(String name) {
        try {
            return Name.fromString(name, Name.root);
        } catch (TextParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
