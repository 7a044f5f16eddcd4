package io.sealstream.mailauth.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Zone;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.ConformanceSuite;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.MessageHashes;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of RFC 6376 and RFC 8463. */
class DkimExamplesTest {
    private static final AsOf RECEIVED = AsOf.of(Instant.parse("2019-01-01T00:00:00Z"));
    private final ConformanceSuite suite = ConformanceSuite.require("dkim/rfc");

    @Test
    void rfc8463VerifiesByBothAlgorithms() throws IOException {
        List<DkimResult> results = verify(suite.bytes("rfc8463-A.3.eml"));
        assertThat(results).extracting(DkimResult::status).containsExactly(DkimStatus.PASS, DkimStatus.PASS);
        assertThat(results).extracting(DkimResult::keyBits).containsExactly(256, 1024);
    }

    @Test
    void rfc6376VerifiesBySimpleCanonicalization() throws IOException {
        List<DkimResult> results = verify(suite.bytes("rfc6376-A.2.eml"));
        assertThat(results).extracting(DkimResult::status).containsExactly(DkimStatus.PASS);
        assertThat(results.get(0).auid()).isEqualTo("joe@football.example.com");
        assertThat(results.get(0).flags()).containsExactly(DkimFlag.LINE_ENDINGS_REPAIRED);
    }

    @Test
    void theUnsignedExampleIsNotSigned() throws IOException {
        assertThat(verify(suite.bytes("rfc6376-A.1-unsigned.msg")))
                .extracting(DkimResult::reason)
                .containsExactly(DkimReason.NOT_SIGNED);
    }

    private List<DkimResult> verify(byte[] bytes) throws IOException {
        Zone zone = Zone.of();
        for (String line : suite.text("dns.jsonl").lines().toList()) {
            JsonNode row = new ObjectMapper().readTree(line);
            zone.add(
                    Question.txt(DomainName.of(row.get("name").asText())),
                    row.get("value").asText());
        }
        Message message = Message.of(bytes);
        return Dkim.examine(message, new MessageHashes(message), DkimSettings.of(CryptoProvider.detect()))
                .verify(zone, RECEIVED, true);
    }
}
