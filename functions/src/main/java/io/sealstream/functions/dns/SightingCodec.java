package io.sealstream.functions.dns;

import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sightings as octets, which may be appended to each other: a version, the type, the kind, TTL, times, data. */
final class SightingCodec {
    private static final int VERSION = 1;

    private static final int DATA = 0;
    private static final int ALIAS = 1;
    private static final int NO_DATA = 2;
    private static final int NO_SUCH_DOMAIN = 3;
    private static final int FAILED = 4;

    private SightingCodec() {}

    static byte[] encode(Sighting sighting) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(64);
        DataOutputStream out = new DataOutputStream(octets);
        RecordType type = sighting.type();
        out.writeByte(VERSION);
        out.writeShort(type == null ? 0 : Records.typeCode(type));
        out.writeInt(sighting.ttl());
        writeTime(out, sighting.when().firstSeen());
        writeTime(out, sighting.when().lastSeen());
        writeTime(out, sighting.when().compromisedFrom());
        writeSeen(out, type, sighting.seen());
        return octets.toByteArray();
    }

    private static void writeSeen(DataOutputStream out, @Nullable RecordType type, Seen seen) throws IOException {
        if (seen instanceof Seen.Data data && type != null) {
            out.writeByte(DATA);
            boolean text = type == RecordType.TXT;
            writeText(out, text ? data.rdata().text() : Records.format(type, data.rdata()));
        } else if (seen instanceof Seen.Alias alias) {
            out.writeByte(ALIAS);
            writeText(out, alias.target().toString());
        } else if (seen instanceof Seen.Absence absence) {
            out.writeByte(absence.outcome() == Outcome.NO_SUCH_DOMAIN ? NO_SUCH_DOMAIN : NO_DATA);
        } else if (seen instanceof Seen.Failed failed) {
            out.writeByte(FAILED);
            writeText(out, failed.failure().name());
        } else {
            throw new IOException("data without a type");
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        out.writeInt(octets.length);
        out.write(octets);
    }

    private static void writeTime(DataOutputStream out, @Nullable Instant time) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(time.getEpochSecond());
            out.writeInt(time.getNano());
        }
    }

    /** @throws IOException where the octets are none of {@link #encode} */
    static List<Sighting> decodeAll(byte[] octets) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets));
        List<Sighting> sightings = new ArrayList<>(2);
        try {
            while (in.available() > 0) {
                sightings.add(decode(in));
            }
        } catch (MalformedRowException | RuntimeException e) {
            throw new IOException("a broken archive: " + e.getMessage());
        }
        return sightings;
    }

    private static Sighting decode(DataInputStream in) throws IOException, MalformedRowException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("an archive of version " + version);
        }
        RecordType type = Records.type(in.readUnsignedShort());
        int ttl = in.readInt();
        Observation when = new Observation(readTime(in), readTime(in), readTime(in));
        return new Sighting(type, readSeen(in, type), ttl, when);
    }

    private static Seen readSeen(DataInputStream in, @Nullable RecordType type)
            throws IOException, MalformedRowException {
        int kind = in.readUnsignedByte();
        if (kind == DATA && type != null) {
            String text = readText(in);
            return new Seen.Data(type == RecordType.TXT ? new Rdata.Text(text) : Records.parse(type, text));
        }
        return switch (kind) {
            case ALIAS -> new Seen.Alias(Records.name(readText(in)));
            case NO_DATA -> new Seen.Absence(Outcome.NO_DATA);
            case NO_SUCH_DOMAIN -> new Seen.Absence(Outcome.NO_SUCH_DOMAIN);
            case FAILED -> new Seen.Failed(Failure.valueOf(readText(in)));
            default -> throw new IOException("an unknown kind of sighting: " + kind);
        };
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a broken archive: a text of " + length + " octets");
        }
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static @Nullable Instant readTime(DataInputStream in) throws IOException {
        return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
    }
}
