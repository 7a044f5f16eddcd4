package io.sealstream.mailauth.signature;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.tag.TagList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A DKIM-Signature, ARC-Message-Signature or ARC-Seal field, as far as the three are alike (RFC 6376 §3.5, RFC 8617 §4.1).
 * What could be read of a field that is defective can still be asked for.
 */
public final class SignatureField {
    /** The three kinds, by what they must have. */
    public enum Kind {
        DKIM_SIGNATURE("v", "a", "b", "bh", "d", "h", "s"),
        ARC_MESSAGE_SIGNATURE("i", "a", "b", "bh", "d", "h", "s"),
        ARC_SEAL("i", "a", "b", "cv", "d", "s");

        private final List<String> required;

        Kind(String... required) {
            this.required = List.of(required);
        }
    }

    /** The first thing that is wrong with a field, in the order in which a verifier looks (RFC 6376 §6.1.1). */
    public enum Defect {
        NONE,
        SYNTAX,
        MISSING_TAG,
        UNSUPPORTED_ALGORITHM,
        UNSUPPORTED_CANONICALIZATION
    }

    /** Takes the names in {@code h=} as octets of the field. */
    @FunctionalInterface
    public interface NameSink {
        void name(byte[] bytes, int from, int to);
    }

    private static final byte[] NO_OCTETS = {};
    private static final int MAX_TIME_DIGITS = 12;
    private static final int MAX_LENGTH_DIGITS = 76;

    private final HeaderField field;
    private final TagList tags;
    private final @Nullable String algorithmText;
    private final @Nullable SignatureAlgorithm algorithm;
    private final @Nullable DomainName domain;
    private final @Nullable String selector;
    private final @Nullable DomainName keyName;
    private final byte[] signatureData;
    private final byte[] bodyHash;
    private final long bodyLength;
    private final @Nullable Instant signedAt;
    private Canonicalization headerCanonicalization = Canonicalization.SIMPLE;
    private Canonicalization bodyCanonicalization = Canonicalization.SIMPLE;
    private Defect defect = Defect.NONE;

    private SignatureField(Kind kind, HeaderField field) {
        this.field = field;
        this.tags = TagList.parse(field.bytes(), field.valueStart(), field.end());
        if (!tags.isWellFormed()) {
            found(Defect.SYNTAX);
        }
        for (String name : kind.required) {
            if (!tags.has(name)) {
                found(Defect.MISSING_TAG);
            }
        }
        algorithmText = tags.value("a");
        algorithm = algorithmText == null ? null : SignatureAlgorithm.of(algorithmText);
        if (algorithm == null) {
            found(Defect.UNSUPPORTED_ALGORITHM);
        }
        domain = readDomain();
        selector = tags.value("s");
        keyName = readKeyName();
        signatureData = readOctets("b");
        if (kind == Kind.ARC_SEAL) {
            headerCanonicalization = Canonicalization.RELAXED; // RFC 8617 §5.1.1
            bodyHash = NO_OCTETS;
            bodyLength = -1;
        } else {
            readCanonicalization();
            bodyHash = readOctets("bh");
            bodyLength = readNumber("l", MAX_LENGTH_DIGITS);
        }
        long seconds = readNumber("t", MAX_TIME_DIGITS);
        signedAt = seconds < 0 ? null : Instant.ofEpochSecond(seconds);
    }

    public static SignatureField parse(Kind kind, HeaderField field) {
        return new SignatureField(kind, field);
    }

    private void found(Defect problem) {
        if (defect == Defect.NONE) {
            defect = problem;
        }
    }

    private @Nullable DomainName readDomain() {
        Optional<DomainName> name =
                Optional.ofNullable(tags.value("d")).flatMap(DomainName::parse).filter(SignatureField::isMailDomain);
        if (name.isEmpty()) {
            found(Defect.SYNTAX);
        }
        return name.orElse(null);
    }

    /** Letters, digits, hyphens, and the underscores that are in use; at least two labels (RFC 6376 §3.5). */
    private static boolean isMailDomain(DomainName name) {
        String text = name.toString();
        for (int i = 0; i < text.length(); i++) {
            if (!isDomainOctet(text.charAt(i))) {
                return false;
            }
        }
        return name.labelCount() > 1;
    }

    private static boolean isDomainOctet(char c) {
        boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        return letterOrDigit || c == '-' || c == '.' || c == '_';
    }

    private @Nullable DomainName readKeyName() {
        Optional<DomainName> name = domain == null || selector == null || selector.isEmpty()
                ? Optional.empty()
                : domain.under(selector + "._domainkey"); // RFC 6376 §3.6.2.1
        if (name.isEmpty()) {
            found(Defect.SYNTAX);
        }
        return name.orElse(null);
    }

