package io.sealstream.serde.flat;

import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.compauth.Signals.Burst;
import io.sealstream.mailauth.compauth.Signals.Contact;
import io.sealstream.mailauth.compauth.Signals.Finding;
import io.sealstream.mailauth.compauth.Signals.History;
import io.sealstream.mailauth.compauth.Signals.Replay;
import io.sealstream.mailauth.compauth.Signals.Reputation;
import java.io.IOException;
import java.time.LocalDate;

/** {@link Signals}. */
final class SignalsCodec {
    private SignalsCodec() {}

    static void write(FlatOutput out, Signals signals) throws IOException {
        out.nullable(signals.history(), SignalsCodec::writeHistory);
        out.nullable(signals.contact(), (o, contact) -> {
            o.number(contact.known());
            o.number(contact.unknown());
            o.nullable(contact.lastSeen(), SignalsCodec::writeDay);
        });
        out.nullable(signals.burst(), (o, burst) -> {
            o.number(burst.today());
            o.number(burst.usual());
        });
        out.nullable(signals.replay(), (o, replay) -> {
            o.text(replay.signer());
            o.number(replay.infrastructures());
            o.number(replay.recipients());
        });
        out.nullable(signals.reputation(), SignalsCodec::writeReputation);
        out.list(signals.findings(), FlatOutput::constant);
    }

    static Signals read(FlatInput in) throws IOException {
        return new Signals(
                in.nullable(SignalsCodec::readHistory),
                in.nullable(i -> new Contact(i.integer(), i.integer(), i.nullable(SignalsCodec::readDay))),
                in.nullable(i -> new Burst(i.number(), i.number())),
                in.nullable(i -> new Replay(i.text(), i.integer(), i.integer())),
                in.nullable(i -> new Reputation(i.text(), i.number(), i.number(), i.number(), i.number())),
                in.constants(Finding.class));
    }

    private static void writeHistory(FlatOutput out, History history) throws IOException {
        out.text(history.infrastructure());
        out.nullable(history.firstSeen(), SignalsCodec::writeDay);
        out.number(history.days());
        out.number(history.messages());
        out.number(history.authenticated());
        out.nullable(history.domainFirstSeen(), SignalsCodec::writeDay);
        out.number(history.infrastructures());
        out.number(history.legitimate());
        out.number(history.malicious());
    }

    private static History readHistory(FlatInput in) throws IOException {
        return new History(
                in.text(),
                in.nullable(SignalsCodec::readDay),
                in.integer(),
                in.number(),
                in.number(),
                in.nullable(SignalsCodec::readDay),
                in.integer(),
                in.number(),
                in.number());
    }

    private static void writeReputation(FlatOutput out, Reputation reputation) throws IOException {
        out.text(reputation.infrastructure());
        out.number(reputation.messages());
        out.number(reputation.authenticated());
        out.number(reputation.legitimate());
        out.number(reputation.malicious());
    }

    private static void writeDay(FlatOutput out, LocalDate day) throws IOException {
        out.number(day.toEpochDay());
    }

    private static LocalDate readDay(FlatInput in) throws IOException {
        return LocalDate.ofEpochDay(in.number());
    }
}
