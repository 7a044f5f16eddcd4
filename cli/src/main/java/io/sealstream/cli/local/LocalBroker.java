package io.sealstream.cli.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker of one node in this JVM, controller included (KRaft), on the loopback interface only. Its log lies in a
 * temporary directory that is deleted at {@link #close}, and at the JVM's end where nobody closed it. Topics are made
 * explicitly. Record limits are Kafka's defaults.
 */
public final class LocalBroker implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /** Between choosing a free port and binding it another process may take it. */
    private static final int ATTEMPTS = 5;

    private final KafkaRaftServer server;
    private final TemporaryDirectory directory;
    private final int port;

    private LocalBroker(KafkaRaftServer server, TemporaryDirectory directory, int port) {
        this.server = server;
        this.directory = directory;
        this.port = port;
    }

    /** Starts a broker on free ports; takes seconds. */
    public static LocalBroker start() throws IOException {
        return start(Map.of());
    }

    /**
     * @param settings broker settings by their Kafka names, over those of a single node
     * @throws IOException where no port can be bound, or the log directory cannot be made
     */
    public static LocalBroker start(Map<String, String> settings) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return tryStart(settings);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !causedByTakenPort(e)) {
                    throw new IOException("The local Kafka broker does not start: " + e.getMessage(), e);
                }
            }
        }
    }

    private static LocalBroker tryStart(Map<String, String> settings) throws IOException {
        int port;
        int controllerPort;
        try (ServerSocket one = freePort();
                ServerSocket other = freePort()) {
            port = one.getLocalPort();
            controllerPort = other.getLocalPort();
        }
        TemporaryDirectory directory = TemporaryDirectory.create("sealstream-kafka-");
        KafkaRaftServer server = null;
        try {
            format(directory.path());
            Map<String, String> config = singleNode(directory.path(), port, controllerPort);
            config.putAll(settings);
            server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
            server.startup();
            return new LocalBroker(server, directory, port);
        } catch (Exception e) {
            if (server != null) {
                server.shutdown();
                server.awaitShutdown();
            }
            directory.close();
            if (e instanceof IOException unreadable) {
                throw unreadable;
            }
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK));
    }

    private static boolean causedByTakenPort(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static void format(Path directory) throws Exception {
        ByteArrayOutputStream unread = new ByteArrayOutputStream();
        new Formatter()
                .setPrintStream(new PrintStream(unread, true, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .setUnstableFeatureVersionsEnabled(false)
                .run();
    }

    private static Map<String, String> singleNode(Path directory, int port, int controllerPort) {
        Map<String, String> config = new HashMap<>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", "1");
        config.put("controller.quorum.voters", "1@" + LOOPBACK + ":" + controllerPort);
        config.put(
                "listeners",
                "PLAINTEXT://" + LOOPBACK + ":" + port + ",CONTROLLER://" + LOOPBACK + ":" + controllerPort);
        config.put("advertised.listeners", "PLAINTEXT://" + LOOPBACK + ":" + port);
        config.put("controller.listener.names", "CONTROLLER");
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("inter.broker.listener.name", "PLAINTEXT");
        config.put("log.dirs", directory.toString());
        config.put("auto.create.topics.enable", "false");
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("offsets.topic.replication.factor", "1");
        config.put("offsets.topic.num.partitions", "1");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("transaction.state.log.num.partitions", "4");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("num.network.threads", "1");
        config.put("num.io.threads", "2");
        config.put("log.cleaner.dedupe.buffer.size", "2097152");
        config.put("log.cleaner.io.buffer.size", "65536");
        return config;
    }

    /** {@code host:port} for {@code bootstrap.servers}. */
    public String bootstrap() {
        return LOOPBACK + ":" + port;
    }

    /** Where its log lies while it runs. */
    Path directory() {
        return directory.path();
    }

    /** Stops the broker and deletes its log. */
    @Override
    public void close() throws IOException {
        server.shutdown();
        server.awaitShutdown();
        directory.close();
    }
}
