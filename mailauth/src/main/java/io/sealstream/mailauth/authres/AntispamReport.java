package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.message.HeaderField;
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
        AntispamReport report = new AntispamReport(
                value(text, "CIP")
                        .filter(cip -> !cip.equals(NO_ADDRESS))
                        .flatMap(IpAddress::parse)
                        .orElse(null),
                value(text, "PTR").orElse(null),
                value(text, "H").orElse(null),
                value(text, "SFV").orElse(null),
                value(text, "CAT").orElse(null));
        return report.equals(new AntispamReport(null, null, null, null, null)) ? Optional.empty() : Optional.of(report);
    }

    private static Optional<String> value(String text, String key) {
        int start = 0;
        while (start < text.length()) {
            int semicolon = text.indexOf(';', start);
            int end = semicolon < 0 ? text.length() : semicolon;
            int colon = text.indexOf(':', start);
            if (colon >= 0
                    && colon < end
                    && text.substring(start, colon).strip().equalsIgnoreCase(key)) {
                return Optional.of(text.substring(colon + 1, end).strip()).filter(value -> !value.isEmpty());
            }
            start = end + 1;
        }
        return Optional.empty();
    }
}
