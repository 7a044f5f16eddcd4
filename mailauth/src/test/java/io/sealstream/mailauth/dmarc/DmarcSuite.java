package io.sealstream.mailauth.dmarc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealstream.mailauth.dmarc.DmarcRequest.Candidate;
import io.sealstream.mailauth.dmarc.DmarcRequest.Kind;
import io.sealstream.mailauth.dmarc.DmarcRequest.State;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import io.sealstream.mailauth.dns.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A public DMARC suite of recorded inputs and assertions: one JSON object a line. */
final class DmarcSuite {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One assertion: a path into the result of a call, and the words that follow {@code expect(…)}. */
    record Expectation(String path, List<String> words, JsonNode argument) {}

    record Case(String title, List<Evaluation> results, List<Expectation> expectations) {}

    private DmarcSuite() {}

    static List<Case> load(Path file) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode row = JSON.readTree(line);
            List<Evaluation> results = new ArrayList<>();
            row.get("calls")
                    .forEach(call -> results.add(evaluate(call.get("args").get(0))));
            List<Expectation> expectations = new ArrayList<>();
            row.get("expect").forEach(expect -> expectations.add(expectation(expect)));
            cases.add(new Case(row.get("title").asText(), results, expectations));
        }
        return cases;
    }

    private static Expectation expectation(JsonNode expect) {
        List<String> words = new ArrayList<>();
        JsonNode argument = JSON.missingNode();
        for (JsonNode word : expect.get("chain")) {
            if (word.isTextual()) {
                words.add(word.asText());
            } else {
                argument = word.get("args").get(0);
            }
        }
        return new Expectation(expect.path("path").asText("queried"), words, argument);
    }

    private static Evaluation evaluate(JsonNode arguments) {
        String from = arguments.get("headerFrom").asText();
        List<Candidate> candidates = new ArrayList<>();
        arguments.get("spfDomains").forEach(node -> candidates.add(candidate(Kind.SPF, node)));
        arguments.get("dkimDomains").forEach(node -> candidates.add(candidate(Kind.DKIM, node)));
        DmarcRequest request = new DmarcRequest(
                List.of(DomainName.of(from.substring(from.indexOf('@') + 1))),
                candidates,
                null,
                AsOf.UNKNOWN,
                DmarcEdition.RFC9989,
                PublicSuffixList.bundled());
        return Dmarc.evaluate(request, zone(arguments.at("/resolver/zone"))).rfc9989();
    }

    private static Candidate candidate(Kind kind, JsonNode node) {
        return new Candidate(kind, DomainName.of(node.get("domain").asText()), State.PASS);
    }

    private static Zone zone(JsonNode names) {
        Zone zone = Zone.of();
        names.fields()
                .forEachRemaining(name -> name.getValue().fields().forEachRemaining(type -> {
                    Question question = new Question(DomainName.of(name.getKey()), RecordType.valueOf(type.getKey()));
                    type.getValue().forEach(data -> zone.add(question, data(data)));
                }));
        return zone;
    }

    private static String data(JsonNode data) {
        if (data.isTextual()) {
            return data.asText();
        }
        if (data.isObject()) {
            return data.get("priority").asText() + " " + data.get("exchange").asText();
        }
        StringBuilder joined = new StringBuilder();
        data.forEach(string -> joined.append(string.asText()));
        return joined.toString();
    }
}
