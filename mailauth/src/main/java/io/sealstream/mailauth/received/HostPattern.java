package io.sealstream.mailauth.received;

import java.util.Locale;
import java.util.Optional;

/** A glob over host names, compared without case: {@code *} stands for any characters, dots included. */
record HostPattern(String glob) {
    private static final int MAX_LENGTH = 253;

    /** Empty for text that can name no host, or names all of them. */
    static Optional<HostPattern> parse(String text) {
        String glob = text.strip().toLowerCase(Locale.ROOT);
        boolean named = false;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "*.-_:".indexOf(c) < 0) {
                return Optional.empty();
            }
            named |= letterOrDigit;
        }
        return named && glob.length() <= MAX_LENGTH ? Optional.of(new HostPattern(glob)) : Optional.empty();
    }

    /** Linear but for the stars: at most the product of both lengths, which are limited. */
    boolean matches(String host) {
        if (host.length() > MAX_LENGTH) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        int at = 0;
        int star = -1;
        int resume = 0;
        for (int i = 0; i < name.length(); ) {
            if (at < glob.length() && glob.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < glob.length() && glob.charAt(at) == name.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        return at == glob.length();
    }
}
