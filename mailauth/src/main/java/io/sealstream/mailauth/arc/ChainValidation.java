package io.sealstream.mailauth.arc;

import io.sealstream.mailauth.arc.ArcChain.Link;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.message.HeaderField;
import io.sealstream.mailauth.signature.KeyTrial;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.PublicKeyRecord;
import io.sealstream.mailauth.signature.SignatureAlgorithm;
import io.sealstream.mailauth.signature.SignatureField;
import io.sealstream.mailauth.signature.VerificationKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One validation of a well-formed chain (RFC 8617 §5.2). Each link is verified, undecided or failed; one that failed decides
 * for the chain, whatever else is undecided.
 */
final class ChainValidation {
    private final ArcChain chain;
    private final MessageHashes hashes;
    private final ArcSettings settings;
    private final Dns dns;
    private final AsOf asOf;
    private final boolean wire;
    private final Set<DomainName> asked = new HashSet<>();

    private record Finding(ArcStatus status, ArcReason reason, int instance) {
        static final Finding PASS = new Finding(ArcStatus.PASS, ArcReason.VERIFIED, 0);

        /** Fail before temperror before unverifiable before pass; of equals the earlier found. */
        Finding and(Finding other) {
            return rank() >= other.rank() ? this : other;
        }

        private int rank() {
            return switch (status) {
                case FAIL -> 3;
                case TEMPERROR -> 2;
                case UNVERIFIABLE -> 1;
                case PASS, NONE -> 0;
            };
        }
    }

    ChainValidation(ArcChain chain, MessageHashes hashes, ArcSettings settings, Dns dns, AsOf asOf, boolean wire) {
        this.chain = chain;
        this.hashes = hashes;
        this.settings = settings;
        this.dns = dns;
        this.asOf = asOf;
        this.wire = wire;
    }

    ArcResult validate() {
        Link newest = Objects.requireNonNull(chain.newest());
        if (ChainProblem.saysFail(newest)) {
            return result(failingSeal(newest), 0);
        }
        Finding finding = messageSignature(newest);
        for (int i = chain.links().size(); i >= 1 && finding.status() != ArcStatus.FAIL; i--) {
            finding = finding.and(seal(chain.links().get(i - 1), covered(1, i)));
        }
        return result(finding, finding.status() == ArcStatus.PASS ? oldestPass() : 0);
    }

    private ArcResult result(Finding finding, int oldestPass) {
        return new ArcResult(
                finding.status(),
                finding.reason(),
                finding.instance(),
                chain.links().size(),
                oldestPass,
                chain.report(),
                List.of());
    }

    /**
     * A seal that gives the chain up covers only its own set (RFC 8617 §5.1.2). The chain fails either way; the reason tells
     * whether the seal is what it claims to be.
     */
    private Finding failingSeal(Link link) {
        SignatureField seal = Objects.requireNonNull(link.seal());
        boolean forged = ChainProblem.defect(seal) != null
                || seal.tags().has("h")
                || seal(link, covered(link.instance(), link.instance())).status() == ArcStatus.FAIL;
        return new Finding(ArcStatus.FAIL, forged ? ArcReason.SEAL_FAILED : ArcReason.CV_FAIL, link.instance());
    }

    /** RFC 8617 §5.2 step 4. A body that fails on the wire is told without asking for the key. */
    private Finding messageSignature(Link link) {
        SignatureField signature = Objects.requireNonNull(link.signature());
        boolean bodyMatches = bodyMatches(signature);
        if (!bodyMatches && wire) {
            return new Finding(ArcStatus.FAIL, ArcReason.MESSAGE_SIGNATURE_FAILED, link.instance());
        }
        Finding finding = finding(
                trial(signature, key -> hashes.verifies(signature, key)),
                ArcReason.MESSAGE_SIGNATURE_FAILED,
                link.instance());
        return bodyMatches || finding.status() != ArcStatus.PASS
                ? finding
                : new Finding(ArcStatus.UNVERIFIABLE, ArcReason.ALTERED_AFTER_RECEIPT, link.instance());
    }

    private boolean bodyMatches(SignatureField signature) {
        return hashes.bodyHash(signature).matches(signature);
    }

    /** RFC 8617 §5.2 step 6. */
    private Finding seal(Link link, List<HeaderField> covered) {
        SignatureField seal = Objects.requireNonNull(link.seal());
        return finding(
                trial(seal, key -> hashes.verifiesSeal(covered, seal, key)), ArcReason.SEAL_FAILED, link.instance());
    }

    /** The fields that the seal of instance {@code last} covers, without itself (RFC 8617 §5.1.1). */
    private List<HeaderField> covered(int first, int last) {
        List<HeaderField> fields = new ArrayList<>(3 * (last - first + 1));
        for (int i = first; i <= last; i++) {
            Link link = chain.links().get(i - 1);
            fields.add(Objects.requireNonNull(link.results()).field());
            fields.add(Objects.requireNonNull(link.signature()).field());
            if (i < last) {
                fields.add(Objects.requireNonNull(link.seal()).field());
            }
        }
        return fields;
    }

    /** RFC 8617 §5.2 step 5: the newest signature verifies; how far down do the others? */
    private int oldestPass() {
        int oldest = chain.links().size();
        while (oldest > 1 && stillVerifies(chain.links().get(oldest - 2))) {
            oldest--;
        }
        return oldest;
    }

    private boolean stillVerifies(Link link) {
        SignatureField signature = Objects.requireNonNull(link.signature());
        return ChainProblem.defect(signature) == null
                && !signature.signs("arc-seal")
                && bodyMatches(signature)
                && trial(signature, key -> hashes.verifies(signature, key)).outcome() == KeyTrial.Outcome.VERIFIED;
    }

    private KeyTrial trial(SignatureField field, Predicate<VerificationKey> verifies) {
        return KeyTrial.of(
                key(Objects.requireNonNull(field.keyName())),
                asOf,
                settings.provider(),
                key -> mayUse(key, Objects.requireNonNull(field.algorithm())),
                verifies);
    }

    private Answer key(DomainName name) {
        if (!asked.contains(name) && asked.size() >= settings.maxKeys()) {
            return Answer.failed(Answer.Failure.LIMIT).build();
        }
        asked.add(name);
        return dns.lookup(Question.txt(name));
    }

    private static boolean mayUse(PublicKeyRecord key, SignatureAlgorithm algorithm) {
        return key.type() == algorithm.keyType()
                && key.allows(algorithm.hash())
                && key.email()
                && (key.type() != SignatureAlgorithm.KeyType.RSA || key.bits() >= PublicKeyRecord.MIN_RSA_BITS);
    }

    private static Finding finding(KeyTrial trial, ArcReason mismatch, int instance) {
        return switch (trial.outcome()) {
            case VERIFIED -> Finding.PASS;
            case COMPROMISED -> new Finding(ArcStatus.UNVERIFIABLE, ArcReason.KEY_COMPROMISED, instance);
            case MISMATCH -> new Finding(ArcStatus.FAIL, mismatch, instance);
            case UNUSABLE -> new Finding(ArcStatus.FAIL, ArcReason.KEY_UNUSABLE, instance);
            case NO_KEY -> new Finding(ArcStatus.FAIL, ArcReason.NO_KEY, instance);
            case DNS_FAILURE -> new Finding(ArcStatus.TEMPERROR, ArcReason.DNS_FAILURE, instance);
            case NOT_OBSERVED -> new Finding(ArcStatus.UNVERIFIABLE, ArcReason.KEY_NOT_OBSERVED, instance);
        };
    }
}
