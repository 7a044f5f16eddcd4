package io.sealstream.mailauth.authres;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Authentication-Results value (RFC 8601 §2.2), in RFC form or one of Microsoft's.
 *
 * @param authservId who says so; in {@link Dialect#MICROSOFT_2018} the server id that stands before dkim and dmarc; null in
 *     {@link Dialect#MICROSOFT_2022}, which has none
 * @param instance {@code i=} of an ARC-Authentication-Results field (RFC 8617 §4.1.1); 0 elsewhere
 */
public record AuthenticationResults(
        Dialect dialect, @Nullable String authservId, int instance, List<MethodResult> results) {

    /** The forms in which receivers write it. */
    public enum Dialect {
        RFC8601,
        /** That of Microsoft's documented examples: {@code spf=…; contoso.com; dkim=…; contoso.com; dmarc=…; compauth=…}. */
        MICROSOFT_2018,
        /** That of the stamps in mail: {@code spf=…; dkim=…;dmarc=…;compauth=…}, without a server id. */
        MICROSOFT_2022
    }

    /**
     * What was found by one method.
     *
     * @param method in lower case, such as {@code dkim} or {@code compauth}
     * @param result in lower case, as written
     * @param comment the first comment after the result, without its parentheses; null: none
     * @param reason {@code reason=}; null: none
     */
    public record MethodResult(
            String method,
            String result,
            @Nullable String comment,
            @Nullable String reason,
            List<Property> properties) {

        /** The value of the property with that name, such as {@code header.d} or {@code action}. */
        public Optional<String> property(String name) {
            return properties.stream()
                    .filter(p -> p.name().equalsIgnoreCase(name))
                    .map(Property::value)
                    .findFirst();
        }
    }

    /** A property of a result: {@code smtp.mailfrom=fabrikam.com}; Microsoft's {@code action} has no type. */
    public record Property(String name, String value) {}

    /** The first result of that method. */
    public Optional<MethodResult> first(String method) {
        return results.stream().filter(r -> r.method().equals(method)).findFirst();
    }
}
