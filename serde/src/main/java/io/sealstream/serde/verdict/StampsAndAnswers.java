package io.sealstream.serde.verdict;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.authres.AuthenticationResults;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.dns.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What others said: the stamps found in the message and how we differ from them, the witnesses missed, and the DNS answers. */
final class StampsAndAnswers {
    private final JsonFields json;

    StampsAndAnswers(JsonFields json) {
        this.json = json;
    }

    void write(Verdict verdict) throws IOException {
        Evidence evidence = verdict.evidence();
        writeStamped(evidence, verdict.rederived());
        json.list(
                "claimed",
                evidence.stamps().stream().filter(stamp -> !stamp.trusted()).toList(),
                stamp -> json.object(() -> writeStamp("claimed", stamp)));
        if (evidence.stamps().stream().anyMatch(Stamp::trusted)) {
            json.list("drift", verdict.drift(), drift -> json.object(() -> writeDrift(drift)));
        }
        json.constants("missing", evidence.missing());
        json.list("dns", evidence.dns(), answer -> json.object(() -> writeAnswer(answer)));
    }

    /** The topmost trusted stamp, with the further ones in it. */
    private void writeStamped(Evidence evidence, @Nullable CompositeResult rederived) throws IOException {
        List<Stamp> trusted = evidence.stamps().stream().filter(Stamp::trusted).toList();
        if (trusted.isEmpty()) {
            return;
        }
        json.object("stamped", () -> {
            json.flag("trusted", true);
            json.text("boundary", evidence.trace().preset());
            writeStamp("stamped", trusted.get(0));
            if (rederived != null) {
                json.object("rederived", () -> new CompositeFields(json).writeResult(rederived));
            }
            if (trusted.size() > 1) {
                json.list(
                        "stamped.further",
                        trusted.subList(1, trusted.size()),
                        stamp -> json.object(() -> writeStamp("stamped.further", stamp)));
            }
        });
    }

    private void writeStamp(String path, Stamp stamp) throws IOException {
        AuthenticationResults parsed = stamp.parsed();
        json.number("field", stamp.field());
        json.constant("dialect", parsed.dialect());
        json.text("authservId", parsed.authservId());
        if (parsed.instance() > 0) {
            json.number("instance", parsed.instance());
        }
        json.text("text", stamp.text());
        writeStampedCompauth(parsed.first("compauth"));
        json.list(path + ".results", parsed.results(), result -> json.object(() -> writeMethod(path, result)));
    }

    private void writeStampedCompauth(Optional<MethodResult> compauth) throws IOException {
        if (compauth.isEmpty()) {
            json.none("compauth");
            return;
        }
        json.object("compauth", () -> {
            json.text("result", compauth.get().result());
            json.text("reason", compauth.get().reason());
        });
    }

    private void writeMethod(String path, MethodResult result) throws IOException {
        json.text("method", result.method());
        json.text("result", result.result());
        json.optional("comment", result.comment());
        json.optional("reason", result.reason());
        json.list(
                path + ".results.properties",
                result.properties(),
                property -> json.object(() -> {
                    json.text("name", property.name());
                    json.text("value", property.value());
                }));
    }

    private void writeDrift(Drift drift) throws IOException {
        json.constant("method", drift.method());
        json.text("identifier", drift.identifier());
        json.text("stamped", drift.stamped());
        json.text("ours", drift.ours());
        json.constant("reason", drift.reason());
    }

    private void writeAnswer(Consulted answer) throws IOException {
        json.text("question", answer.question().toString());
        json.constant("outcome", answer.outcome());
        if (answer.failure() != Answer.Failure.NONE) {
            json.constant("failure", answer.failure());
        }
        json.texts("dns.records", answer.records());
        if (!answer.cnames().isEmpty()) {
            json.texts("dns.cnames", answer.cnames());
        }
        writeTtl(answer.ttl() < 0 ? null : answer.ttl());
        json.constant("via", answer.via());
        json.instant("firstSeen", answer.observation().firstSeen());
        json.instant("lastSeen", answer.observation().lastSeen());
        json.optional("compromisedFrom", answer.observation().compromisedFrom());
        if (!answer.observation().compromised().isEmpty()) {
            json.texts(
                    "dns.compromisedRecords", answer.observation().compromised().keySet());
        }
        if (answer.authenticData()) {
            json.flag("authenticData", true);
        }
        if (answer.stale()) {
            json.flag("stale", true);
        }
        if (answer.digest() != null) {
            json.plain("digest", answer.digest());
        }
    }

    private void writeTtl(@Nullable Integer seconds) throws IOException {
        if (seconds == null) {
            json.none("ttl");
        } else {
            json.number("ttl", seconds);
        }
    }
}
