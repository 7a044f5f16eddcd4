package io.sealstream.serde.archive;

import io.sealstream.mailauth.Mail;
import io.sealstream.serde.EnvelopeFields;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads NDJSON: an object a line, with {@code raw} (the message in base64) or {@code path} (a file at or below the NDJSON's
 * own directory), and the envelope in {@code id}, {@code clientIp}, {@code helo}, {@code mailFrom}, {@code rcptTo} (one or an
 * array) and {@code receivedAt}. A line that is none is unreadable, and the next is read.
 */
final class NdjsonReader implements MessageReader {
    /** What a line may have beside the message, in octets. */
    private static final int MAX_ENVELOPE = 2 << 20;

    private final String name;
    private final Chunks chunks;
    private final ArchiveSettings settings;
    private final Path directory;
    private final MessageBuffer line;
    private long offset;
    private boolean brokenTold;

    NdjsonReader(String name, Chunks chunks, ArchiveSettings settings, Path directory) {
        this.name = name;
        this.chunks = chunks;
        this.settings = settings;
        this.directory = directory;
        long base64 = (settings.maxMessageBytes() + 2L) / 3 * 4;
        this.line = new MessageBuffer((int) Math.min(base64 + MAX_ENVELOPE, Integer.MAX_VALUE - 8));
    }

    @Override
    public @Nullable Intake next() {
        while (readLine()) {
            if (chunks.failure() != null) {
                return broken();
            }
            if (!isBlank()) {
                return content();
            }
        }
        return broken();
    }

    /** Whether there was one. */
    private boolean readLine() {
        line.clear();
        while (chunks.next()) {
            if (line.length() == 0) {
                offset = chunks.offset();
            }
            line.append(chunks.buffer(), chunks.start(), chunks.end());
            if (chunks.endsLine()) {
                return true;
            }
        }
        return line.length() > 0;
    }

    private boolean isBlank() {
        for (int i = 0; i < line.held(); i++) {
            if (line.octets()[i] > ' ' || line.octets()[i] < 0) {
                return false;
            }
        }
        return line.isWhole();
    }

    private Intake content() {
        if (!line.isWhole()) {
            return unreadable(Reason.OVERSIZED, "a line of " + line.length() + " octets", null);
        }
        NdjsonLine parsed = new NdjsonLine(line.octets(), line.held());
        EnvelopeFields envelope = parsed.envelope();
        if (parsed.problem() != null) {
            return unreadable(Reason.BAD_FORMAT, parsed.problem(), envelope.id());
        }
        if (envelope.problem() != null) {
            return unreadable(Reason.BAD_ENVELOPE, envelope.problem(), envelope.id());
        }
        byte[] raw = parsed.raw();
        return raw == null ? file(parsed.path(), envelope) : mail(envelope, raw, Mail.Fidelity.WIRE);
    }

    private Intake mail(EnvelopeFields envelope, byte[] bytes, Mail.Fidelity usual) {
        if (bytes.length > settings.maxMessageBytes()) {
            String detail = bytes.length + " octets, of at most " + settings.maxMessageBytes();
            return unreadable(Reason.OVERSIZED, detail, envelope.id());
        }
        Mail.Origin origin = origin();
        String id = envelope.id() == null ? origin.text() : envelope.id();
        return Intake.of(new Mail(id, origin, settings.fidelityOr(usual), envelope.envelope(), bytes));
    }

    /** A message that lies beside the NDJSON. It names no file elsewhere: that might be anyone's. */
    private Intake file(String relative, EnvelopeFields envelope) {
        try {
            Path named = directory.resolve(relative).normalize();
            boolean below = named.startsWith(directory.normalize());
            Path file = below ? named.toRealPath() : directory;
            if (!file.startsWith(directory.toRealPath()) || !Files.isRegularFile(file)) {
                return unreadable(Reason.BAD_FORMAT, "path: not a file below the NDJSON's directory", envelope.id());
            }
            try (InputStream in = Files.newInputStream(file)) {
                Intake content = new EmlReader(relative, Opened.message(in, relative), settings).next();
                return content instanceof Intake.Readable readable
                        ? mail(envelope, readable.mail().bytes(), Mail.Fidelity.STORED)
                        : placed(content, envelope);
            }
        } catch (InvalidPathException noPath) {
            return unreadable(Reason.BAD_FORMAT, "path: no file name", envelope.id());
        } catch (IOException broken) {
            return unreadable(Reason.UNREADABLE_FILE, "path: " + Opened.describe(broken), envelope.id());
        }
    }

    private Intake placed(@Nullable Intake content, EnvelopeFields envelope) {
        return content instanceof Unreadable file
                ? new Unreadable(origin(), file.reason(), file.detail(), envelope.id(), file.length(), file.bytes())
                : unreadable(Reason.UNREADABLE_FILE, "path: nothing in it", envelope.id());
    }

    /** What was read when the stream broke off; null: it did not. */
    private @Nullable Intake broken() {
        String failure = chunks.failure();
        if (failure == null || brokenTold) {
            return null;
        }
        brokenTold = true;
        return unreadable(Reason.UNREADABLE_FILE, failure, null);
    }

    private Mail.Origin origin() {
        return Mail.Origin.file(name, offset);
    }

    private Unreadable unreadable(Reason reason, String detail, @Nullable String id) {
        return new Unreadable(origin(), reason, detail, id, line.length(), line.toStart());
    }
}
