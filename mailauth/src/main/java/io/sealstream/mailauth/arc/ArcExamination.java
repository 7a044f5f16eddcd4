package io.sealstream.mailauth.arc;

import io.sealstream.mailauth.arc.ArcChain.Link;
import io.sealstream.mailauth.diagnosis.Diagnosis;
import io.sealstream.mailauth.diagnosis.Effort;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.PublicKeyRecord;
import io.sealstream.mailauth.signature.SignatureField;
import io.sealstream.mailauth.signature.SignatureField.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chain of one message, read and ready to be validated as often as need be: what was hashed or computed once is not done
 * again. Not safe from several threads at a time.
 */
public final class ArcExamination {
    private final ArcChain chain;
    private final @Nullable ChainProblem problem;
    private final MessageHashes hashes;
    private final ArcSettings settings;

    ArcExamination(ArcChain chain, MessageHashes hashes, ArcSettings settings) {
        this.chain = chain;
        this.problem = chain.isEmpty() ? null : ChainProblem.find(chain, hashes.refusesHeader());
        this.hashes = hashes;
        this.settings = settings;
        if (mayPass()) {
            chain.links().forEach(link -> {
                if (link.signature() != null) {
                    hashes.expect(link.signature());
                }
            });
        }
    }

    /** The key questions of a chain that is well-formed, newest first, each once; none for one that has failed already. */
    public List<Question> questions() {
        Set<Question> questions = new LinkedHashSet<>();
        for (int i = chain.links().size() - 1; i >= 0 && mayPass(); i--) {
            Link link = chain.links().get(i);
            addKey(questions, link.signature());
            addKey(questions, link.seal());
        }
        return questions.stream().limit(settings.maxKeys()).toList();
    }

    private boolean mayPass() {
        return problem == null && !ChainProblem.saysFail(chain.newest());
    }

    private static void addKey(Set<Question> questions, @Nullable SignatureField field) {
        if (field != null && field.isWellFormed() && field.keyName() != null) {
            questions.add(Question.txt(field.keyName()));
        }
    }

    /** Computes the body hashes ahead of the answers. May run on another thread, before {@link #validate}. */
    public void hash() {
        hashes.hashBodies();
    }

    /**
     * Validates the chain (RFC 8617 §5.2).
     *
     * @param asOf the time that keys have to speak for
     * @param wire whether this copy is octet by octet what the receiver took
     */
    public ArcResult validate(Dns dns, AsOf asOf, boolean wire) {
        if (chain.isEmpty()) {
            return ArcResult.NONE;
        }
        if (problem != null) {
            return new ArcResult(
                    ArcStatus.FAIL,
                    problem.reason(),
                    problem.instance(),
                    chain.links().size(),
                    0,
                    chain.report(),
                    List.of());
        }
        return new ChainValidation(chain, hashes, settings, dns, asOf, wire).validate();
    }

    /**
     * Says of a failed message signature how it broke, where what broke it can be undone and proven. On demand only.
     *
     * @param result of {@link #validate}
     * @param dns the same answers
     */
    public ArcResult diagnose(ArcResult result, Dns dns, Effort effort) {
        SignatureField signature = result.isOfMessageSignature()
                ? chain.links().get(result.problem() - 1).signature()
                : null;
        if (signature == null || !signature.isWellFormed() || signature.keyName() == null) {
            return result;
        }
        Answer keys = dns.lookup(Question.txt(signature.keyName()));
        boolean verified = settings.provider().keys(keys).records().stream()
                .map(PublicKeyRecord::key)
                .filter(Objects::nonNull)
                .anyMatch(key -> hashes.verifies(signature, key));
        boolean bodyMatches = hashes.bodyHash(signature).matches(signature);
        return result.withRepairs(new Diagnosis(hashes, Kind.ARC_MESSAGE_SIGNATURE, signature, effort)
                .find(!bodyMatches, verified ? null : keys));
    }
}
