package io.sealstream.cli.sample;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Signs mail (RFC 6376 §5, RFC 8463): rsa-sha256, ed25519-sha256 and, to have bad examples, rsa-sha1; simple and relaxed;
 * any tag may be set, wrong ones included. Immutable.
 */
public final class MailSigner {
    private static final List<String> DEFAULT_NAMES =
            List.of("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type");
    private static final int LINE = 72;

    private final String fieldName;
    private final SigningKey key;
    private final Map<String, String> tags;
    private final List<String> names;

    private MailSigner(String fieldName, SigningKey key, Map<String, String> tags, List<String> names) {
        this.fieldName = fieldName;
        this.key = key;
        this.tags = tags;
        this.names = names;
    }

    /** Signs relaxed/relaxed with {@code d=domain; s=selector}. */
    public static MailSigner of(SigningKey key, String domain, String selector) {
        return new MailSigner("DKIM-Signature", key, Map.of(), DEFAULT_NAMES)
                .tag("v", "1")
                .tag("a", key.algorithm())
                .tag("c", "relaxed/relaxed")
                .tag("d", domain)
                .tag("s", selector);
    }

    /** Signs the ARC-Message-Signature of an instance (RFC 8617 §4.1.2). */
    static MailSigner arc(SigningKey key, String domain, String selector, int instance) {
        return new MailSigner("ARC-Message-Signature", key, Map.of(), DEFAULT_NAMES)
                .tag("i", Integer.toString(instance))
                .tag("a", key.algorithm())
                .tag("c", "relaxed/relaxed")
                .tag("d", domain)
                .tag("s", selector);
    }

    /** With another value of a tag; {@code h}, {@code bh} and {@code b} are not set but computed. */
    public MailSigner tag(String tag, String value) {
        Map<String, String> changed = new LinkedHashMap<>(tags);
        changed.put(tag, value);
        return new MailSigner(fieldName, key, changed, names);
    }

    /** With these names in {@code h=}, repeated or absent from the message as one likes. */
    public MailSigner names(String... signed) {
        return new MailSigner(fieldName, key, tags, List.of(signed));
    }

    /** With these names in {@code h=} beside those there are. */
    public MailSigner andNames(String... signed) {
        List<String> more = new ArrayList<>(names);
        more.addAll(List.of(signed));
        return new MailSigner(fieldName, key, tags, more);
    }

    /** The value of {@code a=}. */
    public String algorithm() {
        return value("a");
    }

    /** The message with its signature on top. */
    public RawMessage sign(RawMessage message) {
        return message.withOnTop(signature(message));
    }

    /** The whole signature field over that message, folded. */
    public String signature(RawMessage message) {
        String[] canonicalization = value("c").split("/", 2);
        Canonicalization header = Canonicalization.named(canonicalization[0]);
        // RFC 6376 §3.5: without its second part, c= is simple for the body.
        Canonicalization body = Canonicalization.named(canonicalization.length == 2 ? canonicalization[1] : "simple");
        String unsigned = fieldName + ": "
                + tags.entrySet().stream()
                        .map(tag -> tag.getKey() + "=" + tag.getValue() + ";")
                        .collect(Collectors.joining(" "))
                + "\r\n\th=" + String.join(":", names) + ";"
                + "\r\n\tbh=" + base64(SigningKey.digest(algorithm(), signedPart(body.body(message.body())))) + ";"
                + "\r\n\tb=";
        // RFC 6376 §3.7: the signature field comes last, with an empty b= and without its final CRLF.
        StringBuilder signed = new StringBuilder();
        selected(message.fields()).forEach(f -> signed.append(header.field(f)).append("\r\n"));
        return sealed(key, algorithm(), signed.append(header.field(unsigned)).toString(), unsigned);
    }

    /** {@code unsigned}, which ends in {@code b=}, with the signature over {@code text}, folded. */
    static String sealed(SigningKey key, String algorithm, String text, String unsigned) {
        StringBuilder field = new StringBuilder(unsigned);
        String signature = base64(key.sign(algorithm, text));
        for (int i = 0; i < signature.length(); i += LINE) {
            field.append(i == 0 ? "" : "\r\n\t ").append(signature, i, Math.min(i + LINE, signature.length()));
        }
        return field.toString();
    }

    /** RFC 6376 §3.5: {@code l=} octets of the canonical body. */
    private String signedPart(String canonicalBody) {
        String length = tags.get("l");
        return length == null
                ? canonicalBody
                : canonicalBody.substring(0, Math.min(Integer.parseInt(length), canonicalBody.length()));
    }

    /** RFC 6376 §5.4.2: fields of a name are taken from the bottom; a name with none left signs the null string. */
    private List<String> selected(List<String> fields) {
        Map<String, List<String>> left = new HashMap<>();
        for (String field : fields) {
            int colon = Math.max(field.indexOf(':'), 0);
            left.computeIfAbsent(lower(field.substring(0, colon).strip()), n -> new ArrayList<>())
                    .add(field);
        }
        List<String> selected = new ArrayList<>();
        for (String name : names) {
            List<String> candidates = left.getOrDefault(lower(name), List.of());
            if (!candidates.isEmpty()) {
                selected.add(candidates.remove(candidates.size() - 1));
            }
        }
        return selected;
    }

    private String value(String tag) {
        return Objects.requireNonNull(tags.get(tag), tag);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
