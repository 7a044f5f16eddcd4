package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.authres.AuthenticationResults.Property;
import io.sealstream.mailauth.message.EncodedWords;
import io.sealstream.mailauth.message.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Authentication-Results (RFC 8601 §2.2) as receivers write it, and ARC-Authentication-Results (RFC 8617 §4.1.1). What fits
 * no form is passed over; that a value can be read says nothing of who wrote it.
 */
public final class AuthenticationResultsReader {
    /** Characters of a value that are read; a longer one is not. */
    public static final int MAX_LENGTH = 8_192;

    /** Results beyond this number are passed over. */
    public static final int MAX_RESULTS = 100;

    /** Properties of one result beyond this number are passed over. */
    public static final int MAX_PROPERTIES = 32;

    private final FieldScanner scanner;
    private final List<MethodResult> results = new ArrayList<>();
    private int instance;
    private int part;
    private boolean methodFirst;
    private @Nullable String serverId;
    private boolean nothingDone;

    private AuthenticationResultsReader(String text) {
        scanner = new FieldScanner(text);
    }

    /** Reads the field's value; its name does not matter. */
    public static Optional<AuthenticationResults> read(HeaderField field) {
        return field.end() - field.valueStart() > MAX_LENGTH ? Optional.empty() : read(text(field));
    }

    /** The value unfolded, decoded (RFC 2047), and without control characters. */
    static String text(HeaderField field) {
        return printable(EncodedWords.decode(field.value()));
    }

    private static String printable(String value) {
        StringBuilder text = new StringBuilder(value);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) == 0x7f) {
                text.setCharAt(i, ' ');
            }
        }
        return text.toString();
    }

    /** Reads an unfolded value; empty where it tells no result, and not that there is none. */
    public static Optional<AuthenticationResults> read(String text) {
        return text.length() > MAX_LENGTH ? Optional.empty() : new AuthenticationResultsReader(printable(text)).read();
    }

    private Optional<AuthenticationResults> read() {
        while (!scanner.atEnd()) {
            if (readPart()) {
                part++;
            }
            scanner.skipPast(';');
        }
        if (results.isEmpty() && !nothingDone) {
            return Optional.empty();
        }
        Dialect microsoft = serverId == null ? Dialect.MICROSOFT_2022 : Dialect.MICROSOFT_2018;
        return Optional.of(new AuthenticationResults(
                methodFirst ? microsoft : Dialect.RFC8601, serverId, instance, List.copyOf(results)));
    }

    /** One part between semicolons; false where it does not count as one. */
    private boolean readPart() {
        String word = scanner.word();
        if (word.isEmpty()) {
            return false;
        }
        if (!scanner.skipEquals()) {
            lone(word);
            return true;
        }
        String method = method(word);
        if (method.equals("i") && part == 0) {
            instance = instance(scanner.value());
            return false;
        }
        boolean isResult = result(method);
        methodFirst |= part == 0 && isResult;
        return isResult;
    }

    /** The authserv-id, the server id that Microsoft repeats, or {@code none} (RFC 8601 §2.2). */
    private void lone(String word) {
        if (part > 0 && word.equalsIgnoreCase("none")) {
            nothingDone = true;
        } else if (serverId == null && (part == 0 || methodFirst)) {
            serverId = word;
        }
    }

    private boolean result(String method) {
        String result = scanner.value().toLowerCase(Locale.ROOT);
        String comment = scanner.comment();
        String reason = null;
        List<Property> properties = new ArrayList<>(3);
        String name = scanner.word();
        while (!name.isEmpty()) {
            if (scanner.skipEquals()) {
                String value = scanner.value();
                if (reason == null && name.equalsIgnoreCase("reason")) {
                    reason = value;
                } else if (properties.size() < MAX_PROPERTIES && isKeyword(name)) {
                    properties.add(new Property(name, value));
                }
            }
            name = scanner.word();
        }
        boolean isResult = isKeyword(method) && !result.isEmpty();
        if (isResult && results.size() < MAX_RESULTS) {
            results.add(new MethodResult(method, result, comment, reason, List.copyOf(properties)));
        }
        return isResult;
    }

    /** Whether the name of a method or property is one: letters, digits, and the marks that occur in them. */
    private static boolean isKeyword(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || "-_.".indexOf(c) >= 0);
    }

    /** Without its version, which is always 1 (RFC 8601 §2.2). */
    private static String method(String word) {
        int version = word.indexOf('/');
        return (version < 0 ? word : word.substring(0, version)).toLowerCase(Locale.ROOT);
    }

    private static int instance(String value) {
        int instance = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value.length() > 2) {
                return 0;
            }
            instance = instance * 10 + digit;
        }
        return instance;
    }
}
