package io.sealstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealstream.cli.sample.BundledSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts the packets of whole commands, by the kernel's own counters: each runs in a network of its own, where there is nothing
 * but loopback, and everything is routed there. So what any part of the JVM sends is counted, wherever it is sent to.
 */
class NobodyIsAskedTest {
    private static final String ISOLATED = "ip link set lo up && ip route add default dev lo src 127.0.0.1 && "
            + "\"$@\" >\"$0.out\" 2>\"$0.err\"; echo $? >\"$0.exit\"; cat /proc/net/snmp /proc/net/snmp6 >\"$0.counters\"";

    @TempDir
    Path directory = Path.of("");

    /** What a command did. */
    private record Isolated(int exit, String out, String err, Map<String, Long> counters) {
        private long counter(String name) {
            return Objects.requireNonNull(counters.get(name), name);
        }

        /** Datagrams sent, over either version of IP. */
        long datagrams() {
            return counter("Udp:OutDatagrams") + counters.getOrDefault("Udp6OutDatagrams", 0L);
        }

        long connectionsOpened() {
            return counter("Tcp:ActiveOpens");
        }

        /** Connections that a socket of the command itself took. */
        long connectionsTaken() {
            return counter("Tcp:PassiveOpens");
        }
    }

    @BeforeAll
    static void anOrdinaryUserMayMakeANetwork() throws Exception {
        assumeTrue(
                hasNetworks(),
                "unshare and ip are needed, and the right to make a network namespace: the packets are not counted here");
    }

    private static boolean hasNetworks() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rn", "ip", "link", "set", "lo", "up")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private Isolated isolated(String... args) throws Exception {
        Path files = directory.resolve("run");
        List<String> command = new ArrayList<>(List.of("unshare", "-rn", "sh", "-c", ISOLATED, files.toString()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String opened : List.of("java.lang", "java.util", "java.nio", "sun.nio.ch", "java.net", "java.io")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Sealstream.class.getName());
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("shell").toFile())
                .start();
        assertThat(process.waitFor()).as(() -> text(directory.resolve("shell"))).isZero();
        return new Isolated(
                Integer.parseInt(text(Path.of(files + ".exit")).strip()),
                text(Path.of(files + ".out")),
                text(Path.of(files + ".err")),
                counters(Path.of(files + ".counters")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** Of the form {@code Udp: NAME…}, {@code Udp: VALUE…}, or of version 6 {@code NAME VALUE}. */
    private static Map<String, Long> counters(Path file) throws IOException {
        Map<String, Long> counters = new HashMap<>();
        String[] names = {""};
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            String[] words = line.split("\\s+");
            if (!words[0].endsWith(":")) {
                counters.put(words[0], Long.parseLong(words[1]));
            } else if (!words[0].equals(names[0])) {
                names = words;
            } else {
                for (int i = 1; i < words.length; i++) {
                    counters.put(words[0] + names[i], Long.parseLong(words[i]));
                }
            }
        }
        return counters;
    }

    private String message() throws IOException {
        return Files.writeString(
                        directory.resolve("m.eml"),
                        "DKIM-Signature: v=1; a=rsa-sha256; d=signed.example; s=k; h=from; bh=AAAA; b=AAAA\r\n"
                                + "From: a@fabrikam.com\r\n\r\nhello\r\n")
                .toString();
    }

    @Test
    void whatIsAskedIsCountedHere() throws Exception {
        Isolated asked = isolated("dns", "lookup", "fabrikam.com", "TXT", "--resolver", "127.0.0.1");
        assertThat(asked.out()).as(asked.err()).contains("Answer    failed");
        assertThat(asked.datagrams()).isPositive();
    }

    @Test
    void verifySendsNothingAndSaysWhatItDidNotAsk() throws Exception {
        Isolated verified = isolated("verify", message(), "--ip", "192.0.2.1", "--mail-from", "a@contoso.com");
        assertThat(verified.exit()).as(verified.err()).isZero();
        assertThat(verified.datagrams()).isZero();
        assertThat(verified.connectionsOpened()).isZero();
        assertThat(verified.err()).startsWith("Not asked: 6 questions of 5 zones. To ask them: --live");
    }

    @Test
    void verifyFromFilesSendsNothing() throws Exception {
        BundledSample.copyTo(directory);
        Isolated verified = isolated(
                "verify",
                directory.resolve(BundledSample.MANIFEST).toString(),
                "--receiver",
                "auto",
                "--dns",
                directory.resolve(BundledSample.ZONE).toString());
        assertThat(verified.exit()).as(verified.err()).isZero();
        assertThat(verified.out().lines()).hasSizeGreaterThan(100);
        assertThat(verified.datagrams()).isZero();
        assertThat(verified.connectionsOpened()).isZero();
        assertThat(verified.err()).startsWith("Not asked: ");
    }

    @Test
    void aBoundedJobSendsNoDatagramAndConnectsToItselfOnly() throws Exception {
        Isolated demo = isolated("demo", "--into", directory.resolve("demo").toString());
        assertThat(demo.exit()).as(demo.err()).isZero();
        assertThat(demo.datagrams()).isZero();
        assertThat(demo.connectionsOpened()).isPositive().isEqualTo(demo.connectionsTaken());
    }
}
