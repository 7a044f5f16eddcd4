package io.sealstream.mailauth.diagnosis;

import io.sealstream.mailauth.signature.SignatureField;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names in {@code h=}, in their order, each once.
 *
 * @param asWritten by the name in lower case
 */
record SignedNames(Map<String, String> asWritten) {
    private static final int MAX_NAMES = 200;

    /** Names beyond the first 200 are left out. */
    static SignedNames of(SignatureField signature) {
        Map<String, String> names = new LinkedHashMap<>();
        signature.forEachSignedName((bytes, from, to) -> {
            if (names.size() < MAX_NAMES) {
                String name = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
                names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            }
        });
        return new SignedNames(Collections.unmodifiableMap(names));
    }

    boolean contains(String lowerCaseName) {
        return asWritten.containsKey(lowerCaseName);
    }
}
