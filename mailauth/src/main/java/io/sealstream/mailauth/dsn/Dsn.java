package io.sealstream.mailauth.dsn;

import io.sealstream.mailauth.dkim.Dkim;
import io.sealstream.mailauth.dkim.DkimSettings;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.message.Message;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.MessageHashes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Delivery status notifications (RFC 3464), and whose mail they return. */
public final class Dsn {
    /** Octets of a report's body in which the returned message is looked for. */
    public static final int MAX_SEARCHED = 256 << 10;

    /** Octets of a returned message that are read. */
    public static final int MAX_RETURNED = 64 << 10;

    /** Signatures of a returned message that are verified. */
    public static final int MAX_SIGNATURES = 3;

    private static final int MAX_CONTENT_TYPE = 2_048;

    /** RFC 3462 §2: the third part, the message or its header. */
    private static final List<String> RETURNED_TYPES = List.of("message/rfc822", "text/rfc822-headers");

    private Dsn() {}

    /**
     * Reads a report; asks nobody.
     *
     * @param mailFrom the reverse-path; null: not known
     * @return empty where the message is no report, or did not come with the null reverse-path
     */
    public static Optional<DsnExamination> examine(
            Message message, @Nullable String mailFrom, CryptoProvider provider) {
        // RFC 3464 §2: a DSN is sent with the null reverse-path.
        if (mailFrom == null || !mailFrom.isEmpty() || !isReport(message)) {
            return Optional.empty();
        }
        Message returned = Message.of(returned(message));
        return Optional.of(new DsnExamination(Dkim.examine(
                returned, new MessageHashes(returned), new DkimSettings(MAX_SIGNATURES, provider, Set.of()))));
    }

    // RFC 3464 §2: multipart/report with report-type=delivery-status
    private static boolean isReport(Message message) {
        String type = message.first("content-type")
                .filter(field -> field.end() - field.valueStart() <= MAX_CONTENT_TYPE)
                .map(HeaderField::value)
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/report")
                && type.replace("\"", "").replace(" ", "").replace("\t", "").contains("report-type=delivery-status");
    }

    /** The octets of the returned message, or of its header; what follows it may follow, as no body hash is judged. */
    private static byte[] returned(Message message) {
        byte[] octets = message.bytes();
        int searched = (int) Math.min(octets.length, (long) message.bodyStart() + MAX_SEARCHED);
        String body =
                new String(octets, message.bodyStart(), searched - message.bodyStart(), StandardCharsets.ISO_8859_1);
        int content = contentOf(body);
        if (content < 0) {
            return new byte[0];
        }
        int start = message.bodyStart() + content;
        return Arrays.copyOfRange(octets, start, (int) Math.min(octets.length, (long) start + MAX_RETURNED));
    }

    /** After the empty line of the part that has one of these types; -1: there is none. */
    private static int contentOf(String body) {
        boolean found = false;
        int line = 0;
        while (line < body.length()) {
            int end = body.indexOf('\n', line);
            if (end < 0) {
                return -1;
            }
            boolean empty = end == line || (end == line + 1 && body.charAt(line) == '\r');
            if (found && empty) {
                return end + 1;
            }
            found = !empty && (found || isReturnedType(body, line));
            line = end + 1;
        }
        return -1;
    }

    private static boolean isReturnedType(String body, int line) {
        String name = "content-type:";
        if (!body.regionMatches(true, line, name, 0, name.length())) {
            return false;
        }
        int value = line + name.length();
        while (value < body.length() && (body.charAt(value) == ' ' || body.charAt(value) == '\t')) {
            value++;
        }
        int at = value;
        return RETURNED_TYPES.stream().anyMatch(type -> body.regionMatches(true, at, type, 0, type.length()));
    }
}
