package io.sealstream.serde.archive;

import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.Mail;
import io.sealstream.serde.Intake;
import io.sealstream.serde.Unreadable;
import io.sealstream.serde.Unreadable.Reason;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads an mbox (RFC 4155, and the practice before it). A line {@code From } separates where it is the first, follows an empty
 * line, or holds a date. One {@code >} is taken from each {@code >From }; in mboxrd also from each {@code >>From } and so on.
 * What stands before the first separator is unreadable; the messages after it are read.
 */
final class MboxReader implements MessageReader {
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    /** The empty line after a message is no part of it. */
    private static final int EMPTY_LINE = 2;

    private final String path;
    private final Chunks chunks;
    private final ArchiveSettings settings;
    private final boolean mboxrd;
    private final MessageBuffer message;

    private long offset;
    private boolean separated;
    private boolean afterEmptyLine = true;
    private boolean ended;

    MboxReader(String path, Chunks chunks, ArchiveSettings settings, boolean mboxrd) {
        this.path = path;
        this.chunks = chunks;
        this.settings = settings;
        this.mboxrd = mboxrd;
        this.message = new MessageBuffer(settings.maxMessageBytes() + EMPTY_LINE);
    }

    @Override
    public @Nullable Intake next() {
        while (!ended) {
            if (!chunks.next()) {
                ended = true;
                return last();
            }
            if (isSeparator()) {
                Intake previous = previous();
                passLine();
                if (previous != null) {
                    return previous;
                }
            } else {
                append();
            }
        }
        return null;
    }

    private boolean isSeparator() {
        return chunks.isWholeLine()
                && chunks.startsWith(FROM)
                && (afterEmptyLine || MboxDate.isIn(chunks.buffer(), chunks.start() + FROM.length, chunks.end()));
    }

    private void passLine() {
        separated = true;
        message.clear();
        offset = chunks.offset() + chunks.length();
        afterEmptyLine = false;
    }

    private void append() {
        int start = chunks.start();
        if (chunks.startsLine() && isQuoted()) {
            start++;
        }
        message.append(chunks.buffer(), start, chunks.end());
        afterEmptyLine = chunks.isBlankLine();
    }

    private boolean isQuoted() {
        int quotes = 0;
        while (quotes < chunks.length() && chunks.buffer()[chunks.start() + quotes] == '>') {
            quotes++;
        }
        return (quotes == 1 || (quotes > 1 && mboxrd)) && chunks.startsWith(FROM, quotes);
    }

    /** The message that a separator ends; null: none. */
    private @Nullable Intake previous() {
        if (!separated) {
            return isOnlyEmptyLines()
                    ? null
                    : unreadable(Reason.BAD_FORMAT, "no mbox: it does not begin with a From line");
        }
        message.dropLastEmptyLine();
        if (message.length() > settings.maxMessageBytes()) {
            String detail = message.length() + " octets, of at most " + settings.maxMessageBytes();
            return unreadable(Reason.OVERSIZED, detail);
        }
        Mail.Origin origin = Mail.Origin.file(path, offset);
        Mail.Fidelity fidelity = settings.fidelityOr(Mail.Fidelity.STORED);
        return Intake.of(new Mail(origin.text(), origin, fidelity, Envelope.EMPTY, message.toBytes()));
    }

    private @Nullable Intake last() {
        String failure = chunks.failure();
        return failure == null ? previous() : unreadable(Reason.UNREADABLE_FILE, failure);
    }

    private boolean isOnlyEmptyLines() {
        if (message.length() > MessageBuffer.KEPT) {
            return false;
        }
        for (byte octet : message.toBytes()) {
            if (octet != '\n' && octet != '\r') {
                return false;
            }
        }
        return true;
    }

    private Unreadable unreadable(Reason reason, String detail) {
        Mail.Origin origin = Mail.Origin.file(path, offset);
        return new Unreadable(origin, reason, detail, null, message.length(), message.toStart());
    }
}
