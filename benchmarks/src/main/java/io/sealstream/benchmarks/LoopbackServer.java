package io.sealstream.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real authoritative server, Debian's nsd, on a port of the loopback: a key's TXT record at each of so many names. */
final class LoopbackServer implements AutoCloseable {
    private static final String PROGRAM = "/usr/sbin/nsd";
    private static final int NAMES_PER_DOMAIN = 10;
    private static final String KEY = "v=DKIM1; k=rsa; p=" + "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A".repeat(6);

    private final Path folder;
    private final Process nsd;
    private final InetSocketAddress address;

    private LoopbackServer(Path folder, Process nsd, InetSocketAddress address) {
        this.folder = folder;
        this.nsd = nsd;
        this.address = address;
    }

    static LoopbackServer start(int names) throws IOException {
        Path folder = Files.createTempDirectory("dns-throughput");
        writeZone(folder.resolve("example.zone"), names);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), freePort());
        Path config = Files.writeString(folder.resolve("nsd.conf"), """
                server:
                  ip-address: 127.0.0.1@%d
                  server-count: 1
                  rrl-ratelimit: 0
                  username: ""
                  zonesdir: "%2$s"
                  database: ""
                  pidfile: "%2$s/nsd.pid"
                  xfrdfile: "%2$s/xfrd.state"
                  zonelistfile: "%2$s/zone.list"
                  xfrdir: "%2$s"
                remote-control:
                  control-enable: no
                zone:
                  name: example
                  zonefile: example.zone
                """.formatted(address.getPort(), folder));
        Process nsd = new ProcessBuilder(PROGRAM, "-d", "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nsd.log").toFile())
                .start();
        return new LoopbackServer(folder, nsd, address);
    }

    private static void writeZone(Path file, int names) throws IOException {
        try (BufferedWriter zone = Files.newBufferedWriter(file)) {
            zone.write("$ORIGIN example.\n$TTL 3600\n@ IN SOA ns hostmaster 1 7200 3600 1209600 300\n@ IN NS ns\n");
            zone.write("ns IN A 192.0.2.1\n");
            for (int i = 0; i < names; i++) {
                zone.write(name(i) + ". IN TXT \"" + KEY + "\"\n");
            }
        }
    }

    /** Selectors of many domains, as live mail has it. */
    static String name(int index) {
        return "s" + index % NAMES_PER_DOMAIN + "._domainkey.d" + index / NAMES_PER_DOMAIN + ".example";
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() throws Exception {
        nsd.destroy();
        if (!nsd.waitFor(10, TimeUnit.SECONDS)) {
            nsd.destroyForcibly();
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
