package io.sealstream.serde.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealstream.mailauth.compauth.AppliedOverride;
import io.sealstream.serde.Difference;
import io.sealstream.serde.Difference.Judged;

/** A difference between two policies as one JSON object on one line, schema {@value #SCHEMA}. */
public final class DifferenceJson {
    public static final String SCHEMA = "sealstream.difference/1";

    /** The JSON Schema, beside this class. */
    public static final String SCHEMA_RESOURCE = "sealstream.difference-1.schema.json";

    private static final JsonMapper JSON = new JsonMapper();

    private DifferenceJson() {}

    /** One document, without a line end. */
    public static byte[] write(Difference difference) {
        ObjectNode document = JSON.createObjectNode();
        document.put("schema", SCHEMA);
        document.put("id", JsonFields.unicode(difference.id()));
        if (difference.tenant() != null) {
            document.put("tenant", difference.tenant());
        }
        document.put("from", difference.from());
        put(document.putObject("real"), difference.real());
        put(document.putObject("shadow"), difference.shadow());
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree is always written", impossible);
        }
    }

    private static void put(ObjectNode object, Judged judged) {
        object.put("result", judged.result() == null ? null : JsonFields.word(judged.result()));
        object.put("reason", judged.reason());
        object.put("rule", judged.rule());
        object.put("policyVersion", judged.policyVersion());
        object.put("action", judged.action());
        AppliedOverride.Entry override = judged.override();
        if (override == null) {
            object.putNull("override");
        } else {
            object.putObject("override")
                    .put("effect", override.kind().allows() ? "allow" : "block")
                    .put("kind", JsonFields.word(override.kind()))
                    .put("entry", override.text());
        }
    }
}
