package io.sealstream.mailauth.received;

import io.sealstream.mailauth.dns.IpAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the comments after {@code from} tell of the client (the TCP-info of RFC 5321 §4.4): {@code (host [address])},
 * {@code ([address] helo=name)}, {@code (address)}, {@code (HELO name) (ident@address)}. Whatever else stands there, such as the
 * names in a certificate, is the client's word and is passed over.
 */
final class TcpInfo {
    private @Nullable String helo;
    private @Nullable String host;
    private @Nullable IpAddress address;
    private boolean ambiguous;

    void read(String comment) {
        String[] words = unquoted(comment).split("[ \t,()]+", 64);
        String candidate = null;
        boolean heloNext = false;
        for (String word : words) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (heloNext) {
                helo = word;
                heloNext = false;
            } else if (lower.equals("helo") || lower.equals("ehlo")) {
                heloNext = true;
            } else if (lower.startsWith("helo=") || lower.startsWith("ehlo=")) {
                helo = word.substring(5);
            } else if (lower.indexOf('=') < 0) {
                int literal = Math.max(0, word.indexOf('['));
                Optional<IpAddress> found = address(word.substring(literal), words.length == 1);
                if (found.isPresent()) {
                    take(found.get(), literal > 0 ? word.substring(0, literal) : candidate, comment);
                } else if (candidate == null && word.indexOf('.') > 0) {
                    candidate = word.substring(word.lastIndexOf('@') + 1);
                }
            }
        }
    }

    private void take(IpAddress found, @Nullable String candidate, String comment) {
        if (address == null) {
            address = found;
            // Sendmail's mark for a name that does not lead back to the address.
            host = candidate == null || comment.contains("may be forged") ? null : withoutTrailingDot(candidate);
        } else if (!address.equals(found)) {
            ambiguous = true;
        }
    }

    /**
     * An address as servers write it: {@code [192.0.2.1]}, {@code [192.0.2.1]:25}, {@code [IPv6:2001:db8::1]},
     * {@code 2001:db8::1%4}, and {@code ident@192.0.2.1} where it stands alone.
     */
    static Optional<IpAddress> address(String word, boolean alone) {
        String text = word;
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            text = text.substring(1, close < 0 ? text.length() : close);
        } else if (alone) {
            text = text.substring(text.lastIndexOf('@') + 1);
        }
        if (text.regionMatches(true, 0, "IPv6:", 0, 5)) {
            text = text.substring(5);
        }
        int zone = text.indexOf('%');
        return IpAddress.parse(zone < 0 ? text : text.substring(0, zone));
    }

    static String withoutTrailingDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static String unquoted(String comment) {
        if (comment.indexOf('"') < 0) {
            return comment;
        }
        StringBuilder rest = new StringBuilder(comment.length());
        boolean quoted = false;
        for (int i = 0; i < comment.length(); i++) {
            char c = comment.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                rest.append(' ');
            } else if (!quoted) {
                rest.append(c);
            }
        }
        return rest.toString();
    }

    @Nullable
    String helo() {
        return helo;
    }

    @Nullable
    String host() {
        return host;
    }

    @Nullable
    IpAddress address() {
        return address;
    }

    boolean ambiguous() {
        return ambiguous;
    }
}
