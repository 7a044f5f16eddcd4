package io.sealstream.serde.feedback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.serde.Feedback;
import io.sealstream.serde.Feedback.Opinion;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads feedback. What is none is a value that says why, never an exception. */
public final class FeedbackJson {
    public static final String SCHEMA = "sealstream.feedback/1";

    /** The JSON Schema, beside this class. */
    public static final String SCHEMA_RESOURCE = "sealstream.feedback-1.schema.json";

    /** Octets of a document. */
    public static final int MAX_BYTES = 64 << 10;

    /** A clock may differ so much from that of the broker. */
    public static final Duration SKEW = Duration.ofMinutes(5);

    private static final int MAX_TEXT = 4_096;
    private static final Set<String> FIELDS =
            Set.of("schema", "verdict", "id", "tenant", "domain", "infrastructure", "at");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT)
                    .maxNestingDepth(8)
                    .build())
            .build();

    private FeedbackJson() {}

    /** One of the two is null. */
    public record Reading(
            @Nullable Feedback feedback, @Nullable String problem) {}

    /**
     * Reads one document.
     *
     * @param timestamp of the record that it came in, epoch milliseconds: the time of what has no {@code at}, and no {@code at} is
     *     later; negative: it has none
     */
    public static Reading read(byte @Nullable [] octets, long timestamp) {
        try {
            return new Reading(feedback(fields(octets), timestamp), null);
        } catch (Malformed malformed) {
            return new Reading(null, malformed.getMessage());
        } catch (IOException broken) {
            return new Reading(null, "no JSON object of texts");
        }
    }

    private static Map<String, String> fields(byte @Nullable [] octets) throws IOException, Malformed {
        if (octets == null || octets.length > MAX_BYTES) {
            throw new Malformed(octets == null ? "a record without a value" : "more than " + MAX_BYTES + " octets");
        }
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(octets)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (!FIELDS.contains(name)) {
                    throw new Malformed("unknown fields");
                }
                if (value == JsonToken.VALUE_STRING) {
                    fields.put(name, json.getText());
                } else if (value != JsonToken.VALUE_NULL) {
                    throw new Malformed(name + ": no text");
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new Malformed("text after the object");
            }
        }
        return fields;
    }

    private static Feedback feedback(Map<String, String> fields, long timestamp) throws Malformed {
        if (!SCHEMA.equals(fields.get("schema"))) {
            throw new Malformed("schema: not " + SCHEMA);
        }
        String id = fields.get("id");
        String domain = fields.get("domain");
        if ((id == null) == (domain == null)) {
            throw new Malformed("either id or domain is wanted");
        }
        if (id != null && (fields.containsKey("tenant") || fields.containsKey("infrastructure"))) {
            throw new Malformed("tenant and infrastructure go with domain");
        }
        return new Feedback(
                opinion(fields.get("verdict")),
                id,
                fields.get("tenant"),
                domain == null ? null : name(domain),
                lowerCase(fields.get("infrastructure")),
                at(fields.get("at"), timestamp));
    }

    private static Opinion opinion(@Nullable String word) throws Malformed {
        for (Opinion opinion : Opinion.values()) {
            if (opinion.name().toLowerCase(Locale.ROOT).equals(word)) {
                return opinion;
            }
        }
        throw new Malformed("verdict: neither legitimate nor malicious");
    }

    private static String name(String domain) throws Malformed {
        return DomainName.parse(domain)
                .map(DomainName::toString)
                .orElseThrow(() -> new Malformed("domain: no domain name"));
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static Instant at(@Nullable String text, long timestamp) throws Malformed {
        if (text == null && timestamp < 0) {
            throw new Malformed("at: neither given nor that of a record");
        }
        Instant recorded = Instant.ofEpochMilli(timestamp);
        if (text == null) {
            return recorded;
        }
        Instant at;
        try {
            at = Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Malformed("at: no RFC 3339 time in UTC");
        }
        if (timestamp >= 0 && at.isAfter(recorded.plus(SKEW))) {
            throw new Malformed("at: later than its record");
        }
        return at;
    }

    /** Why a document is no feedback. Never leaves this class. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String problem) {
            super(problem, null, false, false);
        }
    }
}
