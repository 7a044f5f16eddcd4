package io.sealstream.functions.dns;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows of NDJSON, one object a line: the Passive DNS Common Output Format (draft-dulaunoy-dnsop-passive-dns-cof) with
 * {@code rrname}, {@code rrtype}, {@code rdata} (a string or a list), {@code time_first}, {@code time_last} (epoch seconds or RFC
 * 3339), and added {@code rcode} (an answer without data), {@code ttl} and {@code compromised_from}; or an archive of DKIM keys
 * with {@code domain}, {@code selector}, {@code value}, {@code first_seen}, {@code last_seen}. Other members are not looked at.
 */
final class PassiveDns {
    /** Lines skipped without a row among them: then nothing more is expected. */
    static final int SKIPPED_AT_MOST = 1000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** A row as sightings; none where it is of a type that nobody asks for, or says that nothing was observed. */
    record Row(DomainName name, boolean exists, List<Sighting> sightings) {}

    private PassiveDns() {}

    /**
     * Reads the whole file into {@code sink}.
     *
     * @param untimed when rows without times were seen
     * @throws DnsFileException where so many lines were skipped and no row was read that it is another kind of file
     */
    static void read(Path path, InputStream in, Observation untimed, SightingSink sink, SkippedLines skipping) {
        Lines lines = new Lines(in);
        long rows = 0;
        for (long skipped = 0; ; ) {
            try {
                byte[] line = lines.next();
                if (line == null) {
                    return;
                }
                take(parse(line, untimed), sink);
                rows++;
            } catch (MalformedRowException e) {
                if (++skipped == SKIPPED_AT_MOST && rows == 0) {
                    throw new DnsFileException(path, lines.number(), "no row before it either: " + e.reason());
                }
                skipping.skipped(path, lines.number(), e.reason());
            } catch (IOException e) {
                throw new DnsFileException(path, lines.number(), String.valueOf(e.getMessage()));
            }
        }
    }

    private static void take(Row row, SightingSink sink) throws MalformedRowException {
        if (row.exists() && row.sightings().isEmpty()) {
            sink.exists(row.name());
        }
        for (Sighting sighting : row.sightings()) {
            sink.add(row.name(), sighting);
        }
    }

    static Row parse(byte[] line, Observation untimed) throws MalformedRowException {
        JsonNode row = object(line);
        return row.has("selector") ? key(row, untimed) : sighted(row, untimed);
    }

