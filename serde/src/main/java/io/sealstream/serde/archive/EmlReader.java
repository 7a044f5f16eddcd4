package io.sealstream.serde.archive;

import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a file that is one message. */
final class EmlReader implements MessageReader {
    /** A longer file's length is not told. */
    private static final long MAX_COUNTED = 1L << 30;

    private final String path;
    private final InputStream in;
    private final ArchiveSettings settings;
    private final MessageBuffer message;
    private boolean ended;

    EmlReader(String path, InputStream in, ArchiveSettings settings) {
        this.path = path;
        this.in = in;
        this.settings = settings;
        this.message = new MessageBuffer(settings.maxMessageBytes());
    }

    @Override
    public @Nullable Intake next() {
        if (ended) {
            return null;
        }
        ended = true;
        try {
            return content(readAll());
        } catch (IOException broken) {
            return unreadable(Reason.UNREADABLE_FILE, Opened.describe(broken), message.length());
        }
    }

    /** Whether the end was found. */
    private boolean readAll() throws IOException {
        byte[] chunk = new byte[Chunks.MAX_CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            message.append(chunk, 0, read);
            if (message.length() > MAX_COUNTED && !message.isWhole()) {
                return false;
            }
        }
        return true;
    }

    private Intake content(boolean endFound) {
        if (!message.isWhole()) {
            String detail = "more than " + settings.maxMessageBytes() + " octets";
            return unreadable(Reason.OVERSIZED, detail, endFound ? message.length() : -1);
        }
        Mail.Origin origin = Mail.Origin.file(path, 0);
        Mail.Fidelity fidelity = settings.fidelityOr(Mail.Fidelity.STORED);
        return Intake.of(new Mail(origin.text(), origin, fidelity, Envelope.EMPTY, message.toBytes()));
    }

    private Unreadable unreadable(Reason reason, String detail, long length) {
        return new Unreadable(Mail.Origin.file(path, 0), reason, detail, null, length, message.toStart());
    }
}
