package io.sealstream.functions.dns;

import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Live resolvers as a person names them, asked through a cache. */
public final class Resolvers {
    private static final int DNS_PORT = 53;

    private Resolvers() {}

    /**
     * Opens a cache over a live client.
     *
     * @param named each {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}; empty: those of the system
     * @throws IllegalArgumentException with one line that says which name cannot be used, or that there is no resolver
     */
    public static DnsSource open(List<String> named) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        named.forEach(name -> addresses.add(address(name)));
        if (named.isEmpty()) {
            addresses.addAll(LiveDns.systemResolvers());
        }
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("this machine is set up with no resolver");
        }
        LiveDns live = new LiveDns(LiveOptions.of(addresses), Clock.systemUTC(), new SecureRandom());
        return new DnsCache(live, CacheOptions.DEFAULT, Ticker.systemTicker());
    }

    private static InetSocketAddress address(String named) {
        boolean bracketed = named.startsWith("[");
        int hostEnd = bracketed ? named.indexOf(']') : named.lastIndexOf(':');
        boolean bareV6 = !bracketed && hostEnd >= 0 && named.indexOf(':') != hostEnd;
        String host = bracketed && hostEnd > 0
                ? named.substring(1, hostEnd)
                : bareV6 || hostEnd < 0 ? named : named.substring(0, hostEnd);
        String rest = bareV6 || hostEnd < 0 ? "" : named.substring(bracketed ? hostEnd + 1 : hostEnd);
        InetSocketAddress address = new InetSocketAddress(host, port(named, rest));
        if (host.isEmpty() || address.isUnresolved()) {
            throw new IllegalArgumentException("not a resolver's host: " + named);
        }
        return address;
    }

    private static int port(String named, String rest) {
        if (rest.isEmpty()) {
            return DNS_PORT;
        }
        try {
            int port = Integer.parseInt(rest.substring(1));
            if (rest.charAt(0) == ':' && port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new IllegalArgumentException("not a port of a resolver: " + named);
    }
}
