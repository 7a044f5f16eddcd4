package io.sealstream.serde;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Mail;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What gets no verdict, and why: the content of a dead letter.
 *
 * @param detail one line for a person, without personal data
 * @param id the producer's; null: none, or it could not be read
 * @param length octets of the original; -1 where its end was not found
 * @param bytes the original, or its start where it was too long to be held; shared, read-only
 */
public record Unreadable(
        Mail.Origin origin,
        Reason reason,
        String detail,
        @Nullable String id,
        long length,
        byte[] bytes) implements Intake, Examined {

    /** Why there is no verdict. */
    public enum Reason {
        /** A Kafka record without a value. */
        TOMBSTONE,
        /** Longer than the limit for a message. */
        OVERSIZED,
        /** The transport's facts do not parse, or pass a limit. */
        BAD_ENVELOPE,
        /** Not in the format that the archive's name or its other content says: an mbox that is none, a bad NDJSON line. */
        BAD_FORMAT,
        /** A file that is not there, not allowed, or broken off, such as a truncated gzip. */
        UNREADABLE_FILE,
        /** A defect of ours. */
        INTERNAL_ERROR;

        /** As headers and documents write it: {@code bad_envelope}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** With the whole original. */
    public static Unreadable of(
            Mail.Origin origin, Reason reason, String detail, @Nullable String id, byte[] original) {
        return new Unreadable(origin, reason, detail, id, original.length, original);
    }

    /** A mail that could not be examined. */
    public static Unreadable of(Mail mail, Reason reason, String detail) {
        return of(mail.origin(), reason, detail, mail.id(), mail.bytes());
    }

    /** Whether {@link #bytes} holds all of the original. */
    public boolean isWhole() {
        return length == bytes.length;
    }

    @Override
    public void accept(Consumer<? super Mail> ofMail, Consumer<? super Unreadable> ofUnreadable) {
        ofUnreadable.accept(this);
    }

    @Override
    public void route(Consumer<? super Evidence> ofEvidence, Consumer<? super Unreadable> ofUnreadable) {
        ofUnreadable.accept(this);
    }
}
