package io.sealstream.functions.dns;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Via;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers that a run used, as rows of NDJSON: the Passive DNS format of {@link PassiveDns}, and beside it what an answer has
 * more: {@code cnames}, {@code via}, {@code ad}, {@code stale}, {@code as_of}. A row is canonical: equal answers to a question
 * give equal octets, and its digest is its key.
 *
 * <p>{@code as_of} is the time asked for, where the answer depends on it: it comes of an archive and was not seen then, or it is
 * the failure of a question that may have been answered for another message.
 */
public final class AnswerLog {
    /** The rcode of a row that says that nothing was known. */
    static final String NOT_OBSERVED = "NOT_OBSERVED";

    /** {@code as_of} where the time was not known. */
    private static final String UNKNOWN = "unknown";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int DIGEST_OCTETS = 16;

    /**
     * A row, read.
     *
     * @param depends whether the answer is one for {@code asOf} only
     */
    record Entry(
            Question question, boolean depends, @Nullable Instant asOf, Answer answer) {}

    private AnswerLog() {}

    /** The row, without a line end. */
    public static byte[] row(Question question, @Nullable Instant asOf, Answer answer) {
        ByteArrayOutputStream row = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(row, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("rrname", question.name().toString());
            json.writeStringField("rrtype", question.type().name());
            writeData(json, question.type(), answer);
            writeTimes(json, question.type(), answer.observation());
            if (answer.ttl() >= 0) {
                json.writeNumberField("ttl", answer.ttl());
            }
            if (!answer.cnames().isEmpty()) {
                json.writeArrayFieldStart("cnames");
                for (DomainName alias : answer.cnames()) {
                    json.writeString(alias.toString());
                }
                json.writeEndArray();
            }
            json.writeStringField("via", answer.via().name().toLowerCase(Locale.ROOT));
            writeFlags(json, answer);
            if (dependsOnTime(answer, asOf)) {
                json.writeStringField("as_of", asOf == null ? UNKNOWN : asOf.toString());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // there is no output but the heap
        }
        return row.toByteArray();
    }

    /** The row of an answer that a verdict rests on; the same octets as those of the answer itself. */
    static byte[] row(Consulted consulted, @Nullable Instant asOf) {
        Answer answer = data(consulted)
                .cnames(consulted.cnames())
                .ttl(consulted.ttl())
                .via(consulted.via())
                .observation(consulted.observation())
                .authenticData(consulted.authenticData())
                .stale(consulted.stale())
                .build();
        return row(consulted.question(), asOf, answer);
    }

    private static Answer.Builder data(Consulted consulted) {
        RecordType type = consulted.question().type();
        return switch (consulted.outcome()) {
            case FOUND ->
                Answer.found(consulted.records().stream()
                        .map(text -> Records.ofText(type, text))
                        .toList());
            case NO_DATA -> Answer.noData();
            case NO_SUCH_DOMAIN -> Answer.noSuchDomain();
            case FAILED -> Answer.failed(consulted.failure());
            case NOT_OBSERVED -> Answer.notObserved().toBuilder();
        };
    }

    /** The key of an answer's row, computed once for as long as the same question is answered by the same object. */
    public static String digest(Question question, @Nullable Instant asOf, Answer answer) {
        return answer.parsed(DigestMemo.OF_ANSWER).digest(question, asOf);
    }

    private static void writeData(JsonGenerator json, RecordType type, Answer answer) throws IOException {
        switch (answer.outcome()) {
            case FOUND -> {
                json.writeArrayFieldStart("rdata");
                for (Rdata rdata : answer.records()) {
                    json.writeString(Records.format(type, rdata));
                }
                json.writeEndArray();
            }
            case NO_DATA -> json.writeStringField("rcode", "NODATA");
            case NO_SUCH_DOMAIN -> json.writeStringField("rcode", "NXDOMAIN");
            case FAILED -> json.writeStringField("rcode", answer.failure().name());
            case NOT_OBSERVED -> json.writeStringField("rcode", NOT_OBSERVED);
        }
    }

    private static void writeTimes(JsonGenerator json, RecordType type, Observation seen) throws IOException {
        writeTime(json, "time_first", seen.firstSeen());
        writeTime(json, "time_last", seen.lastSeen());
        writeTime(json, "compromised_from", seen.compromisedFrom());
        if (!seen.compromised().isEmpty()) {
            json.writeArrayFieldStart("compromised");
            for (Map.Entry<String, Instant> record : seen.compromised().entrySet()) {
                json.writeStartObject();
                json.writeStringField("rdata", Records.format(type, Records.ofText(type, record.getKey())));
                writeTime(json, "from", record.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static Observation observation(JsonNode row, RecordType type) throws MalformedRowException {
        Observation seen = PassiveDns.observation(row, "time_first", "time_last", Observation.ALWAYS);
        Map<String, Instant> compromised = new HashMap<>();
        for (JsonNode record : row.path("compromised")) {
            Instant from = PassiveDns.time(record, "from");
            if (from != null) {
                String rdata = PassiveDns.required(record, "rdata");
                compromised.put(Records.parse(type, rdata).text(), from);
            }
        }
        return new Observation(seen.firstSeen(), seen.lastSeen(), seen.compromisedFrom(), compromised);
    }

    private static void writeTime(JsonGenerator json, String member, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.writeStringField(member, time.toString());
        }
    }

    private static void writeFlags(JsonGenerator json, Answer answer) throws IOException {
        if (answer.authenticData()) {
            json.writeBooleanField("ad", true);
        }
        if (answer.stale()) {
            json.writeBooleanField("stale", true);
        }
    }

    static boolean dependsOnTime(Answer answer, @Nullable Instant asOf) {
        boolean archived = answer.via() == Via.FILE || answer.via() == Via.ARCHIVE;
        Observation seen = answer.observation();
        if (!archived) {
            return answer.outcome() == Answer.Outcome.FAILED;
        }
        return !seen.isForAllTimes() && (asOf == null || !seen.gapTo(asOf).isZero());
    }

    /** The key of a row: the first 128 bits of its SHA-256, in lower-case hexadecimal. */
    public static String digest(byte[] row) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(row);
            return HexFormat.of().formatHex(digest, 0, DIGEST_OCTETS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has it
        }
    }

    static Entry parse(byte[] line) throws MalformedRowException {
        JsonNode row = PassiveDns.object(line);
        RecordType type = PassiveDns.type(PassiveDns.required(row, "rrtype"));
        if (type == null) {
            throw new MalformedRowException("unknown rrtype");
        }
        Question question = new Question(Records.name(PassiveDns.required(row, "rrname")), type);
        Answer answer = answer(row, type)
                .observation(observation(row, type))
                .ttl(PassiveDns.ttl(row))
                .cnames(cnames(row))
                .via(via(PassiveDns.required(row, "via")))
                .authenticData(row.path("ad").asBoolean())
                .stale(row.path("stale").asBoolean())
                .build();
        boolean unknown = row.path("as_of").asText().equals(UNKNOWN);
        Instant asOf = unknown ? null : PassiveDns.time(row, "as_of");
        return new Entry(question, unknown || asOf != null, asOf, answer);
    }

    private static Answer.Builder answer(JsonNode row, RecordType type) throws MalformedRowException {
        if (!row.has("rcode")) {
            List<Rdata> records = new ArrayList<>(1);
            for (String text : PassiveDns.rdata(row)) {
                records.add(Records.parse(type, text));
            }
            return Answer.found(records);
        }
        String rcode = PassiveDns.required(row, "rcode");
        return switch (rcode) {
            case "NODATA" -> Answer.noData();
            case "NXDOMAIN" -> Answer.noSuchDomain();
            case NOT_OBSERVED -> Answer.notObserved().toBuilder();
            default -> Answer.failed(PassiveDns.failure(rcode));
        };
    }

    private static List<DomainName> cnames(JsonNode row) throws MalformedRowException {
        List<DomainName> cnames = new ArrayList<>(2);
        for (JsonNode alias : row.path("cnames")) {
            cnames.add(Records.name(alias.asText()));
        }
        return cnames;
    }

    private static Via via(String name) throws MalformedRowException {
        for (Via via : Via.values()) {
            if (via.name().toLowerCase(Locale.ROOT).equals(name)) {
                return via;
            }
        }
        throw new MalformedRowException("unknown via " + Records.shown(name));
    }
}
