package io.sealstream.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.sealstream.functions.dns.Archive;
import io.sealstream.functions.dns.RocksArchive;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * An archive of so many rows of Passive DNS in no order of names: rows a second imported, look-ups a second as of random times,
 * and the most memory the process ever had. Arguments: rows (10,000,000), look-ups (200,000).
 */
public final class ArchiveThroughput {
    private static final long FIRST = Instant.parse("2015-01-01T00:00:00Z").getEpochSecond();
    private static final int SPAN = 10 * 365 * 86_400;
    private static final int ROWS_PER_DOMAIN = 8;

    /** On a machine that others use too, the CPU says more than the clock. */
    private static final OperatingSystemMXBean CPU = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final SplittableRandom random = new SplittableRandom(17);
    private final int domains;

    private ArchiveThroughput(int rows) {
        this.domains = Math.max(1, rows / ROWS_PER_DOMAIN);
    }

    public static void main(String[] arguments) throws IOException {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
        int lookups = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200_000;
        Path folder = Files.createTempDirectory("archive-throughput");
        try {
            new ArchiveThroughput(rows).run(rows, lookups, folder);
        } finally {
            delete(folder);
        }
    }

    private void run(int rows, int lookups, Path folder) throws IOException {
        Path file = folder.resolve("rows.ndjson");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int i = 0; i < rows; i++) {
                out.write(row().getBytes(StandardCharsets.US_ASCII));
            }
        }
        System.out.printf("%,d rows, %,d MiB%n", rows, Files.size(file) >> 20);
        Path held = folder.resolve("archive");
        long cpuBefore = CPU.getProcessCpuTime();
        long begun = System.nanoTime();
        long sightings = RocksArchive.importFiles(List.of(file), null, held);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "imported %,d in %.0f s, %,.0f a second, %.1f µs of CPU each; %,d MiB on disk; peak RSS %s%n",
                sightings,
                seconds,
                sightings / seconds,
                (CPU.getProcessCpuTime() - cpuBefore) / 1e3 / sightings,
                size(held) >> 20,
                peakRss());
        try (Archive archive = RocksArchive.open(held)) {
            lookUp(archive, "cold", lookups / 10);
            lookUp(archive, "next", lookups);
        }
    }

    private void lookUp(Archive archive, String name, int lookups) throws IOException {
        int found = 0;
        long cpuBefore = CPU.getProcessCpuTime();
        long begun = System.nanoTime();
        for (int i = 0; i < lookups; i++) {
            Question question = question(random.nextInt(domains), random.nextInt(5));
            Answer answer = archive.known(question, Instant.ofEpochSecond(FIRST + random.nextInt(SPAN)));
            found += answer.outcome() == Outcome.FOUND ? 1 : 0;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%s %,d look-ups in %.1f s, %,.0f a second, %.1f µs each, %.1f of CPU; %,d found; peak RSS %s%n",
                name,
                lookups,
                seconds,
                lookups / seconds,
                seconds * 1e6 / lookups,
                (CPU.getProcessCpuTime() - cpuBefore) / 1e3 / lookups,
                found,
                peakRss());
    }

    /** A row of one of the kinds that {@link #question} asks for, seen for up to a year. */
    private String row() {
        int domain = random.nextInt(domains);
        int kind = random.nextInt(5);
        Question question = question(domain, kind);
        int first = random.nextInt(SPAN);
        return "{\"rrname\":\"" + question.name() + "\",\"rrtype\":\"" + question.type() + "\",\"rdata\":\""
                + rdata(kind) + "\",\"time_first\":" + (FIRST + first) + ",\"time_last\":"
                + (FIRST + first + random.nextInt(365 * 86_400)) + ",\"count\":" + (1 + random.nextInt(1000)) + "}\n";
    }

    private static Question question(int domain, int kind) {
        String name = "d" + domain + (domain % 3 == 0 ? ".com" : ".example");
        return switch (kind) {
            case 0 -> new Question(DomainName.of("mail." + name), RecordType.A);
            case 1 -> new Question(DomainName.of(name), RecordType.MX);
            case 2 -> Question.txt(DomainName.of(name));
            case 3 -> Question.txt(DomainName.of("_dmarc." + name));
            default -> Question.txt(DomainName.of("s1._domainkey." + name));
        };
    }

    private String rdata(int kind) {
        return switch (kind) {
            case 0 -> address();
            case 1 -> "10 mx" + random.nextInt(1000) + ".example.";
            case 2 -> "v=spf1 ip4:" + address() + " include:spf" + random.nextInt(1000) + ".example -all";
            case 3 -> "v=DMARC1; p=reject; rua=mailto:r" + random.nextInt(1000) + "@example.com";
            default -> "v=DKIM1; k=rsa; p=" + key();
        };
    }

    private String address() {
        return "198.51." + random.nextInt(256) + "." + random.nextInt(256);
    }

    /** As long as one of RSA-1024. */
    private String key() {
        StringBuilder key = new StringBuilder(216);
        while (key.length() < 216) {
            key.append(BASE64.charAt(random.nextInt(64)));
        }
        return key.toString();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static String peakRss() throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
