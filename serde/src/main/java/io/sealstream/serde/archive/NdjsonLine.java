package io.sealstream.serde.archive;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.sealstream.serde.EnvelopeFields;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One object of an NDJSON, read field by field; unknown fields are passed over. */
final class NdjsonLine {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNestingDepth(64)
                    .build())
            .build();

    private static final Base64Variant BASE64 =
            Base64Variants.MIME_NO_LINEFEEDS.withReadPadding(Base64Variant.PaddingReadBehaviour.PADDING_ALLOWED);

    private final EnvelopeFields envelope = new EnvelopeFields();
    private byte @Nullable [] raw;
    private String path = "";
    private @Nullable String problem;

    NdjsonLine(byte[] octets, int length) {
        try (JsonParser json = FACTORY.createParser(octets, 0, length)) {
            read(json);
        } catch (JsonProcessingException broken) {
            JsonLocation where = broken.getLocation();
            problem(where == null ? "no JSON" : "no JSON at octet " + where.getByteOffset() + " of the line");
        } catch (IOException impossible) {
            problem("no JSON");
        }
        if (raw == null && path.isEmpty()) {
            problem("neither raw nor path");
        }
    }

    private void read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            problem("no object");
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (json.currentToken() != JsonToken.VALUE_NULL) {
                readField(name, json);
            }
        }
        if (json.nextToken() != null) {
            problem("text after the object");
        }
    }

    private void readField(String name, JsonParser json) throws IOException {
        switch (name) {
            case "raw" -> readRaw(json);
            case "path" -> scalar(name, json, this::path);
            case "id" -> scalar(name, json, envelope::id);
            case "clientIp" -> scalar(name, json, envelope::clientIp);
            case "helo" -> scalar(name, json, envelope::helo);
            case "mailFrom" -> scalar(name, json, envelope::mailFrom);
            case "receivedAt" -> scalar(name, json, envelope::receivedAt);
            case "rcptTo" -> readRecipients(json);
            default -> json.skipChildren();
        }
    }

    private void readRaw(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING || raw != null || !path.isEmpty()) {
            problem("raw: no text, or not the only message");
            json.skipChildren();
        } else {
            raw = json.getBinaryValue(BASE64);
        }
    }

    private void path(String text) {
        if (raw != null || !path.isEmpty()) {
            problem("path: not the only message");
        }
        path = text;
    }

    private void readRecipients(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            scalar("rcptTo", json, envelope::rcptTo);
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
            scalar("rcptTo", json, envelope::rcptTo);
        }
    }

    private void scalar(String name, JsonParser json, Consumer<String> field) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING || json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            field.accept(json.getText());
        } else {
            problem(name + ": no text");
            json.skipChildren();
        }
    }

    private void problem(String what) {
        if (problem == null) {
            problem = what;
        }
    }

    /** What is wrong with the line; null: nothing. */
    @Nullable
    String problem() {
        return problem;
    }

    EnvelopeFields envelope() {
        return envelope;
    }

    /** The message; null: it lies at {@link #path}. */
    byte @Nullable [] raw() {
        return raw;
    }

    String path() {
        return path;
    }
}
