package io.sealstream.serde.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.serde.RandomRecords;
import io.sealstream.serde.SampleVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(VerdictJson.class.getResourceAsStream(VerdictJson.SCHEMA_RESOURCE));

    private final VerdictJson json = new VerdictJson(RecipientsRule.DOMAIN, VerdictJson.DEFAULT_MAX_BYTES, "test");

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyVerdictIsValidUnderTheSchemaOnOneLineAndAlwaysTheSame(long seed) throws IOException {
        Verdict verdict = new RandomRecords(seed).verdict();
        byte[] document = json.write(verdict);
        assertThat(SCHEMA.validate(MAPPER.readTree(document))).isEmpty();
        assertThat(document).doesNotContain((byte) '\n').hasSizeLessThanOrEqualTo(VerdictJson.DEFAULT_MAX_BYTES);
        assertThat(json.write(new RandomRecords(seed).verdict())).isEqualTo(document);
    }

    @Test
    void theSchemaRefusesWhatIsNotInIt() throws IOException {
        String document = new String(json.write(SampleVerdict.verdict()), StandardCharsets.UTF_8);
        assertThat(SCHEMA.validate(MAPPER.readTree(document))).isEmpty();
        for (String wrong : List.of(
                document.replace("\"known\"", "\"unknown\""),
                document.replace("\"result\":\"pass\"", "\"result\":\"PASS\""),
                document.replace("verdict/1", "verdict/2"),
                document.replace("received[3]", "guess"))) {
            assertThat(SCHEMA.validate(MAPPER.readTree(wrong))).as(wrong).isNotEmpty();
        }
    }

    @Test
    void theSampleIsWrittenAsTheCommittedDocument() throws IOException {
        try (InputStream committed = VerdictJsonTest.class.getResourceAsStream("sample.json")) {
            JsonNode expected = MAPPER.readTree(committed);
            VerdictJson logged = json.withDnsLog("run-1");
            assertThat(MAPPER.readTree(logged.write(SampleVerdict.verdict()))).isEqualTo(expected);
        }
    }

    @Test
    void whatIsNotEvaluatedIsAbsent() throws IOException {
        JsonNode document = MAPPER.readTree(json.write(SampleVerdict.verdictOfVersion1()));
        assertThat(document.fieldNames())
                .toIterable()
                .doesNotContain("tenant", "deliveryReport")
                .contains("compauth", "override", "stamped", "drift");
        assertThat(document.get("override").isNull()).isTrue();
        assertThat(document.at("/stamped").has("rederived")).isFalse();
        assertThat(document.at("/compauth").has("signals")).isFalse();
        assertThat(document.at("/message").has("sha256")).isFalse();
    }

    @Test
    void driftIsAbsentWithoutATrustedStampAndEmptyWhereNothingDiffers() throws IOException {
        Verdict stamped = bare("");
        assertThat(MAPPER.readTree(json.write(stamped)).get("drift")).isEmpty();
        for (long seed = 0; seed < 100; seed++) {
            Verdict verdict = new RandomRecords(seed).verdict();
            boolean trusted = verdict.evidence().stamps().stream().anyMatch(Stamp::trusted);
            assertThat(MAPPER.readTree(json.write(verdict)).has("drift")).isEqualTo(trusted);
        }
    }

    @Test
    void withoutCompositeAuthenticationCompauthIsNull() throws IOException {
        Verdict verdict = bare("");
        assertThat(MAPPER.readTree(json.write(verdict)).get("compauth").isNull())
                .isTrue();
    }

    @Test
    void aVerdictOfTheLimitIsWholeAndOneOctetMoreIsCutAtItsLongestList() throws IOException {
        Verdict verdict = withAnswers(SampleVerdict.verdict(), 300, "x".repeat(1_000));
        byte[] whole = json.write(verdict);
        assertThat(whole).hasSizeGreaterThan(VerdictJson.LEAST_MAX_BYTES);
        assertThat(new VerdictJson(RecipientsRule.DOMAIN, whole.length, "test").write(verdict))
                .isEqualTo(whole);

        int limit = whole.length - 1;
        byte[] cut = new VerdictJson(RecipientsRule.DOMAIN, limit, "test").write(verdict);
        JsonNode document = MAPPER.readTree(cut);
        assertThat(cut).hasSizeLessThanOrEqualTo(limit);
        assertThat(document.get("truncated")).isEqualTo(MAPPER.readTree("[\"dns\"]"));
        assertThat(document.get("dns")).hasSize(299);
        assertThat(document.get("dkim")).hasSize(1);
        assertThat(SCHEMA.validate(document)).isEmpty();
    }

    @Test
    void aVerdictFarOverTheLimitKeepsWhatFits() throws IOException {
        Verdict verdict = withAnswers(SampleVerdict.verdict(), 1_500, "\u0001".repeat(9_000));
        byte[] cut = json.write(verdict);
        JsonNode document = MAPPER.readTree(cut);
        assertThat(cut.length).isBetween(VerdictJson.DEFAULT_MAX_BYTES - 60_000, VerdictJson.DEFAULT_MAX_BYTES);
        assertThat(document.get("truncated")).isEqualTo(MAPPER.readTree("[\"dns.records\",\"dns\"]"));
        assertThat(SCHEMA.validate(document)).isEmpty();
    }

    @Test
    void hostileTextEverywhereStillFits() throws IOException {
        String hostile = "\u0001".repeat(100_000);
        Evidence evidence = SampleVerdict.evidence();
        Evidence.MessageFacts message = new Evidence.MessageFacts(hostile, hostile, hostile, hostile, 1);
        Verdict verdict = new Verdict(
                with(evidence, message, Collections.nCopies(2_000, hostile + "@contoso.com"), evidence.dns()),
                hostile,
                Signals.NONE,
                null,
                hostile,
                null,
                null,
                hostile,
                List.of());
        byte[] cut = new VerdictJson(RecipientsRule.CLEAR, VerdictJson.LEAST_MAX_BYTES, "test").write(verdict);
        JsonNode document = MAPPER.readTree(cut);
        assertThat(cut).hasSizeLessThanOrEqualTo(VerdictJson.LEAST_MAX_BYTES);
        assertThat(document.get("truncated").toString())
                .contains("envelope.rcptTo", "message.messageId", "message.date", "authenticationResults");
        assertThat(SCHEMA.validate(document)).isEmpty();
    }

    @Test
    void aLimitBelowTheLeastIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VerdictJson(RecipientsRule.DOMAIN, VerdictJson.LEAST_MAX_BYTES - 1, "test"));
    }

    @Test
    void aLoneSurrogateIsReplaced() throws IOException {
        Verdict verdict = bare("a\ud800b\udc00\ud83d\udce8");
        assertThat(MAPPER.readTree(json.write(verdict))
                        .get("authenticationResults")
                        .asText())
                .isEqualTo("a\ufffdb\ufffd\ud83d\udce8");
    }

    @Test
    void aWriterTravelsWithTheJobGraph() throws Exception {
        assertThat(InstantiationUtil.clone(json).write(SampleVerdict.verdict()))
                .isEqualTo(json.write(SampleVerdict.verdict()));
    }

    private static Verdict bare(String stamp) {
        return new Verdict(SampleVerdict.evidence(), null, Signals.NONE, null, "none", null, null, stamp, List.of());
    }

    private static Verdict withAnswers(Verdict verdict, int answers, String record) {
        Consulted answer = new Consulted(
                Question.txt(DomainName.of("fabrikam.com")),
                Answer.Outcome.FOUND,
                Answer.Failure.NONE,
                List.of(record),
                List.of(),
                60,
                Answer.Via.LIVE,
                Observation.ALWAYS,
                false,
                false,
                null);
        Evidence evidence = verdict.evidence();
        return new Verdict(
                with(evidence, evidence.message(), evidence.rcptTo(), Collections.nCopies(answers, answer)),
                verdict.tenant(),
                verdict.signals(),
                verdict.compauth(),
                verdict.policyVersion(),
                verdict.override(),
                verdict.rederived(),
                verdict.authenticationResults(),
                verdict.drift());
    }

    private static Evidence with(
            Evidence evidence, Evidence.MessageFacts message, List<String> rcptTo, List<Consulted> dns) {
        return new Evidence(
                evidence.id(),
                evidence.origin(),
                message,
                evidence.copy(),
                evidence.trace(),
                rcptTo,
                evidence.from(),
                evidence.organizationalDomain(),
                evidence.fromTakesNoMail(),
                evidence.iprev(),
                evidence.report(),
                evidence.spf(),
                evidence.helo(),
                evidence.dkim(),
                evidence.arc(),
                evidence.dmarc(),
                evidence.stamps(),
                evidence.sealed(),
                evidence.missing(),
                dns,
                evidence.processing());
    }
}
