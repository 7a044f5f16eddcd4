package io.sealstream.functions.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example of {@code docs/policy.md}. */
final class DocumentedPolicy {
    private DocumentedPolicy() {}

    static String text() {
        try {
            String page = Files.readString(Path.of("../docs/policy.md"));
            int start = page.indexOf("```yaml\n") + 8;
            return page.substring(start, page.indexOf("```", start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
