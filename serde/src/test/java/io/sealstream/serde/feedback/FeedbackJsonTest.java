package io.sealstream.serde.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.sealstream.serde.Feedback;
import io.sealstream.serde.Feedback.Opinion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackJsonTest {
    private static final long RECORDED = Instant.parse("2026-05-04T10:00:00Z").toEpochMilli();

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(FeedbackJson.class.getResourceAsStream(FeedbackJson.SCHEMA_RESOURCE));

    private static FeedbackJson.Reading read(String json) {
        return FeedbackJson.read(json.getBytes(StandardCharsets.UTF_8), RECORDED);
    }

    private static boolean isValid(String json) throws IOException {
        return SCHEMA.validate(new ObjectMapper().readTree(json)).isEmpty();
    }

    @Test
    void onAMessage() throws IOException {
        String json = "{\"schema\":\"sealstream.feedback/1\",\"verdict\":\"malicious\",\"id\":\"mail.raw/0/42\"}";
        assertThat(isValid(json)).isTrue();
        assertThat(read(json).feedback())
                .isEqualTo(new Feedback(
                        Opinion.MALICIOUS, "mail.raw/0/42", null, null, null, Instant.ofEpochMilli(RECORDED)));
    }

    @Test
    void onADomainsMail() throws IOException {
        String json = """
                {"schema":"sealstream.feedback/1","verdict":"legitimate","id":null,"tenant":"contoso","domain":"Fabrikam.COM",
                 "infrastructure":"Mailer.Example","at":"2026-05-01T00:00:00Z"}""";
        assertThat(isValid(json)).isTrue();
        assertThat(read(json).feedback())
                .isEqualTo(new Feedback(
                        Opinion.LEGITIMATE,
                        null,
                        "contoso",
                        "fabrikam.com",
                        "mailer.example",
                        Instant.parse("2026-05-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | schema: not sealstream.feedback/1",
                "{'schema':'sealstream.feedback/2','verdict':'malicious','id':'a'} | schema: not sealstream.feedback/1",
                "{'schema':'sealstream.feedback/1','verdict':'spam','id':'a'} | verdict: neither legitimate nor malicious",
                "{'schema':'sealstream.feedback/1','verdict':'malicious'} | either id or domain is wanted",
                "{'schema':'sealstream.feedback/1','verdict':'malicious','id':'a','domain':'b.example'} | either id or domain is wanted",
                "{'schema':'sealstream.feedback/1','verdict':'malicious','id':'a','tenant':'b'} | tenant and infrastructure go with domain",
                "{'schema':'sealstream.feedback/1','verdict':'malicious','domain':'a..b'} | domain: no domain name",
                "{'schema':'sealstream.feedback/1','verdict':'malicious','id':7} | id: no text",
                "{'schema':'sealstream.feedback/1','verdict':'malicious','id':'a','why':'b'} | unknown fields",
                "{'schema':'sealstream.feedback/1','verdict':'malicious','id':'a','at':'today'} | at: no RFC 3339 time in UTC",
                "[] | no object"
            })
    void whatDoesNotFitTheSchemaSaysWhy(String quoted, String problem) {
        assertThat(read(quoted.replace('\'', '"'))).isEqualTo(new FeedbackJson.Reading(null, problem));
    }

    @Test
    void nothingIsSaidOfTheFuture() {
        String json = "{\"schema\":\"sealstream.feedback/1\",\"verdict\":\"malicious\",\"id\":\"a\",\"at\":\"%s\"}";
        assertThat(read(json.formatted("2026-05-04T10:05:00Z")).problem()).isNull();
        assertThat(read(json.formatted("2026-05-04T10:05:01Z")).problem()).isEqualTo("at: later than its record");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "{\"schema\":\"sealstream.feedback/1\",\"schema\":\"sealstream.feedback/1\"}",
                "{\"schema\":{\"schema\":{}}}",
                "{\"verdict\":\"\\ud800\"} x",
                "\0\0\0\0"
            })
    void whatIsNoJsonObjectOfTextsIsRefused(String text) {
        assertThat(read(text).problem()).isNotNull();
    }

    @Test
    void aDocumentHasALimit() {
        byte[] large = " ".repeat(FeedbackJson.MAX_BYTES + 1).getBytes(StandardCharsets.US_ASCII);
        assertThat(FeedbackJson.read(large, RECORDED).problem()).isEqualTo("more than 65536 octets");
        assertThat(FeedbackJson.read(null, RECORDED).problem()).isEqualTo("a record without a value");
    }
}
