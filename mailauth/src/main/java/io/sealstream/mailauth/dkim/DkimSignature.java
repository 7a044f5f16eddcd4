package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.signature.SignatureAlgorithm;
import io.sealstream.mailauth.signature.SignatureField;
import io.sealstream.mailauth.signature.SignatureField.Defect;
import io.sealstream.mailauth.signature.SignatureField.Kind;
import io.sealstream.mailauth.tag.TagList;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A DKIM-Signature field (RFC 6376 §3.5).
 *
 * @param problem why it cannot be verified; null: it can
 * @param auid {@code i=} decoded, or its default; null where neither can be read
 * @param auidIsSdid whether the domain of {@code i=} is {@code d=} itself, as {@code t=s} of the key demands
 * @param expiresAt {@code x=}; null: never, or not readable
 */
record DkimSignature(
        SignatureField field,
        @Nullable DkimReason problem,
        @Nullable String auid,
        boolean auidIsSdid,
        @Nullable Instant expiresAt) {
    private static final int MAX_TIME_DIGITS = 12;

    static DkimSignature parse(HeaderField header) {
        SignatureField field = SignatureField.parse(Kind.DKIM_SIGNATURE, header);
        Auid auid = Auid.read(field.tags(), field.domain());
        long expires = number(field.tags(), "x");
        Instant expiresAt = expires < 0 ? null : Instant.ofEpochSecond(expires);
        return new DkimSignature(
                field, problem(field, auid, expiresAt), auid.text(), auid.domain() != null && auid.isSdid(), expiresAt);
    }

    /** This signature, which cannot be verified over so large a header. */
    DkimSignature refusedForItsHeader() {
        DkimReason reason = problem == null ? DkimReason.HEADER_TOO_LARGE : problem;
        return new DkimSignature(field, reason, auid, auidIsSdid, expiresAt);
    }

    /** The first problem, in the order of RFC 6376 §6.1.1. */
    private static @Nullable DkimReason problem(SignatureField field, Auid auid, @Nullable Instant expiresAt) {
        TagList tags = field.tags();
        String version = tags.value("v");
        if (version != null && !version.equals("1")) {
            return DkimReason.UNSUPPORTED_VERSION;
        }
        if (field.defect() != Defect.NONE) {
            return reason(field.defect());
        }
        if (!queriesDnsTxt(tags.value("q"))) {
            return DkimReason.UNSUPPORTED_QUERY;
        }
        if (auid.domain() == null) {
            return DkimReason.SYNTAX_ERROR;
        }
        if (!auid.isBelowSdid()) {
            return DkimReason.AUID_MISMATCH;
        }
        if (!field.signs("from")) {
            return DkimReason.FROM_NOT_SIGNED; // RFC 6376 §5.4
        }
        if (tags.has("x")) {
            Instant signedAt = field.signedAt();
            if (expiresAt == null) {
                return DkimReason.SYNTAX_ERROR;
            }
            if (signedAt != null && !expiresAt.isAfter(signedAt)) {
                return DkimReason.EXPIRES_BEFORE_SIGNED;
            }
        }
        return null;
    }

    private static DkimReason reason(Defect defect) {
        return switch (defect) {
            case NONE -> DkimReason.VERIFIED;
            case SYNTAX -> DkimReason.SYNTAX_ERROR;
            case MISSING_TAG -> DkimReason.MISSING_TAG;
            case UNSUPPORTED_ALGORITHM -> DkimReason.UNSUPPORTED_ALGORITHM;
            case UNSUPPORTED_CANONICALIZATION -> DkimReason.UNSUPPORTED_CANONICALIZATION;
        };
    }

    /** RFC 6376 §3.5: a list with colons, unknown methods ignored; {@code dns} alone is of RFC 4870 and still in use. */
    private static boolean queriesDnsTxt(@Nullable String methods) {
        if (methods == null) {
            return true;
        }
        for (String method : methods.split(":", -1)) {
            if (method.strip().equals("dns/txt") || method.strip().equals("dns")) {
                return true;
            }
        }
        return false;
    }

    private static long number(TagList tags, String name) {
        String value = tags.value(name);
        return value == null ? -1 : SignatureField.number(value, MAX_TIME_DIGITS);
    }

    @Nullable
    DomainName domain() {
        return field.domain();
    }

    boolean isObsolete() {
        return field.algorithm() == SignatureAlgorithm.RSA_SHA1;
    }

    /** Where the key of a signature without a problem is. */
    Question question() {
        return Question.txt(Objects.requireNonNull(field.keyName()));
    }

    /** The first 8 characters of {@code b=} without white space (RFC 6008 §3). */
    String signatureData() {
        TagList tags = field.tags();
        int tag = tags.indexOf("b");
        StringBuilder first = new StringBuilder(8);
        for (int i = tag < 0 ? 0 : tags.rawStart(tag); tag >= 0 && i < tags.rawEnd(tag) && first.length() < 8; i++) {
            if (tags.bytes()[i] > ' ') {
                first.append((char) tags.bytes()[i]);
            }
        }
        return first.toString();
    }

    /** {@code c=} as both words. */
    String canonicalization() {
        return field.headerCanonicalization().word() + "/"
                + field.bodyCanonicalization().word();
    }
}
