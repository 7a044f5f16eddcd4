package io.sealstream.serde.verdict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sealstream.mailauth.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes verdicts as JSON, schema {@value #SCHEMA}: one document a message, in UTF-8, on one line without a line end. The same
 * verdict is always the same octets. A verdict over the size limit has its lists cut from the end, the longest first, and
 * names them in {@code truncated}. What is not evaluated is absent; null is what is not known. Safe from several threads.
 */
public final class VerdictJson implements Serializable {
    public static final String SCHEMA = "sealstream.verdict/1";

    /** The JSON Schema, as a resource of this class. */
    public static final String SCHEMA_RESOURCE = "sealstream.verdict-1.schema.json";

    public static final int DEFAULT_MAX_BYTES = 512 << 10;

    /** Below this a verdict without its lists might not fit. */
    public static final int LEAST_MAX_BYTES = 256 << 10;

    private static final long serialVersionUID = 1L;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final RecipientsRule recipients;
    private final int maxBytes;
    private final String version;
    private final @Nullable String dnsLog;

    /**
     * A writer.
     *
     * @param maxBytes of one verdict, at least {@link #LEAST_MAX_BYTES}
     * @param version of the software that judged
     */
    public VerdictJson(RecipientsRule recipients, int maxBytes, String version) {
        this(recipients, maxBytes, version, null);
    }

    private VerdictJson(RecipientsRule recipients, int maxBytes, String version, @Nullable String dnsLog) {
        if (maxBytes < LEAST_MAX_BYTES) {
            throw new IllegalArgumentException("a verdict needs " + LEAST_MAX_BYTES + " octets, not " + maxBytes);
        }
        this.recipients = recipients;
        this.maxBytes = maxBytes;
        this.version = version;
        this.dnsLog = dnsLog;
    }

    /** This writer, for verdicts whose DNS answers are logged under that run id; null: they are not. */
    public VerdictJson withDnsLog(@Nullable String runId) {
        return new VerdictJson(recipients, maxBytes, version, runId);
    }

    /** One verdict, of at most the limit. */
    public byte[] write(Verdict verdict) {
        try {
            RecipientMask mask = RecipientMask.of(
                    recipients,
                    verdict.evidence().rcptTo(),
                    verdict.evidence().trace().mailFrom().value());
            Fit fit = new Fit();
            byte[] document = write(verdict, mask, fit);
            while (document.length > maxBytes) {
                fit.measure();
                int excess = write(verdict, mask, fit).length - maxBytes;
                if (!fit.cut(excess)) {
                    throw new IllegalStateException("a verdict of " + document.length + " octets without any list");
                }
                document = write(verdict, mask, fit);
            }
            return document;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory is written to", impossible);
        }
    }

    private byte[] write(Verdict verdict, RecipientMask mask, Fit fit) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            JsonFields fields = new JsonFields(json, out, mask, fit);
            new VerdictDocument(fields, verdict, recipients, version, dnsLog).write();
        }
        return out.toByteArray();
    }
}
