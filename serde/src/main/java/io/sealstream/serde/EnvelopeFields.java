package io.sealstream.serde;

import io.sealstream.mailauth.Envelope;
import io.sealstream.mailauth.dns.IpAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An envelope as its producer wrote it, field by field in text. The facts that a receiver states (client IP, receipt time,
 * id) must parse; what a sender said (HELO, MAIL FROM, RCPT TO) is taken as it is, within limits. An empty text means not
 * known, but for MAIL FROM, where it is the null sender. The first problem is kept.
 */
public final class EnvelopeFields {
    /** Of one field, in characters; an RFC 5321 §4.5.3.1 path has at most 256. */
    public static final int MAX_LENGTH = 1_024;

    public static final int MAX_RECIPIENTS = 1_000;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private @Nullable String id;
    private @Nullable IpAddress clientIp;
    private @Nullable String helo;
    private @Nullable String mailFrom;
    private final List<String> rcptTo = new ArrayList<>(2);
    private @Nullable Instant receivedAt;
    private @Nullable String problem;

    /** Printable text; it becomes the verdict's id and key. */
    public void id(String text) {
        if (id != null) {
            problem("several ids");
        } else if (text.length() > MAX_LENGTH) {
            tooLong("id");
        } else if (text.codePoints().anyMatch(EnvelopeFields::isNoText)) {
            problem("id: a control character, or no Unicode");
        } else {
            id = text.isBlank() ? null : text.strip();
        }
    }

    private static boolean isNoText(int codePoint) {
        boolean loneSurrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return Character.isISOControl(codePoint) || codePoint == 0xfffd || loneSurrogate;
    }

    public void clientIp(String text) {
        if (clientIp != null) {
            problem("several client IPs");
        } else if (!text.isBlank()) {
            clientIp = IpAddress.parse(text.strip()).orElse(null);
            if (clientIp == null) {
                problem("client IP: neither IPv4 nor IPv6");
            }
        }
    }

    public void helo(String text) {
        if (helo != null) {
            problem("several HELO names");
        } else if (text.length() > MAX_LENGTH) {
            tooLong("HELO");
        } else {
            helo = text.isBlank() ? null : text.strip();
        }
    }

    /** With or without angle brackets. */
    public void mailFrom(String text) {
        if (mailFrom != null) {
            problem("several MAIL FROM");
        } else if (text.length() > MAX_LENGTH) {
            tooLong("MAIL FROM");
        } else {
            mailFrom = path(text);
        }
    }

    /** With or without angle brackets; called for each recipient. */
    public void rcptTo(String text) {
        if (rcptTo.size() == MAX_RECIPIENTS) {
            problem("more than " + MAX_RECIPIENTS + " recipients");
        } else if (text.length() > MAX_LENGTH) {
            tooLong("RCPT TO");
        } else {
            String path = path(text);
            if (!path.isEmpty()) {
                rcptTo.add(path);
            }
        }
    }

    /** RFC 3339, or milliseconds since 1970-01-01T00:00Z. */
    public void receivedAt(String text) {
        if (receivedAt != null) {
            problem("several receipt times");
        } else if (!text.isBlank()) {
            receivedAt = time(text.strip());
            if (receivedAt == null) {
                problem("receipt time: neither RFC 3339 nor epoch milliseconds");
            }
        }
    }

    private static @Nullable Instant time(String text) {
        try {
            boolean digits = text.length() <= 15 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            Instant time = digits ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
            return time.isBefore(Instant.EPOCH) || time.isAfter(LATEST) ? null : time;
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static String path(String text) {
        String path = text.strip();
        return path.length() >= 2 && path.startsWith("<") && path.endsWith(">")
                ? path.substring(1, path.length() - 1)
                : path;
    }

    private void tooLong(String field) {
        problem(field + ": more than " + MAX_LENGTH + " characters");
    }

    /** Notes what is wrong, unless something was before. */
    public void problem(String what) {
        if (problem == null) {
            problem = what;
        }
    }

    /** The first thing that is wrong, without the field's value; null: the envelope is usable. */
    public @Nullable String problem() {
        return problem;
    }

    /** Null: none given, or unusable. */
    public @Nullable String id() {
        return id;
    }

    public Envelope envelope() {
        return new Envelope(clientIp, helo, mailFrom, List.copyOf(rcptTo), receivedAt);
    }
}
