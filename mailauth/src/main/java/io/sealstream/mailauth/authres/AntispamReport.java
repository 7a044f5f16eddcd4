package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.message.HeaderField;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Exchange Online notes in X-Forefront-Antispam-Report, as documented. What it does not say is null.
 *
 * @param clientIp {@code CIP}; null for its placeholder 255.255.255.255 too
 * @param ptr {@code PTR}: the name of the client IP
 * @param helo {@code H}
 * @param filterVerdict {@code SFV}, such as {@code NSPM}
 * @param category {@code CAT}, such as {@code SPOOF}
 */
public record AntispamReport(
        @Nullable IpAddress clientIp,
        @Nullable String ptr,
        @Nullable String helo,
        @Nullable String filterVerdict,
        @Nullable String category) {
    private static final String NO_ADDRESS = "255.255.255.255";
    private static final AntispamReport NOTHING = new AntispamReport(null, null, null, null, null);

    /** Reads the field; empty where it has none of these, or is too long. */
    public static Optional<AntispamReport> read(HeaderField field) {
        return field.end() - field.valueStart() > AuthenticationResultsReader.MAX_LENGTH
                ? Optional.empty()
                : read(AuthenticationResultsReader.text(field));
    }

    /** Reads an unfolded value of {@code KEY:value;} pairs. Of a key given twice, the first counts. */
    public static Optional<AntispamReport> read(String text) {
        if (text.length() > AuthenticationResultsReader.MAX_LENGTH) {
            return Optional.empty();
        }
        Map<String, String> values = values(text);
        String clientIp = values.getOrDefault("CIP", NO_ADDRESS);
        AntispamReport report = new AntispamReport(
                clientIp.equals(NO_ADDRESS) ? null : IpAddress.parse(clientIp).orElse(null),
                values.get("PTR"),
                values.get("H"),
                values.get("SFV"),
                values.get("CAT"));
        return report.equals(NOTHING) ? Optional.empty() : Optional.of(report);
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new HashMap<>();
        int start = 0;
        while (start < text.length()) {
            int semicolon = text.indexOf(';', start);
            String pair = text.substring(start, semicolon < 0 ? text.length() : semicolon);
            int colon = pair.indexOf(':');
            if (colon > 0 && !pair.substring(colon + 1).isBlank()) {
                values.putIfAbsent(
                        pair.substring(0, colon).strip().toUpperCase(Locale.ROOT),
                        pair.substring(colon + 1).strip());
            }
            start += pair.length() + 1;
        }
        return values;
    }
}
