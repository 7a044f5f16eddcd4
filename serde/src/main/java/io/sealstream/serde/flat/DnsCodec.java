package io.sealstream.serde.flat;

import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.RecordType;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        out.list(answer.observation().compromised().entrySet(), DnsCodec::writeCompromised);
        out.flag(answer.authenticData());
        out.flag(answer.stale());
        out.nullable(answer.digest(), FlatOutput::text);
    }

    private static void writeCompromised(FlatOutput out, Map.Entry<String, Instant> record) throws IOException {
        out.text(record.getKey());
        out.instant(record.getValue());
    }

    private static Map.Entry<String, Instant> readCompromised(FlatInput in) throws IOException {
        return Map.entry(in.text(), in.instant());
    }

    private static Map<String, Instant> compromised(List<Map.Entry<String, Instant>> records) {
        Map<String, Instant> byRecord = new HashMap<>();
        records.forEach(record -> byRecord.put(record.getKey(), record.getValue()));
        return byRecord;
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
                        in.nullable(FlatInput::instant),
                        compromised(in.since(2, i -> i.list(DnsCodec::readCompromised), List.of()))),
                in.flag(),
                in.flag(),
                in.nullable(FlatInput::text));
    }
}
