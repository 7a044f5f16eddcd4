package io.sealstream.mailauth.signature;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A public suite, read in place, and the rows in which we differ from it. */
public record ConformanceSuite(String name, Path folder, Map<String, Deviation> deviations) {
    /** Where we come to something else than the suite, and why. */
    public record Deviation(String ours, String reason) {}

    /** The suite in that folder; the test is skipped where the folder is not there. */
    public static ConformanceSuite require(String name) {
        Path folder =
                Path.of(System.getProperty("sealstream.conformance", "../../shared/conformance"), name.split("/"));
        assumeTrue(
                Files.isDirectory(folder), () -> "the public suite " + name + " is not at " + folder.toAbsolutePath());
        Map<String, Deviation> rows = new HashMap<>();
        for (String line : deviationRows()) {
            String[] column = line.split("\t", -1);
            if (column[0].equals(name)) {
                rows.put(column[1], new Deviation(column[2], column[3]));
            }
        }
        return new ConformanceSuite(name, folder, rows);
    }

    private static String[] deviationRows() {
        try (InputStream in = ConformanceSuite.class.getResourceAsStream("deviations.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toArray(String[]::new);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /** What we must come to in that case: the suite's word, unless a row says otherwise. */
    public String expected(String caseName, String suiteSays) {
        Deviation deviation = deviations.get(caseName);
        return deviation == null ? suiteSays : deviation.ours();
    }
}