    private byte[] readOctets(String name) {
        int tag = tags.indexOf(name);
        byte[] octets = tag < 0 ? null : Base64Value.decode(tags, tag);
        if (octets == null || octets.length == 0) {
            found(Defect.SYNTAX);
            return NO_OCTETS;
        }
        return octets;
    }

    private void readCanonicalization() {
        String value = tags.value("c");
        if (value == null) {
            return;
        }
        int slash = value.indexOf('/');
        Canonicalization ofHeader = Canonicalization.of(slash < 0 ? value : value.substring(0, slash));
        Canonicalization ofBody = slash < 0 ? Canonicalization.SIMPLE : Canonicalization.of(value.substring(slash + 1));
        if (ofHeader == null || ofBody == null) {
            found(Defect.UNSUPPORTED_CANONICALIZATION);
            return;
        }
        headerCanonicalization = ofHeader;
        bodyCanonicalization = ofBody;
    }

    /** The value of a tag of digits, as a long holds it at most; -1 where the tag is absent or not of that form. */
    private long readNumber(String name, int maxDigits) {
        String value = tags.value(name);
        if (value == null) {
            return -1;
        }
        long number = number(value, maxDigits);
        if (number < 0) {
            found(Defect.SYNTAX);
        }
        return number;
    }

    /** The number that 1 to {@code maxDigits} digits stand for, the largest long where it is larger; -1: no such number. */
    public static long number(String digits, int maxDigits) {
        if (digits.isEmpty() || digits.length() > maxDigits) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : number * 10 + digit;
        }
        return number;
    }

    public HeaderField field() {
        return field;
    }

    public TagList tags() {
        return tags;
    }

    public Defect defect() {
        return defect;
    }

    /** Whether it can be checked: then domain, selector, key name and algorithm are there. */
    public boolean isWellFormed() {
        return defect == Defect.NONE;
    }

    /** {@code a=} as written; null: absent. */
    public @Nullable String algorithmText() {
        return algorithmText;
    }

    public @Nullable SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** The hash of a well-formed signature. */
    HashAlgorithm hash() {
        return algorithm == null ? HashAlgorithm.SHA256 : algorithm.hash();
    }

    /** {@code d=}. */
    public @Nullable DomainName domain() {
        return domain;
    }

    /** {@code s=}. */
    public @Nullable String selector() {
        return selector;
    }

    /** Where the key is: {@code selector._domainkey.domain}. */
    public @Nullable DomainName keyName() {
        return keyName;
    }

    public Canonicalization headerCanonicalization() {
        return headerCanonicalization;
    }

    public Canonicalization bodyCanonicalization() {
        return bodyCanonicalization;
    }

    /** {@code b=}, decoded; shared, read-only. */
    public byte[] signatureData() {
        return signatureData;
    }

    /** {@code bh=}, decoded; shared, read-only. */
    public byte[] bodyHash() {
        return bodyHash;
    }

    /** {@code l=}; -1: absent, the whole body. */
    public long bodyLength() {
        return bodyLength;
    }

    /** {@code t=}; null: absent. */
    public @Nullable Instant signedAt() {
        return signedAt;
    }

    int signatureDataStart() {
        int tag = tags.indexOf("b");
        return tag < 0 ? field.end() : tags.rawStart(tag);
    }

    int signatureDataEnd() {
        int tag = tags.indexOf("b");
        return tag < 0 ? field.end() : tags.rawEnd(tag);
    }

    /** Gives the names in {@code h=}, in order, without the white space around them. */
    public void forEachSignedName(NameSink sink) {
        int tag = tags.indexOf("h");
        if (tag < 0) {
            return;
        }
        byte[] bytes = tags.bytes();
        int end = tags.rawEnd(tag);
        int from = tags.rawStart(tag);
        while (from <= end) {
            int colon = from;
            while (colon < end && bytes[colon] != ':') {
                colon++;
            }
            int nameStart = from;
            int nameEnd = colon;
            while (nameStart < nameEnd && bytes[nameStart] <= ' ') {
                nameStart++;
            }
            while (nameEnd > nameStart && bytes[nameEnd - 1] <= ' ') {
                nameEnd--;
            }
            if (nameEnd > nameStart) {
                sink.name(bytes, nameStart, nameEnd);
            }
            from = colon + 1;
        }
    }

    /** Whether {@code h=} names the field, compared without case. */
    public boolean signs(String lowerCaseName) {
        boolean[] named = {false};
        forEachSignedName((bytes, from, to) -> named[0] |= FieldNames.same(bytes, from, to, lowerCaseName));
        return named[0];
    }
}
