package io.sealstream.functions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The schema and the reader take and refuse the same documents. */
class PolicySchemaTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(PolicyReader.class.getResourceAsStream(PolicyReader.SCHEMA_RESOURCE));

    @Test
    void theDocumentedExampleIsValid() {
        assertThat(SCHEMA.validate(json(DocumentedPolicy.text()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1",
                "version: 2026.1\ntenants:\ndefault:",
                "version: a\ntenants: []\ndefault: {accepted-domains: }",
                "version: a\ntenants: {name: a, recipients: a.example}",
                "version: a\ntenants: [{name: A_b-c.1, accepted-domains: [a.example, b\u00fccher.example.]}]",
                "version: a\ndefault: {mx-elsewhere: true, honour-policy: false, use-signals: true}",
                "version: a\ndefault: {blocked-pairs: ['a@b.example, *', '*, c.example', 'b.example,192.0.2.0/28']}",
                "version: a\ndefault: {blocked-pairs: 'b.example, 2001:db8::/48', modifying-hops: [a.example, 192.0.2.0/24]}",
                "version: a\ndefault: {same-organisation: ['b.example, c.example', 'a@b.example, 192.0.2.0/24']}",
                "version: a\ndefault: {overrides: {blocked-domains: ['*.zip', {domain: a.example, since: 2026-05-04T10:00:00Z}]}}",
                "version: a\ndefault: {overrides: {allowed-domains: {domain: a.example, last-used: 2026-05-04, expires: 2027-01-01T00:00:00+02:00}}}",
                "version: a\ndefault: {overrides: {allowed-ips: [192.0.2.1, 192.0.2.0/1, '2001:db8::1'], safe-senders: [a@b.example, b.example]}}",
            })
    void whatTheReaderTakesIsValid(String yaml) throws PolicyException {
        assertThat(SCHEMA.validate(json(yaml))).isEmpty();
        assertThat(PolicyReader.read(yaml, "p.yaml").version()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "tenants: []",
                "version:",
                "version: ' '",
                "version: true",
                "version: [1]",
                "version: 1\ntenant: []",
                "version: 1\ntenants: a",
                "version: 1\ntenants: [a]",
                "version: 1\ntenants: [{recipients: a.example}]",
                "version: 1\ntenants: [{name: 'a b', recipients: a.example}]",
                "version: 1\ntenants: [{name: 365, recipients: a.example}]",
                "version: 1\ntenants: [{name: a, recipients: a.example, colour: red}]",
                "version: 1\ntenants: [{name: a, recipients: '*.example.org'}]",
                "version: 1\ntenants: [{name: a, recipients: a.example, default: {}}]",
                "version: 1\ndefault: {recipients: a.example}",
                "version: 1\ndefault: []",
                "version: 1\ndefault: {accepted-domains: com}",
                "version: 1\ndefault: {accepted-domains: a..b}",
                "version: 1\ndefault: {accepted-domains: 192.0.2.1}",
                "version: 1\ndefault: {accepted-domains: [1]}",
                "version: 1\ndefault: {accepted-domains: [~]}",
                "version: 1\ndefault: {trusted-sealers: user@a.example}",
                "version: 1\ndefault: {blocked-pairs: '*, *'}",
                "version: 1\ndefault: {blocked-pairs: a.example}",
                "version: 1\ndefault: {blocked-pairs: ['a.example, 192.0.2.0/16']}",
                "version: 1\ndefault: {same-organisation: 'a.example, *'}",
                "version: 1\ndefault: {same-organisation: '*, a.example'}",
                "version: 1\ndefault: {modifying-hops: '*'}",
                "version: 1\ndefault: {mx-elsewhere: maybe}",
                "version: 1\ndefault: {honour-policy: yes}",
                "version: 1\ndefault: {overrides: []}",
                "version: 1\ndefault: {overrides: {allowed: []}}",
                "version: 1\ndefault: {overrides: {blocked-domains: {since: 2026-05-04}}}",
                "version: 1\ndefault: {overrides: {blocked-domains: {domain: a.example, last-used: 2026-05-04}}}",
                "version: 1\ndefault: {overrides: {allowed-domains: {domain: a.example, expires: 4 May}}}",
                "version: 1\ndefault: {overrides: {allowed-domains: {domain: a.example, expires: 2026-05-04T10:00:00}}}",
                "version: 1\ndefault: {overrides: {allowed-ips: [192.0.2.0/33]}}",
                "version: 1\ndefault: {overrides: {allowed-ips: [0.0.0.0/0]}}",
                "version: 1\ndefault: {overrides: {allowed-ips: [a.example]}}",
                "version: 1\ndefault: {overrides: {safe-senders: ['a@', '@b.example']}}",
            })
    void whatTheReaderRefusesIsNot(String yaml) {
        assertThat(SCHEMA.validate(json(yaml))).as(yaml).isNotEmpty();
        assertThat(refused(yaml)).as(yaml).isTrue();
    }

    private static boolean refused(String yaml) {
        try {
            PolicyReader.read(yaml, "p.yaml");
            return false;
        } catch (PolicyException e) {
            return true;
        }
    }

    /** The document as JSON has it: by YAML 1.2's core types, of which it knows null, true, false and numbers. */
    private static JsonNode json(String yaml) {
        return json(new Yaml().compose(new StringReader(yaml)));
    }

    private static JsonNode json(Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            mapping.getValue()
                    .forEach(tuple ->
                            object.set(((ScalarNode) tuple.getKeyNode()).getValue(), json(tuple.getValueNode())));
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            sequence.getValue().forEach(item -> array.add(json(item)));
            return array;
        }
        return json((ScalarNode) node);
    }

    private static JsonNode json(ScalarNode scalar) {
        String value = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return JsonNodeFactory.instance.textNode(value);
        }
        if (Set.of("", "~", "null").contains(value)) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (Set.of("true", "false").contains(value)) {
            return JsonNodeFactory.instance.booleanNode(value.equals("true"));
        }
        return value.matches("-?[0-9]+(\\.[0-9]+)?")
                ? JsonNodeFactory.instance.numberNode(new BigDecimal(value))
                : JsonNodeFactory.instance.textNode(value);
    }
}
