package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dkim.DkimResult.Check;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Observation.Timing;
import io.sealstream.mailauth.signature.BodyHash;
import io.sealstream.mailauth.signature.CryptoProvider;
import io.sealstream.mailauth.signature.KeyTrial;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.PublicKeyRecord;
import io.sealstream.mailauth.signature.SignatureAlgorithm;
import io.sealstream.mailauth.signature.SignatureField;
import io.sealstream.mailauth.signature.SignatureField.Defect;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Comes to the result of one signature: the two proofs first, then the rules that forbid what they prove. */
final class SignatureVerdict {
    static final DkimResult NOT_SIGNED = new DkimResult(
            DkimStatus.NONE,
            DkimReason.NOT_SIGNED,
            -1,
            null,
            null,
            null,
            null,
            null,
            0,
            Check.NOT_CHECKED,
            Check.NOT_CHECKED,
            0,
            null,
            null,
            Set.of(),
            Duration.ZERO,
            null,
            "",
            List.of());

    private final DkimSignature signature;
    private final SignatureField field;
    private final MessageHashes hashes;
    private final AsOf asOf;
    private final boolean wire;

    private final Set<DkimFlag> flags = EnumSet.noneOf(DkimFlag.class);
    private Check bodyHash = Check.NOT_CHECKED;
    private Check headerSignature = Check.NOT_CHECKED;
    private long unsignedBytes;
    private int keyBits;
    private Duration keyGap = Duration.ZERO;

    private record Outcome(
            DkimStatus status, DkimReason reason, @Nullable DkimStatus wouldBe) {
        Outcome(DkimStatus status, DkimReason reason) {
            this(status, reason, null);
        }

        Outcome forbidden(DkimStatus ruledStatus, DkimReason rule) {
            return new Outcome(ruledStatus, rule, wouldBe == null ? status : wouldBe);
        }
    }

    SignatureVerdict(DkimSignature signature, MessageHashes hashes, AsOf asOf, boolean wire) {
        this.signature = signature;
        this.field = signature.field();
        this.hashes = hashes;
        this.asOf = asOf;
        this.wire = wire;
    }

    /** The result of a signature that cannot be verified, or is one too many. */
    DkimResult withoutKey() {
        DkimReason problem = signature.problem();
        return result(
                problem == null
                        ? new Outcome(DkimStatus.SKIPPED, DkimReason.TOO_MANY_SIGNATURES)
                        : new Outcome(statusOf(problem), problem));
    }

    /** RFC 8601 §2.7.1: what cannot be read or processed is neutral; RFC 6376 §6.1.1: the rest fails for good. */
    private static DkimStatus statusOf(DkimReason problem) {
        return switch (problem) {
            case SYNTAX_ERROR,
                    MISSING_TAG,
                    UNSUPPORTED_VERSION,
                    UNSUPPORTED_ALGORITHM,
                    UNSUPPORTED_CANONICALIZATION,
                    UNSUPPORTED_QUERY -> DkimStatus.NEUTRAL;
            default -> DkimStatus.PERMERROR;
        };
    }

    DkimResult judge(Answer answer, CryptoProvider provider) {
        checkTimes();
        if (hashes.repairsLineEndings()) {
            flags.add(DkimFlag.LINE_ENDINGS_REPAIRED);
        }
        boolean longEnough = checkBody();
        KeyTrial trial = KeyTrial.of(answer, asOf, provider, this::mayUse, key -> hashes.verifies(field, key));
        noteKey(trial);
        return result(applyRules(trial, proofs(trial, longEnough)));
    }

    private void checkTimes() {
        Instant received = asOf.receivedAt();
        Instant signed = field.signedAt();
        if (signed != null && received != null && signed.isAfter(received)) {
            flags.add(DkimFlag.SIGNED_IN_FUTURE);
        }
        if (signature.expiresAt() != null && received == null) {
            flags.add(DkimFlag.EXPIRY_NOT_EVALUATED);
        }
        if (field.algorithm() == SignatureAlgorithm.RSA_SHA1) {
            flags.add(DkimFlag.SHA1);
        }
    }

    /** RFC 6376 §6.1.3 step 2 and 3. False where {@code l=} is more than the body has. */
    private boolean checkBody() {
        BodyHash body = hashes.bodyHash(field);
        unsignedBytes = body.unhashed();
        if (unsignedBytes > 0) {
            flags.add(DkimFlag.UNSIGNED_BODY);
        }
        bodyHash = body.matches(field) ? Check.MATCH : Check.MISMATCH;
        return !body.tooShort();
    }

    /** RFC 6376 §6.1.2, steps 6 to 9, and §3.6.1 for {@code t=s}. */
    private boolean mayUse(PublicKeyRecord key) {
        return refusal(key) == null;
    }

    private @Nullable DkimReason refusal(PublicKeyRecord key) {
        SignatureAlgorithm algorithm = Objects.requireNonNull(field.algorithm());
        DkimReason defect = switch (key.defect()) {
            case NONE -> null;
            case SYNTAX, VERSION -> DkimReason.KEY_SYNTAX_ERROR;
            case REVOKED -> DkimReason.KEY_REVOKED;
            case UNKNOWN_TYPE -> DkimReason.KEY_ALGORITHM_MISMATCH;
            case TOO_SMALL -> DkimReason.KEY_TOO_SMALL;
            case TOO_LARGE -> DkimReason.KEY_TOO_LARGE;
        };
        if (defect != null) {
            return defect;
        }
        if (key.type() != algorithm.keyType()) {
            return DkimReason.KEY_ALGORITHM_MISMATCH;
        }
        if (!key.allows(algorithm.hash())) {
            return DkimReason.HASH_NOT_ALLOWED;
        }
        if (!key.email()) {
            return DkimReason.SERVICE_NOT_ALLOWED;
        }
        return key.strict() && !signature.auidIsSdid() ? DkimReason.AUID_MISMATCH : null;
    }

