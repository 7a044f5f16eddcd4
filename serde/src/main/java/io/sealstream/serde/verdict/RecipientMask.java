package io.sealstream.serde.verdict;

import io.sealstream.mailauth.dns.DomainName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the recipients of one message in any text of its verdict, and writes them by the rule. An address is found with
 * {@code @}, {@code =} or any other separator between local part and domain, in any case, as bounce addresses (VERP) and the
 * SPF macros over them have it. Where MAIL FROM itself holds a recipient, the words of its local part are masked alone too,
 * for a macro may have taken them apart.
 */
final class RecipientMask {
    private static final int ASCII = 128;
    private static final RecipientMask NOTHING = new RecipientMask(RecipientsRule.CLEAR, List.of(), "");

    private final RecipientsRule rule;
    /** What may follow each text sought, all in lower case: the domains, and where it is masked alone, "". */
    private final Map<String, Map<String, String>> followers = new HashMap<>();
    /** The texts sought, in order. */
    private final String[] locals;
    /** Whether a text sought begins with that ASCII character, in either case. */
    private final boolean[] begins = new boolean[ASCII];
    /** Whether one has that ASCII character in the second place, in either case, or is a single character. */
    private final boolean[] goesOn = new boolean[ASCII];

    private RecipientMask(RecipientsRule rule, List<String> recipients, String sender) {
        this.rule = rule;
        for (String recipient : recipients) {
            seek(recipient, sender);
        }
        locals = followers.keySet().toArray(new String[0]);
        Arrays.sort(locals);
        for (String local : locals) {
            note(begins, local.charAt(0));
            if (local.length() > 1) {
                note(goesOn, local.charAt(1));
            } else {
                Arrays.fill(goesOn, true);
            }
        }
    }

    /** A character beyond ASCII whose lower case is ASCII, such as the Kelvin sign, is left to the search. */
    private static void note(boolean[] set, char lower) {
        if (lower < ASCII) {
            set[lower] = true;
            set[Character.toUpperCase(lower)] = true;
        }
    }

    static RecipientMask of(RecipientsRule rule, List<String> recipients, @Nullable String mailFrom) {
        if (rule.mode() == RecipientsRule.Mode.CLEAR || recipients.isEmpty()) {
            return NOTHING;
        }
        return new RecipientMask(rule, recipients, mailFrom == null ? "" : lower(localPart(mailFrom)));
    }

    private void seek(String recipient, String sender) {
        String local = lower(localPart(recipient));
        String domain = lower(recipient.substring(recipient.lastIndexOf('@') + 1));
        if (local.isEmpty() || domain.isEmpty()) {
            return;
        }
        String written = rule.localPart(recipient);
        seek(local, domain, written);
        DomainName.parse(domain).ifPresent(ascii -> seek(local, ascii.toString(), written));
        if (sender.contains(local) && sender.contains(firstLabel(domain))) {
            seek(local, "", written);
            seekWords(local, written);
        }
    }

    private void seekWords(String local, String written) {
        int start = 0;
        for (int i = 0; i <= local.length(); i++) {
            if (i == local.length() || !Character.isLetterOrDigit(local.charAt(i))) {
                if (i - start > 1) {
                    seek(local.substring(start, i), "", written);
                }
                start = i + 1;
            }
        }
    }

    private static String firstLabel(String domain) {
        int dot = domain.indexOf('.');
        return dot < 0 ? domain : domain.substring(0, dot);
    }

    private void seek(String local, String follower, String written) {
        followers.computeIfAbsent(local, any -> new HashMap<>()).putIfAbsent(follower, written);
    }

    /** The address as the rule writes it. */
    String address(String recipient) {
        return rule.write(recipient);
    }

    /** The text with every recipient in it written by the rule. */
    String apply(String text) {
        return locals.length == 0 || !mayHoldOne(text) ? text : search(text);
    }

    /**
     * False where no text sought stands in {@code text}, as a look at each pair of characters tells; true proves nothing, and so
     * does any character beyond ASCII. {@code bench --mode core}, serialization: 0.74 ×
     * what the search of every text takes.
     */
    private boolean mayHoldOne(String text) {
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                return true;
            }
            if (begins[c]) {
                char next = i < last ? text.charAt(i + 1) : 0;
                if (next >= ASCII || i == last || goesOn[next]) {
                    return true;
                }
            }
        }
        return false;
    }

    private String search(String text) {
        String lower = lower(text);
        if (lower.length() != text.length()) {
            return search(lower); // a letter whose lower case is longer: the positions would differ
        }
        StringBuilder masked = null;
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            char first = lower.charAt(at);
            boolean begun = first >= ASCII || begins[first];
            Match match = begun && startsWord(lower, at) ? match(lower, at) : null;
            if (match == null) {
                at++;
                continue;
            }
            masked = masked == null ? new StringBuilder(text.length()) : masked;
            masked.append(text, copied, at).append(match.written);
            copied = match.end;
            at = match.end;
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }

    private record Match(int end, String written) {}

    /** The longest of the texts sought that stands there, by narrowing their order character by character. */
    private @Nullable Match match(String text, int at) {
        Match longest = null;
        int from = 0;
        int to = locals.length;
        for (int depth = 0; from < to; depth++) {
            String first = locals[from];
            if (first.length() == depth) {
                Match match = endsWord(text, at + depth) ? match(text, at + depth, followersOf(first)) : null;
                longest = match == null ? longest : match;
                from++;
            }
            if (at + depth == text.length()) {
                break;
            }
            char c = text.charAt(at + depth);
            from = firstNotBelow(from, to, depth, c);
            to = firstNotBelow(from, to, depth, c + 1);
        }
        return longest;
    }

    private int firstNotBelow(int from, int to, int depth, int c) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (locals[middle].charAt(depth) < c) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Map<String, String> followersOf(String local) {
        return followers.getOrDefault(local, Map.of());
    }

    private @Nullable Match match(String text, int localEnd, Map<String, String> domains) {
        int domainStart = afterSeparator(text, localEnd);
        for (Map.Entry<String, String> follower : domains.entrySet()) {
            String domain = follower.getKey();
            if (!domain.isEmpty() && domainStart > localEnd && text.startsWith(domain, domainStart)) {
                boolean hidden = rule.mode() == RecipientsRule.Mode.NONE;
                return new Match(hidden ? domainStart + domain.length() : localEnd, follower.getValue());
            }
        }
        String alone = domains.get("");
        return alone == null ? null : new Match(localEnd, alone);
    }

    /** After one character that is neither letter nor digit, or after one as URLs escape it. */
    private static int afterSeparator(String text, int at) {
        if (at == text.length() || Character.isLetterOrDigit(text.charAt(at))) {
            return at;
        }
        return text.charAt(at) == '%' ? Math.min(at + 3, text.length()) : at + 1;
    }

    private static boolean startsWord(String text, int at) {
        return at == 0
                || !Character.isLetterOrDigit(text.charAt(at - 1))
                || !Character.isLetterOrDigit(text.charAt(at))
                || (at >= 3 && text.charAt(at - 3) == '%');
    }

    private static boolean endsWord(String text, int at) {
        return at == text.length()
                || !Character.isLetterOrDigit(text.charAt(at))
                || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private static String localPart(String address) {
        return address.substring(0, Math.max(0, address.lastIndexOf('@')));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
