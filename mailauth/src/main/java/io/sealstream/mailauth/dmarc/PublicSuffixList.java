package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dns.DomainName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a public suffix list (<a href="https://publicsuffix.org/list/">format and algorithm</a>), both its sections. Immutable; RFC
 * 7489 §3.2 derives the organizational domain from it.
 */
public final class PublicSuffixList {
    private static final String RESOURCE = "public_suffix_list.dat";
    private static final String VERSION = "// VERSION: ";
    private static final int DATE_LENGTH = "2026-01-01".length();

    private static final int RULE = 1;
    /** All children of the name are suffixes: {@code ck} for the rule {@code *.ck}. */
    private static final int WILDCARD = 2;

    private static final int EXCEPTION = 4;

    private final Map<String, Integer> rules = new HashMap<>();
    private @Nullable LocalDate date;

    private PublicSuffixList() {}

    /** The list as of the build; {@link #date()} tells of when. */
    public static PublicSuffixList bundled() {
        return Bundled.LIST;
    }

    private static final class Bundled {
        static final PublicSuffixList LIST = load();

        private static PublicSuffixList load() {
            try (InputStream in = PublicSuffixList.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException(RESOURCE + " is not on the class path");
                }
                return read(in);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /**
     * Reads a list in the published format, in UTF-8. A rule that is no domain name is passed over. The stream is not closed.
     *
     * @throws IOException if the stream fails, or holds no rule at all
     */
    public static PublicSuffixList read(InputStream in) throws IOException {
        PublicSuffixList list = new PublicSuffixList();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(VERSION)) {
                list.date = dateOf(line.substring(VERSION.length()));
            } else if (!line.startsWith("//")) {
                list.addRule(upToWhiteSpace(line));
            }
        }
        if (list.rules.isEmpty()) {
            throw new IOException("no public suffix in the list");
        }
        return list;
    }

    private static @Nullable LocalDate dateOf(String version) {
        try {
            return version.length() < DATE_LENGTH ? null : LocalDate.parse(version.substring(0, DATE_LENGTH));
        } catch (DateTimeParseException undated) {
            return null;
        }
    }

    private static String upToWhiteSpace(String line) {
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }

    private void addRule(String rule) {
        if (rule.startsWith("!")) {
            add(EXCEPTION, rule.substring(1));
        } else if (rule.startsWith("*.")) {
            add(WILDCARD, rule.substring(2));
        } else {
            add(RULE, rule);
        }
    }

    private void add(int kind, String name) {
        DomainName.parse(name).ifPresent(domain -> rules.merge(domain.toString(), kind, (a, b) -> a | b));
    }

    /** The day that the list says it is of ({@code // VERSION: 2026-01-31…}); empty where it does not say. */
    public Optional<LocalDate> date() {
        return Optional.ofNullable(date);
    }

    /** The public suffix and one label more (RFC 7489 §3.2); empty for a name that is itself a suffix, and for the root. */
    public Optional<DomainName> organizationalDomain(DomainName name) {
        int labels = suffixLabels(name.toString()) + 1;
        return labels > name.labelCount() ? Optional.empty() : Optional.of(name.suffix(labels));
    }

    /** The number of labels of the public suffix: by the exception that matches, else by the longest rule, else one. */
    private int suffixLabels(String name) {
        int matched = 1;
        int parent = 0;
        int dot = name.length();
        for (int labels = 1; dot >= 0; labels++) {
            dot = name.lastIndexOf('.', dot - 1);
            int kinds = rules.getOrDefault(name.substring(dot + 1), 0);
            if ((kinds & EXCEPTION) != 0) {
                return labels - 1;
            }
            if ((kinds & RULE) != 0 || (parent & WILDCARD) != 0) {
                matched = labels;
            }
            parent = kinds;
        }
        return matched;
    }
}
