package io.sealstream.cli.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The committed sample, as it lies on the class path. */
public final class BundledSample {
    /** The manifest: an object a line, with {@code path}, {@code id} and what is known of the envelope. */
    public static final String MANIFEST = "sample.ndjson";

    /** Those of the manifest that came weeks before the others, as an archive of their own. */
    public static final String HISTORY = "history.ndjson";

    public static final String ZONE = "sample.zone";
    /** Passive DNS NDJSON: answers that a zone file cannot give. */
    public static final String ANSWERS = "sample-answers.ndjson";
    /** What the receiving organisation tells of itself. */
    public static final String POLICY = "policy.yaml";
    /** The address that copies of all mail go to. */
    public static final String JOURNAL = CampaignTheme.JOURNAL;

    /** Tab-separated, with a header line. */
    public static final String EXPECTED = "expected.tsv";

    private static final List<String> FILES = List.of(MANIFEST, HISTORY, ZONE, ANSWERS, POLICY, EXPECTED);

    private BundledSample() {}

    /** Whether a message of the manifest is one of {@link #HISTORY}. */
    public static boolean isHistory(String id) {
        return id.startsWith(CampaignTheme.HISTORY);
    }

    /** Opens a file of the sample by its path in it, as the manifest writes it. */
    public static InputStream open(String path) throws IOException {
        InputStream in = BundledSample.class.getResourceAsStream(path);
        if (in == null) {
            throw new FileNotFoundException("not in the bundled sample: " + path);
        }
        return in;
    }

    /** Copies the whole sample into a directory, which is made where it does not exist; the files keep their names. */
    public static void copyTo(Path directory) throws IOException {
        for (String file : FILES) {
            copy(file, directory);
        }
        JsonMapper json = new JsonMapper();
        for (String line : Files.readAllLines(directory.resolve(MANIFEST))) {
            JsonNode message = json.readTree(line);
            copy(message.path("path").asText(), directory);
        }
    }

    private static void copy(String path, Path directory) throws IOException {
        Path target = directory.resolve(path);
        Files.createDirectories(target.toAbsolutePath().getParent());
        try (InputStream in = open(path)) {
            Files.write(target, in.readAllBytes());
        }
    }
}
