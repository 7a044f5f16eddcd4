package io.sealstream.serde.flat;

import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import java.io.IOException;
import java.util.List;

/** The answers consulted, as one section that a reader can pass over. */
final class DnsCodec {
    private DnsCodec() {}

    static void write(FlatOutput out, List<Consulted> dns) throws IOException {
        byte[] octets = dns instanceof DnsSection section ? section.octets() : null;
        if (octets == null) {
            out.section(dns, (section, answers) -> section.list(answers, DnsCodec::writeAnswer));
        } else {
            out.bytes(octets);
        }
    }

    static List<Consulted> read(FlatInput in) throws IOException {
        return new DnsSection(in.bytes(), in.version());
    }

    static List<Consulted> readAnswers(FlatInput in) throws IOException {
        return in.list(DnsCodec::readAnswer);
    }

    private static void writeAnswer(FlatOutput out, Consulted answer) throws IOException {
        out.domain(answer.question().name());
        out.constant(answer.question().type());
        out.constant(answer.outcome());
        out.constant(answer.failure());
        out.list(answer.records(), FlatOutput::text);
        out.list(answer.cnames(), FlatOutput::domain);
        out.number(answer.ttl());
        out.constant(answer.via());
        out.nullable(answer.observation().firstSeen(), FlatOutput::instant);
        out.nullable(answer.observation().lastSeen(), FlatOutput::instant);
        out.nullable(answer.observation().compromisedFrom(), FlatOutput::instant);
        out.flag(answer.authenticData());
        out.flag(answer.stale());
        out.nullable(answer.digest(), FlatOutput::text);
    }

    private static Consulted readAnswer(FlatInput in) throws IOException {
        return new Consulted(
                new Question(in.domain(), in.constant(RecordType.class)),
                in.constant(Answer.Outcome.class),
                in.constant(Answer.Failure.class),
                in.list(FlatInput::text),
                in.list(FlatInput::domain),
                in.integer(),
                in.constant(Answer.Via.class),
                new Observation(
                        in.nullable(FlatInput::instant),
                        in.nullable(FlatInput::instant),
                        in.nullable(FlatInput::instant)),
                in.flag(),
                in.flag(),
                in.nullable(FlatInput::text));
    }
}
