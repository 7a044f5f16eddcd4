package io.sealstream.benchmarks.throughput;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What {@code openssl speed} reaches on one core at the moment: microseconds of a verification, and SHA-256 over blocks of 16
 * KiB in units of 10^6 octets a second.
 */
record OpenSsl(double rsa2048Micros, double rsa1024Micros, double ed25519Micros, double sha256MegabytesPerSecond) {
    private static final int BLOCK = 16_384;

    /** Empty where there is no openssl that can tell. */
    static Optional<OpenSsl> measure(Path errors) throws InterruptedException {
        Optional<String> signatures = speed(errors, "rsa2048", "rsa1024", "ed25519");
        Optional<String> hash = speed(errors, "-bytes", Integer.toString(BLOCK), "-evp", "sha256");
        if (signatures.isEmpty() || hash.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OpenSsl(
                    verification(signatures.get(), "+F2:", "2048"),
                    verification(signatures.get(), "+F2:", "1024"),
                    verification(signatures.get(), "+F6:", "253"),
                    throughput(hash.get())));
        } catch (IllegalArgumentException ofAnotherForm) {
            return Optional.empty();
        }
    }

    /** Between what was measured before and after. */
    OpenSsl mean(OpenSsl other) {
        return new OpenSsl(
                (rsa2048Micros + other.rsa2048Micros) / 2,
                (rsa1024Micros + other.rsa1024Micros) / 2,
                (ed25519Micros + other.ed25519Micros) / 2,
                (sha256MegabytesPerSecond + other.sha256MegabytesPerSecond) / 2);
    }

    /** Microseconds of SHA-256 over so many octets. */
    double sha256Micros(double octets) {
        return octets / sha256MegabytesPerSecond;
    }

    private static Optional<String> speed(Path errors, String... what) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl", "speed", "-mr", "-seconds", "1"));
        command.addAll(List.of(what));
        return Tool.run(errors, command);
    }

    /** {@code +F2:2:2048:3910.3:56873.5}: the last is verifications a second; old releases print the seconds of one. */
    private static double verification(String lines, String kind, String bits) {
        double value = last(lines, line -> line.startsWith(kind) && line.contains(":" + bits + ":"));
        return value < 1 ? value * 1e6 : 1e6 / value;
    }

    /** {@code +F:25:sha256:1749026859.57}: octets a second. */
    private static double throughput(String lines) {
        return last(lines, line -> line.startsWith("+F:")) / 1e6;
    }

    private static double last(String lines, Predicate<String> wanted) {
        String line = lines.lines()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("another form of openssl speed -mr"));
        return Double.parseDouble(line.substring(line.lastIndexOf(':') + 1));
    }
}
