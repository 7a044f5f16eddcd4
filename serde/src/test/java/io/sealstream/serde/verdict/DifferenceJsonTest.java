package io.sealstream.serde.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.AppliedOverride.Entry;
import io.sealstream.mailauth.compauth.AppliedOverride.Kind;
import io.sealstream.mailauth.compauth.CompositeStatus;
import io.sealstream.serde.Difference;
import io.sealstream.serde.Difference.Judged;
import io.sealstream.serde.PolicyRecord;
import io.sealstream.serde.RandomRecords;
import io.sealstream.serde.flat.FlatTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DifferenceJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(DifferenceJson.class.getResourceAsStream(DifferenceJson.SCHEMA_RESOURCE));

    private static final Judged FAIL = new Judged(CompositeStatus.FAIL, "000", "dmarc-fail", "1", "oreject", null);

    private static Judged judged(
            CompositeStatus result, String reason, String rule, String action, @Nullable Entry override) {
        return new Judged(result, reason, rule, "2", action, override);
    }

    private static Difference to(Judged shadow) {
        return new Difference("m7/contoso", "contoso", "fabrikam.com", FAIL, shadow);
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyDifferenceIsValidUnderTheSchemaAndTravelsWhole(long seed) throws IOException {
        Verdict one = new RandomRecords(seed).verdict();
        Difference difference = LongStream.range(seed + 1_000, seed + 1_010)
                .mapToObj(next -> Difference.between(one, new RandomRecords(next).verdict()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        byte[] document = DifferenceJson.write(difference);
        assertThat(SCHEMA.validate(MAPPER.readTree(document))).isEmpty();
        assertThat(document).doesNotContain((byte) '\n');
        assertThat(copy(FlatTypes.DIFFERENCE, difference)).isEqualTo(difference);
        assertThat(Difference.between(one, one)).isNull();
    }

    private static <T> T copy(TypeInformation<T> type, T value) throws IOException {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }

    @Test
    void aDifferenceIsWrittenAsDocumented() throws IOException {
        Judged shadow = judged(
                CompositeStatus.FAIL, "002", "blocked-pair", "oreject", new Entry(Kind.IP_ALLOW, "192.0.2.1/32"));
        assertThat(new String(DifferenceJson.write(to(shadow)), StandardCharsets.UTF_8))
                .isEqualTo("{\"schema\":\"sealstream.difference/1\",\"id\":\"m7/contoso\",\"tenant\":\"contoso\","
                        + "\"from\":\"fabrikam.com\",\"real\":{\"result\":\"fail\",\"reason\":\"000\","
                        + "\"rule\":\"dmarc-fail\",\"policyVersion\":\"1\",\"action\":\"oreject\",\"override\":null},"
                        + "\"shadow\":{\"result\":\"fail\",\"reason\":\"002\",\"rule\":\"blocked-pair\","
                        + "\"policyVersion\":\"2\",\"action\":\"oreject\",\"override\":{\"effect\":\"allow\","
                        + "\"kind\":\"ip_allow\",\"entry\":\"192.0.2.1/32\"}}}");
        JsonNode wrong = MAPPER.readTree(
                new String(DifferenceJson.write(to(shadow)), StandardCharsets.UTF_8).replace("ip_allow", "ip"));
        assertThat(SCHEMA.validate(wrong)).isNotEmpty();
    }

    @Test
    void differencesAreCountedByReasonsElseRulesElseOverridesElseActions() {
        Entry allow = new Entry(Kind.DOMAIN_ALLOW, "fabrikam.com");
        assertThat(to(judged(CompositeStatus.PASS, "701", "good-history", "oreject", allow))
                        .kind())
                .isEqualTo("000\u2192701");
        assertThat(to(judged(CompositeStatus.FAIL, "000", "another", "oreject", allow))
                        .kind())
                .isEqualTo("dmarc-fail\u2192another");
        assertThat(to(judged(CompositeStatus.FAIL, "000", "dmarc-fail", "reject", allow))
                        .kind())
                .isEqualTo("override none\u2192domain_allow");
        assertThat(to(new Judged(CompositeStatus.FAIL, "000", "dmarc-fail", "2", "reject", null))
                        .kind())
                .isEqualTo("action oreject\u2192reject");
        assertThat(to(new Judged(CompositeStatus.UNDETERMINED, null, "host-missing", "2", "oreject", null))
                        .kind())
                .isEqualTo("000\u2192undetermined");
        assertThat(to(new Judged(null, null, null, "2", "oreject", null)).kind())
                .isEqualTo("000\u2192absent");
    }

    @Test
    void aPolicyOfATopicTravelsWhole() throws IOException {
        PolicyRecord record = new PolicyRecord("mail.policy", 7, new byte[] {1, 2, 3});
        assertThat(copy(FlatTypes.POLICY_RECORD, record)).satisfies(read -> {
            assertThat(read.name()).isEqualTo("mail.policy@7");
            assertThat(read.document()).containsExactly(1, 2, 3);
        });
    }
}
