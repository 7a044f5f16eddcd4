package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.authres.AuthenticationResults.Property;
import io.sealstream.mailauth.dns.IpAddress;
import io.sealstream.mailauth.message.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Received-SPF field (RFC 7208 §9.1).
 *
 * @param result in lower case
 * @param comment without its parentheses; null: none
 * @param properties such as {@code client-ip}, at most {@link AuthenticationResultsReader#MAX_PROPERTIES}
 */
public record ReceivedSpf(String result, @Nullable String comment, List<Property> properties) {

    public static Optional<ReceivedSpf> read(HeaderField field) {
        return field.end() - field.valueStart() > AuthenticationResultsReader.MAX_LENGTH
                ? Optional.empty()
                : read(AuthenticationResultsReader.text(field));
    }

    /** Reads an unfolded value; empty where it has no result. */
    public static Optional<ReceivedSpf> read(String text) {
        if (text.length() > AuthenticationResultsReader.MAX_LENGTH) {
            return Optional.empty();
        }
        FieldScanner scanner = new FieldScanner(text);
        String result = scanner.word().toLowerCase(Locale.ROOT);
        if (result.isEmpty()) {
            return Optional.empty();
        }
        String comment = scanner.comment();
        List<Property> properties = new ArrayList<>();
        while (!scanner.atEnd() && properties.size() < AuthenticationResultsReader.MAX_PROPERTIES) {
            String name = scanner.word();
            if (name.isEmpty()) {
                scanner.skipPast(';');
            } else if (scanner.skipEquals()) {
                properties.add(new Property(name, scanner.value()));
            }
        }
        return Optional.of(new ReceivedSpf(result, comment, List.copyOf(properties)));
    }

    public Optional<String> property(String name) {
        return properties.stream()
                .filter(p -> p.name().equalsIgnoreCase(name))
                .map(Property::value)
                .findFirst();
    }

    public Optional<IpAddress> clientIp() {
        return property("client-ip").flatMap(IpAddress::parse);
    }
}