    static JsonNode object(byte[] line) throws MalformedRowException {
        try {
            JsonNode row = JSON.readTree(line);
            if (row != null && row.isObject()) {
                return row;
            }
        } catch (JsonProcessingException e) {
            throw new MalformedRowException("no JSON: " + Records.shown(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new MalformedRowException("no UTF-8: " + Records.shown(String.valueOf(e.getMessage())));
        }
        throw new MalformedRowException("no JSON object");
    }

    /** A sighting as a row that {@link #parse} reads, without a line end. */
    static byte[] row(DomainName name, Sighting sighting) {
        ObjectNode row = JSON.createObjectNode().put("rrname", name.toString());
        RecordType type = sighting.type();
        Seen seen = sighting.seen();
        if (type != null || seen instanceof Seen.Alias) {
            row.put("rrtype", type == null ? "CNAME" : type.name());
        }
        if (seen instanceof Seen.Data data && type != null) {
            row.put("rdata", Records.format(type, data.rdata()));
        } else if (seen instanceof Seen.Alias alias) {
            row.put("rdata", alias.target() + ".");
        } else if (seen instanceof Seen.Absence absence) {
            row.put("rcode", absence.outcome() == Outcome.NO_SUCH_DOMAIN ? "NXDOMAIN" : "NODATA");
        } else if (seen instanceof Seen.Failed failed) {
            row.put("rcode", failed.failure().name());
        }
        put(row, "time_first", sighting.when().firstSeen());
        put(row, "time_last", sighting.when().lastSeen());
        put(row, "compromised_from", sighting.when().compromisedFrom());
        if (sighting.ttl() >= 0) {
            row.put("ttl", sighting.ttl());
        }
        return row.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode row, String member, @Nullable Instant time) {
        if (time != null) {
            row.put(member, time.toString());
        }
    }

    private static Row key(JsonNode row, Observation untimed) throws MalformedRowException {
        DomainName name = Records.name(required(row, "selector") + "._domainkey." + required(row, "domain"));
        Observation when = observation(row, "first_seen", "last_seen", untimed);
        Seen seen = new Seen.Data(Records.parse(RecordType.TXT, required(row, "value")));
        return new Row(name, true, List.of(new Sighting(RecordType.TXT, seen, ttl(row), when)));
    }

    private static Row sighted(JsonNode row, Observation untimed) throws MalformedRowException {
        DomainName name = Records.name(required(row, "rrname"));
        boolean zoneTimes = !row.has("time_first") && !row.has("time_last");
        Observation when = zoneTimes
                ? observation(row, "zone_time_first", "zone_time_last", untimed)
                : observation(row, "time_first", "time_last", untimed);
        String rcode = row.path("rcode").asText("NOERROR").toUpperCase(Locale.ROOT);
        return rcode.equals("NOERROR") ? data(row, name, when) : noData(row, name, rcode, when);
    }

    private static Row data(JsonNode row, DomainName name, Observation when) throws MalformedRowException {
        String typeName = required(row, "rrtype").toUpperCase(Locale.ROOT);
        RecordType type = type(typeName);
        if (type == null && !typeName.equals("CNAME")) {
            return new Row(name, true, List.of());
        }
        List<Sighting> sightings = new ArrayList<>(1);
        for (String text : rdata(row)) {
            Seen seen =
                    type == null ? new Seen.Alias(Records.name(text.trim())) : new Seen.Data(Records.parse(type, text));
            sightings.add(new Sighting(type, seen, ttl(row), when));
        }
        return new Row(name, true, sightings);
    }

    private static Row noData(JsonNode row, DomainName name, String rcode, Observation when)
            throws MalformedRowException {
        RecordType type =
                row.hasNonNull("rrtype") ? type(required(row, "rrtype").toUpperCase(Locale.ROOT)) : null;
        if (row.hasNonNull("rdata") && !row.get("rdata").isEmpty()) {
            throw new MalformedRowException("rdata beside the rcode " + Records.shown(rcode));
        }
        if (rcode.equals(AnswerLog.NOT_OBSERVED)) {
            return new Row(name, false, List.of());
        }
        if (rcode.equals("NXDOMAIN")) {
            Seen seen = new Seen.Absence(Outcome.NO_SUCH_DOMAIN);
            return new Row(name, false, List.of(new Sighting(null, seen, ttl(row), when)));
        }
        Seen seen = rcode.equals("NODATA") ? new Seen.Absence(Outcome.NO_DATA) : new Seen.Failed(failure(rcode));
        if (type == null && row.hasNonNull("rrtype")) {
            return new Row(name, false, List.of());
        }
        if (type == null && rcode.equals("NODATA")) {
            throw new MalformedRowException("the rcode NODATA needs an rrtype");
        }
        return new Row(name, false, List.of(new Sighting(type, seen, ttl(row), when)));
    }

    static Failure failure(String rcode) throws MalformedRowException {
        for (Failure failure : Failure.values()) {
            if (failure != Failure.NONE && failure.name().equals(rcode)) {
                return failure;
            }
        }
        throw new MalformedRowException("unknown rcode " + Records.shown(rcode));
    }

    static List<String> rdata(JsonNode row) throws MalformedRowException {
        JsonNode rdata = row.path("rdata");
        List<String> texts = new ArrayList<>(1);
        if (rdata.isTextual()) {
            texts.add(rdata.textValue());
        } else if (rdata.isArray()) {
            rdata.forEach(text -> texts.add(text.isTextual() ? text.textValue() : ""));
        }
        if (texts.isEmpty() || (rdata.isArray() && texts.contains(""))) {
            throw new MalformedRowException("rdata is neither a string nor a list of strings");
        }
        return texts;
    }

    /** Null for a type that nobody asks for. */
    static @Nullable RecordType type(String name) {
        for (RecordType type : RecordType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    static String required(JsonNode row, String member) throws MalformedRowException {
        JsonNode value = row.path(member);
        if (!value.isTextual()) {
            throw new MalformedRowException(member + " is missing or not a string");
        }
        return value.textValue();
    }

    static int ttl(JsonNode row) {
        JsonNode ttl = row.path("ttl");
        return ttl.isInt() && ttl.intValue() >= 0 ? ttl.intValue() : -1;
    }

    static Observation observation(JsonNode row, String firstMember, String lastMember, Observation untimed)
            throws MalformedRowException {
        Instant first = time(row, firstMember);
        Instant last = time(row, lastMember);
        Instant compromised = time(row, "compromised_from");
        if (first == null && last == null) {
            return new Observation(untimed.firstSeen(), untimed.lastSeen(), compromised);
        }
        Instant from = first == null ? last : first;
        Instant to = last == null ? first : last;
        if (from != null && to != null && from.isAfter(to)) {
            throw new MalformedRowException(firstMember + " is after " + lastMember);
        }
        return new Observation(from, to, compromised);
    }

    /** Epoch seconds, as a number or in a string, or RFC 3339; null where the row has none. */
    static @Nullable Instant time(JsonNode row, String member) throws MalformedRowException {
        JsonNode value = row.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        Instant time = null;
        if (value.canConvertToLong()) {
            time = ofEpochSecond(value.longValue());
        } else if (value.isTextual() && value.textValue().matches("\\d{1,11}")) {
            time = ofEpochSecond(Long.parseLong(value.textValue()));
        } else if (value.isTextual()) {
            time = ofText(value.textValue());
        }
        if (time == null) {
            throw new MalformedRowException(member + " is no time: " + Records.shown(value.asText()));
        }
        return time;
    }

    private static @Nullable Instant ofEpochSecond(long seconds) {
        return seconds < EARLIEST.getEpochSecond() || seconds > LATEST.getEpochSecond()
                ? null
                : Instant.ofEpochSecond(seconds);
    }

    private static @Nullable Instant ofText(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
