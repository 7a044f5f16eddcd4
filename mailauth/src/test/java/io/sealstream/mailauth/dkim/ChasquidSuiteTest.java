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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of chasquid, by the states that it notes for each signature. */
class ChasquidSuiteTest {
    private static final AsOf RECEIVED = AsOf.of(Instant.parse("2024-04-01T00:00:00Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-rfc8463",
                "02-too_many_headers",
                "03-bad_message",
                "04-bad_dkim_signature_header",
                "05-dns_temp_error",
                "06-dns_perm_error",
                "07-algo_mismatch",
                "08-our_signature",
                "09-limited_body",
                "10-strict_domain_check_pass",
                "11-strict_domain_check_fail"
            })
    void everySignatureComesToItsState(String name) throws IOException {
        ConformanceSuite suite = ConformanceSuite.require("dkim/chasquid");
        List<DkimResult> results = verify(resolved(suite, name + ".msg"), zone(suite, name));
        assertThat(states(results)).as(results.toString()).isEqualTo(suite.expected(name, suiteStates(suite, name)));
    }

    private static String states(List<DkimResult> results) {
        return results.stream()
                .map(result -> switch (result.status()) {
                    case PASS -> "SUCCESS";
                    case TEMPERROR -> "TEMPFAIL";
                    case NONE -> "NONE";
                    default -> "PERMFAIL";
                })
                .collect(Collectors.joining(" "));
    }

    private static String suiteStates(ConformanceSuite suite, String name) throws IOException {
        if (!Files.exists(suite.folder().resolve(name + ".result"))) {
            return "ERROR";
        }
        JsonNode result = new ObjectMapper().readTree(resolved(suite, name + ".result"));
        List<String> states = new ArrayList<>();
        result.get("Results").forEach(row -> states.add(row.get("State").asText()));
        return String.join(" ", states);
    }

    /** A file may hold only the name of the one to read in its place. */
    private static byte[] resolved(ConformanceSuite suite, String file) {
        String text = suite.text(file).strip();
        return text.matches("[\\w.-]+") ? suite.bytes(text) : suite.bytes(file);
    }

    private static Zone zone(ConformanceSuite suite, String name) {
        Zone zone = Zone.of();
        if (!Files.exists(suite.folder().resolve(name + ".dns"))) {
            return zone;
        }
        String text = new String(resolved(suite, name + ".dns"), StandardCharsets.UTF_8).replaceAll("\\\\\n\\s*", "");
        Map<String, String> failures = Map.of("TEMPERROR", "!TIMEOUT");
        text.lines().filter(line -> line.contains(":")).forEach(line -> {
            String[] part = line.split(":", 2);
            String data = part[1].strip();
            if (!data.equals("PERMERROR")) { // that name does not exist
                zone.add(Question.txt(DomainName.of(part[0].strip())), failures.getOrDefault(data, data));
            }
        });
        return zone;
    }

    private static List<DkimResult> verify(byte[] bytes, Zone zone) {
        Message message = Message.of(bytes);
        return Dkim.examine(message, new MessageHashes(message), DkimSettings.of(CryptoProvider.detect()))
                .verify(zone, RECEIVED, true);
    }
}
