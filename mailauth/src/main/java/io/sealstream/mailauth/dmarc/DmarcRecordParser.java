package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.DmarcRecord.PolicyError;
import io.sealstream.mailauth.dmarc.DmarcRecord.Psd;
import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the record format of RFC 9989 §4.8 and RFC 7489 §6.4, which both let a receiver go on after an error: a tag that does
 * not parse is dropped, of a tag that occurs twice the first counts, an invalid value is the default. Names and keywords are compared
 * without case, as literals of ABNF are (RFC 5234 §2.3). One pass over the text, whose length only DNS bounds (64 KiB).
 */
final class DmarcRecordParser {
    private final String text;
    private final Set<String> seen = new HashSet<>();
    private boolean wellFormed = true;
    private @Nullable DmarcPolicy p;
    private @Nullable DmarcPolicy sp;
    private @Nullable DmarcPolicy np;
    private boolean spInvalid;
    private boolean npInvalid;
    private Alignment adkim = Alignment.RELAXED;
    private Alignment aspf = Alignment.RELAXED;
    private Psd psd = Psd.UNSET;
    private boolean testing;
    private int percent = 100;
    private List<String> rua = List.of();
    private List<String> ruf = List.of();

    DmarcRecordParser(String text) {
        this.text = text;
    }

    Optional<DmarcRecord> parse() {
        int end = separator(0);
        if (!isVersion(text.substring(0, end))) {
            return Optional.empty();
        }
        seen.add("v");
        for (int start = end + 1; start <= text.length(); start = end + 1) {
            end = separator(start);
            readTag(trim(text.substring(start, end)));
        }
        return Optional.of(new DmarcRecord(
                text,
                wellFormed,
                p,
                sp,
                np,
                new PolicyError(spInvalid, npInvalid),
                adkim,
                aspf,
                psd,
                testing,
                percent,
                rua,
                ruf));
    }

    private int separator(int from) {
        int semicolon = text.indexOf(';', from);
        return semicolon < 0 ? text.length() : semicolon;
    }

    /** {@code "v" *WSP "=" *WSP %s"DMARC1"}: the first tag, and its value in this case (RFC 9989 §4.7, RFC 7489 §6.3). */
    private static boolean isVersion(String tag) {
        int equals = tag.indexOf('=');
        return equals > 0
                && (tag.charAt(0) == 'v' || tag.charAt(0) == 'V')
                && trim(tag.substring(1, equals)).isEmpty()
                && trim(tag.substring(equals + 1)).equals("DMARC1");
    }

    private void readTag(String tag) {
        if (tag.isEmpty()) {
            return; // a doubled or final semicolon
        }
        int equals = tag.indexOf('=');
        String name = equals < 0 ? "" : trim(tag.substring(0, equals)).toLowerCase(Locale.ROOT);
        String value = trim(tag.substring(equals + 1));
        if (!isName(name) || !isPrintable(value) || !seen.add(name)) {
            wellFormed = false;
            return;
        }
        accept(name, value);
    }

    private void accept(String name, String value) {
        switch (name) {
            case "p" -> p = DmarcRecord.policy(value);
            case "sp" -> {
                sp = DmarcRecord.policy(value);
                spInvalid = sp == null;
            }
            case "np" -> {
                np = DmarcRecord.policy(value);
                npInvalid = np == null;
            }
            case "adkim" -> adkim = alignment(value);
            case "aspf" -> aspf = alignment(value);
            case "psd" -> psd = psd(value);
            case "t" -> testing = value.equalsIgnoreCase("y");
            case "pct" -> percent = percent(value);
            case "rua" -> rua = uris(value);
            case "ruf" -> ruf = uris(value);
            default -> {
                // RFC 9989 §4.7: unknown tags are ignored; fo, rf and ri concern reports
            }
        }
    }

    private static Alignment alignment(String value) {
        return value.equalsIgnoreCase("s") ? Alignment.STRICT : Alignment.RELAXED;
    }

    private static Psd psd(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "y" -> Psd.YES;
            case "n" -> Psd.NO;
            default -> Psd.UNSET;
        };
    }

    private static int percent(String value) {
        if (value.isEmpty() || value.length() > 3 || !value.chars().allMatch(DmarcRecordParser::isDigit)) {
            return 100;
        }
        return Math.min(100, Integer.parseInt(value));
    }

    /** The items of a comma-separated list that are URIs: a scheme, a colon, and something after it (RFC 3986 §3). */
    private static List<String> uris(String value) {
        List<String> uris = new ArrayList<>();
        for (int start = 0; start <= value.length(); ) {
            int comma = value.indexOf(',', start);
            int end = comma < 0 ? value.length() : comma;
            String item = trim(value.substring(start, end));
            if (isUri(item)) {
                uris.add(item);
            }
            start = end + 1;
        }
        return List.copyOf(uris);
    }

    private static boolean isUri(String item) {
        int colon = item.indexOf(':');
        if (colon < 1 || colon == item.length() - 1 || !isLetter(item.charAt(0)) || item.indexOf(' ') >= 0) {
            return false;
        }
        return item.chars().limit(colon).allMatch(c -> isLetter(c) || isDigit(c) || "+-.".indexOf(c) >= 0);
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '_');
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isPrintable(String value) {
        return value.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\t');
    }

    private static String trim(String part) {
        int start = 0;
        int end = part.length();
        while (start < end && isBlank(part.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(part.charAt(end - 1))) {
            end--;
        }
        return part.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
