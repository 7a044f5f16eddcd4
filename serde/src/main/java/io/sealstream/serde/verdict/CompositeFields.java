package io.sealstream.serde.verdict;

import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.AppliedOverride;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.compauth.Signals;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Composite authentication, the signals that it was judged by, and the tenant's override. */
final class CompositeFields {
    private final JsonFields json;

    CompositeFields(JsonFields json) {
        this.json = json;
    }

    void write(Verdict verdict) throws IOException {
        writeCompauth(verdict);
        writeOverride(verdict.override());
    }

    private void writeCompauth(Verdict verdict) throws IOException {
        CompositeResult compauth = verdict.compauth();
        if (compauth == null) {
            json.none("compauth");
            return;
        }
        json.object("compauth", () -> {
            writeResult(compauth);
            json.text("because", compauth.because());
            json.text("policyVersion", verdict.policyVersion());
            if (!verdict.signals().equals(Signals.NONE)) {
                json.object("signals", () -> writeSignals(verdict.signals()));
            }
        });
    }

    void writeResult(CompositeResult compauth) throws IOException {
        json.constant("result", compauth.status());
        json.text("reason", compauth.reason());
        json.text("rule", compauth.rule());
        json.constant("known", compauth.known());
    }

    private void writeSignals(Signals signals) throws IOException {
        json.constants("findings", signals.findings());
        writeKnown("history", signals.history(), this::writeHistory);
        writeKnown("contact", signals.contact(), this::writeContact);
        writeKnown("burst", signals.burst(), this::writeBurst);
        writeKnown("replay", signals.replay(), this::writeReplay);
        writeKnown("reputation", signals.reputation(), this::writeReputation);
    }

    private <T> void writeKnown(String name, @Nullable T value, JsonFields.Element<T> fields) throws IOException {
        if (value != null) {
            json.object(name, () -> fields.write(value));
        }
    }

    private void writeContact(Signals.Contact contact) throws IOException {
        json.number("known", contact.known());
        json.number("unknown", contact.unknown());
        writeDay("lastSeen", contact.lastSeen());
    }

    private void writeBurst(Signals.Burst burst) throws IOException {
        json.number("today", burst.today());
        json.number("usual", burst.usual());
    }

    private void writeReplay(Signals.Replay replay) throws IOException {
        json.text("signer", replay.signer());
        json.number("infrastructures", replay.infrastructures());
        json.number("recipients", replay.recipients());
    }

    private void writeHistory(Signals.History history) throws IOException {
        json.text("infrastructure", history.infrastructure());
        writeDay("firstSeen", history.firstSeen());
        json.number("days", history.days());
        json.number("messages", history.messages());
        json.number("authenticated", history.authenticated());
        writeDay("domainFirstSeen", history.domainFirstSeen());
        json.number("infrastructures", history.infrastructures());
        json.number("legitimate", history.legitimate());
        json.number("malicious", history.malicious());
    }

    private void writeReputation(Signals.Reputation reputation) throws IOException {
        json.text("infrastructure", reputation.infrastructure());
        json.number("messages", reputation.messages());
        json.number("authenticated", reputation.authenticated());
        json.number("legitimate", reputation.legitimate());
        json.number("malicious", reputation.malicious());
    }

    private void writeDay(String name, @Nullable LocalDate day) throws IOException {
        json.text(name, day == null ? null : day.toString());
    }

    private void writeOverride(@Nullable AppliedOverride override) throws IOException {
        if (override == null) {
            json.none("override");
            return;
        }
        json.object("override", () -> {
            json.plain("effect", override.applied().kind().allows() ? "allow" : "block");
            writeEntry(override.applied());
            json.list("override.others", override.others(), other -> json.object(() -> writeEntry(other)));
        });
    }

    private void writeEntry(AppliedOverride.Entry entry) throws IOException {
        json.constant("kind", entry.kind());
        json.text("entry", entry.text());
    }
}
