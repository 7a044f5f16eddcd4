package io.sealstream.mailauth.spf;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a {@code Received-SPF} field (RFC 7208 §9.1), on one line. */
public final class ReceivedSpf {
    /** Of each value, in characters; what is longer is cut. */
    private static final int MAX_VALUE = 512;

    private static final String ATOM_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

    private ReceivedSpf() {}

    /** Empty for the statuses that RFC 7208 does not have: not evaluable, unverifiable. */
    public static Optional<String> text(SpfRequest request, SpfResult result) {
        String comment = comment(request, result);
        if (comment == null) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder(256);
        out.append(result.status().name().toLowerCase(Locale.ROOT));
        out.append(" (").append(commentText(comment)).append(')');
        pair(out, "receiver", request.receiver());
        pair(
                out,
                "client-ip",
                request.clientIp() == null ? null : request.clientIp().toString());
        pair(out, "envelope-from", request.mailFrom());
        pair(out, "helo", request.helo());
        pair(out, "identity", result.identity() == SpfIdentity.HELO ? "helo" : "mailfrom");
        pair(out, "mechanism", mechanism(result));
        pair(out, "problem", result.problem());
        return Optional.of(out.toString());
    }

    private static @Nullable String comment(SpfRequest request, SpfResult result) {
        String domain = "domain of " + identity(request, result);
        String client = String.valueOf(request.clientIp());
        String text = switch (result.status()) {
            case PASS -> domain + " designates " + client + " as permitted sender";
            case FAIL -> domain + " does not designate " + client + " as permitted sender";
            case SOFTFAIL -> "transitioning " + domain + " does not designate " + client + " as permitted sender";
            case NEUTRAL -> domain + " neither permits nor denies " + client;
            case NONE -> domain + " does not provide an SPF record";
            case TEMPERROR -> "error in processing during lookup of " + domain;
            case PERMERROR -> "permanent error in processing " + domain;
            case NOT_EVALUABLE, UNVERIFIABLE -> null;
        };
        return text == null || request.receiver() == null ? text : request.receiver() + ": " + text;
    }

    private static String identity(SpfRequest request, SpfResult result) {
        String mailFrom = request.mailFrom();
        boolean ofMailFrom = result.identity() == SpfIdentity.MAIL_FROM && mailFrom != null && !mailFrom.isEmpty();
        return cut(String.valueOf(ofMailFrom ? mailFrom : request.helo()));
    }

    /** RFC 7208 §9.1: the mechanism that matched; {@code default} where none did; null where evaluation did not come so far. */
    private static @Nullable String mechanism(SpfResult result) {
        if (result.reason() == SpfReason.NO_MATCH) {
            return "default";
        }
        return result.reason() != SpfReason.MATCHED
                ? null
                : result.path().stream()
                        .filter(term -> !term.startsWith("redirect="))
                        .findFirst()
                        .orElse(null);
    }

    private static void pair(StringBuilder out, String key, @Nullable String value) {
        if (value != null) {
            out.append(out.charAt(out.length() - 1) == ')' ? " " : "; ");
            out.append(key).append('=').append(value(cut(value)));
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE);
    }

    /** RFC 5322: a dot-atom where it is one, else a quoted-string of printable ASCII. */
    private static String value(String text) {
        if (isDotAtom(text)) {
            return text;
        }
        StringBuilder quoted = new StringBuilder(text.length() + 8).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = printable(text.charAt(i));
            quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
        }
        return quoted.append('"').toString();
    }

    private static boolean isDotAtom(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean innerDot = c == '.' && i > 0 && i < text.length() - 1 && text.charAt(i - 1) != '.';
            if (!Ascii.isAlphanumeric(c) && ATOM_SPECIALS.indexOf(c) < 0 && !innerDot) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String commentText(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = printable(text.charAt(i));
            out.append(c == '(' || c == ')' || c == '\\' ? "\\" : "").append(c);
        }
        return out.toString();
    }

    private static char printable(char c) {
        return c >= ' ' && c <= '~' ? c : '?';
    }
}
