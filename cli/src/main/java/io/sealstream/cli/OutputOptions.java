package io.sealstream.cli;

import io.sealstream.serde.verdict.RecipientsRule;
import io.sealstream.serde.verdict.VerdictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a verdict is written. */
final class OutputOptions {
    @Option(
            names = "--recipients",
            paramLabel = "HOW",
            defaultValue = "DOMAIN",
            description = "How recipients are written: clear, hmac, domain (the default) or none.")
    private RecipientsRule.Mode recipients = RecipientsRule.Mode.DOMAIN;

    @Option(names = "--recipients-key-file", paramLabel = "FILE", description = "The key for --recipients hmac.")
    private @Nullable Path keyFile;

    VerdictJson json() {
        return new VerdictJson(recipientsRule(), VerdictJson.DEFAULT_MAX_BYTES, Version.text());
    }

    private RecipientsRule recipientsRule() {
        if ((keyFile != null) != (recipients == RecipientsRule.Mode.HMAC)) {
            throw new UsageException("--recipients hmac and --recipients-key-file go together");
        }
        return switch (recipients) {
            case CLEAR -> RecipientsRule.CLEAR;
            case DOMAIN -> RecipientsRule.DOMAIN;
            case NONE -> RecipientsRule.NONE;
            case HMAC -> RecipientsRule.hmac(key(keyFile));
        };
    }

    private static byte[] key(@Nullable Path file) {
        try {
            byte[] key = file == null ? new byte[0] : Files.readAllBytes(file);
            if (key.length > 0) {
                return key;
            }
        } catch (IOException unreadable) {
            throw new UsageException("--recipients-key-file: cannot be read: " + file);
        }
        throw new UsageException("--recipients-key-file: is empty: " + file);
    }
}
