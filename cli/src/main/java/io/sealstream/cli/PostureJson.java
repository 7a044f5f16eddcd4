package io.sealstream.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealstream.mailauth.dkim.SelectorPosture;
import io.sealstream.mailauth.dmarc.DmarcPosture;
import io.sealstream.mailauth.dmarc.DmarcPosture.Published;
import io.sealstream.mailauth.signature.PublicKeyRecord;
import io.sealstream.mailauth.spf.SpfPosture;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A domain's posture as one JSON object on one line, schema {@value #SCHEMA}. Null is what is not known, or does not apply;
 * the number of IPv6 addresses is a string, for it may have 39 digits.
 */
final class PostureJson {
    static final String SCHEMA = "sealstream.posture/1";

    /** Its JSON Schema, beside that of the verdict. */
    static final String SCHEMA_RESOURCE = "sealstream.posture-1.schema.json";

    private static final JsonMapper JSON = new JsonMapper();

    private PostureJson() {}

    /** Without a line end. */
    static String of(DomainPosture posture) {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", SCHEMA);
        json.put("domain", posture.domain().toString());
        json.put("asOf", textOrNull(posture.asOf().receivedAt()));
        json.set("spf", spf(posture));
        json.set("dmarc", dmarc(posture.dmarc()));
        ArrayNode dkim = json.putArray("dkim");
        posture.selectors().forEach(selector -> dkim.add(selector(selector)));
        return json.toString();
    }

    private static ObjectNode spf(DomainPosture posture) {
        SpfPosture spf = posture.spf();
        ObjectNode json = JSON.createObjectNode();
        json.set("records", texts(spf.records()));
        boolean usable = spf.hasUsableRecord();
        json.put("usable", usable);
        json.put("complete", SpfFindings.isComplete(spf));
        json.put("lookups", usable ? spf.lookups() : null);
        json.put("longestPath", usable ? spf.longestPath() : null);
        json.put("voidLookups", usable ? spf.voidLookups() : null);
        json.put("all", spf.all() == SpfPosture.All.UNKNOWN ? null : PostureFinding.word(spf.all()));
        json.put("ptrUsed", usable ? spf.ptrUsed() : null);
        json.put("parked", usable ? spf.parked() : null);
        json.put("ipv4Addresses", usable ? spf.ipv4Addresses() : null);
        json.put("ipv6Addresses", usable ? spf.ipv6Addresses().toString() : null);
        json.set("microsoft365", words(spf.microsoft365()));
        json.set("domains", texts(spf.domains()));
        json.set("missingIncludes", texts(spf.missingIncludes()));
        json.set("messageDependent", texts(spf.messageDependent()));
        json.put("loop", spf.loop());
        json.put("truncated", spf.truncated());
        json.set("findings", findings(SpfFindings.of(posture)));
        return json;
    }

    private static ObjectNode dmarc(DmarcPosture dmarc) {
        ObjectNode json = JSON.createObjectNode();
        json.set("rfc9989", published(dmarc.rfc9989()));
        json.set("rfc7489", published(dmarc.rfc7489()));
        json.put("differs", DmarcFindings.differs(dmarc));
        json.set("findings", findings(DmarcFindings.of(dmarc)));
        return json;
    }

    private static ObjectNode published(Published published) {
        ObjectNode json = JSON.createObjectNode();
        json.put("policyDomain", textOrNull(published.policyDomain()));
        json.put("inherited", published.inherited());
        json.put("policy", wordOrNull(published.policy()));
        json.put("subdomainPolicy", wordOrNull(published.subdomainPolicy()));
        json.put("nonExistentPolicy", wordOrNull(published.nonExistentPolicy()));
        json.set("aggregateReports", texts(published.aggregateReports()));
        json.put("record", published.record());
        return json;
    }

    private static ObjectNode selector(SelectorPosture selector) {
        ObjectNode json = JSON.createObjectNode();
        json.put("selector", selector.selector());
        json.put("name", selector.name().toString());
        json.set("cnames", texts(selector.cnames()));
        json.set("records", texts(selector.records()));
        ArrayNode keys = json.putArray("keys");
        selector.keys().forEach(key -> keys.add(key(key)));
        json.set("findings", findings(SelectorFindings.of(selector)));
        return json;
    }

    private static ObjectNode key(PublicKeyRecord key) {
        ObjectNode json = JSON.createObjectNode();
        json.put("defect", key.defect() == PublicKeyRecord.Defect.NONE ? null : PostureFinding.word(key.defect()));
        json.put("algorithm", wordOrNull(key.type()));
        json.put("bits", key.bits() == 0 ? null : key.bits());
        json.set("hashes", texts(key.hashes()));
        json.put("email", key.email());
        json.put("testing", key.testing());
        json.put("strict", key.strict());
        return json;
    }

    private static ArrayNode findings(List<PostureFinding> findings) {
        ArrayNode json = JSON.createArrayNode();
        findings.forEach(finding -> json.addObject()
                .put("grade", PostureFinding.word(finding.grade()))
                .put("finding", finding.word())
                .put("text", finding.text()));
        return json;
    }

    private static ArrayNode texts(Collection<?> values) {
        ArrayNode json = JSON.createArrayNode();
        values.forEach(value -> json.add(value.toString()));
        return json;
    }

    private static ArrayNode words(Collection<? extends Enum<?>> constants) {
        ArrayNode json = JSON.createArrayNode();
        constants.forEach(constant -> json.add(PostureFinding.word(constant)));
        return json;
    }

    private static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String wordOrNull(@Nullable Enum<?> constant) {
        return constant == null ? null : PostureFinding.word(constant);
    }
}