    private void noteKey(KeyTrial trial) {
        headerSignature = switch (trial.outcome()) {
            case VERIFIED, COMPROMISED -> Check.MATCH;
            case MISMATCH -> Check.MISMATCH;
            case UNUSABLE, NO_KEY, DNS_FAILURE, NOT_OBSERVED -> Check.NOT_CHECKED;
        };
        keyGap = trial.gap();
        PublicKeyRecord key = trial.key();
        if (key == null) {
            return;
        }
        keyBits = key.bits();
        if (key.testing()) {
            flags.add(DkimFlag.KEY_TESTING);
        }
        if (key.strict()) {
            flags.add(DkimFlag.KEY_STRICT);
        }
        if (trial.several()) {
            flags.add(DkimFlag.SEVERAL_KEYS);
        }
        if (headerSignature == Check.MATCH && trial.timing() == Timing.LATER) {
            flags.add(DkimFlag.KEY_OBSERVED_LATER);
        }
        if (headerSignature == Check.MATCH && trial.timing() == Timing.EARLIER) {
            flags.add(DkimFlag.KEY_OBSERVED_EARLIER);
        }
    }

    /** What body hash and signature prove, before any rule. */
    private Outcome proofs(KeyTrial trial, boolean longEnough) {
        return switch (trial.outcome()) {
            case VERIFIED, COMPROMISED ->
                bodyHash == Check.MATCH ? new Outcome(DkimStatus.PASS, DkimReason.VERIFIED) : bodyFailed(longEnough);
            case MISMATCH ->
                bodyHash == Check.MATCH
                        ? new Outcome(DkimStatus.FAIL, DkimReason.SIGNATURE_MISMATCH)
                        : new Outcome(DkimStatus.FAIL, bodyReason(longEnough));
            case UNUSABLE -> unusable(Objects.requireNonNull(refusal(Objects.requireNonNull(trial.key()))));
            case NO_KEY -> new Outcome(DkimStatus.PERMERROR, DkimReason.NO_KEY);
            case DNS_FAILURE -> new Outcome(DkimStatus.TEMPERROR, DkimReason.DNS_FAILURE);
            case NOT_OBSERVED -> new Outcome(DkimStatus.UNVERIFIABLE, DkimReason.KEY_NOT_OBSERVED);
        };
    }

    /** The header is as it was signed and the body is not: in a copy that is not of the wire, that speaks of the copy. */
    private Outcome bodyFailed(boolean longEnough) {
        if (!wire) {
            flags.add(DkimFlag.THIS_COPY);
        }
        return new Outcome(DkimStatus.FAIL, bodyReason(longEnough));
    }

    private static DkimReason bodyReason(boolean longEnough) {
        return longEnough ? DkimReason.BODY_HASH_MISMATCH : DkimReason.BODY_LENGTH_EXCEEDED;
    }

    private static Outcome unusable(DkimReason refusal) {
        boolean size = refusal == DkimReason.KEY_TOO_SMALL || refusal == DkimReason.KEY_TOO_LARGE;
        return new Outcome(size ? DkimStatus.POLICY : DkimStatus.PERMERROR, refusal);
    }

    private Outcome applyRules(KeyTrial trial, Outcome proven) {
        if (field.algorithm() == SignatureAlgorithm.RSA_SHA1) {
            return proven.forbidden(DkimStatus.PERMERROR, DkimReason.OBSOLETE_ALGORITHM); // RFC 8301 §3.1
        }
        PublicKeyRecord key = trial.key();
        if (key == null || headerSignature == Check.NOT_CHECKED) {
            return proven;
        }
        if (key.type() == SignatureAlgorithm.KeyType.RSA && key.bits() < PublicKeyRecord.MIN_RSA_BITS) {
            return proven.forbidden(DkimStatus.POLICY, DkimReason.KEY_TOO_SMALL); // RFC 8301 §3.2
        }
        if (proven.status() != DkimStatus.PASS) {
            return proven;
        }
        if (isExpired()) {
            return proven.forbidden(DkimStatus.POLICY, DkimReason.EXPIRED); // RFC 6376 §3.5: MAY be invalid
        }
        if (trial.outcome() == KeyTrial.Outcome.COMPROMISED) {
            return proven.forbidden(DkimStatus.UNVERIFIABLE, DkimReason.KEY_COMPROMISED);
        }
        return key.testing() ? proven.forbidden(DkimStatus.POLICY, DkimReason.TESTING) : proven; // RFC 6376 §3.6.1
    }

    private boolean isExpired() {
        Instant expires = signature.expiresAt();
        Instant received = asOf.receivedAt();
        return expires != null && received != null && received.isAfter(expires);
    }

    private DkimResult result(Outcome outcome) {
        return new DkimResult(
                outcome.status(),
                outcome.reason(),
                field.field().index(),
                field.domain(),
                field.selector(),
                signature.auid(),
                lowerCase(field.algorithmText()),
                field.defect() == Defect.UNSUPPORTED_CANONICALIZATION ? null : signature.canonicalization(),
                keyBits,
                bodyHash,
                headerSignature,
                unsignedBytes,
                field.signedAt(),
                signature.expiresAt(),
                Collections.unmodifiableSet(flags),
                keyGap,
                outcome.wouldBe(),
                signature.signatureData(),
                List.of());
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
