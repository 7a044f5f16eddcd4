package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.dkim.DkimResult.Check;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.TrialCrypto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The signatures of one message, read and ready to be verified as often as need be: what was hashed or computed once is not
 * done again. Not safe from several threads at a time.
 */
public final class DkimExamination {
    /** About 20 ms of hashing. */
    public static final long DEFAULT_DIAGNOSIS_BUDGET = 16L << 20;

    /** How many headers are held against the signatures of a message, to find how they broke. */
    static final int MAX_DIAGNOSED_HEADERS = 1200;

    private final List<DkimSignature> signatures;
    private final MessageHashes hashes;
    private final DkimSettings settings;
    private final Set<Integer> chosen;

    DkimExamination(List<DkimSignature> signatures, MessageHashes hashes, DkimSettings settings) {
        this.signatures = signatures;
        this.hashes = hashes;
        this.settings = settings;
        this.chosen = choose();
        chosen.forEach(i -> hashes.expect(signatures.get(i).field()));
    }

    /** The signatures to verify: those that can be, SHA-1 last for it never passes, aligned ones first, then from the top. */
    private Set<Integer> choose() {
        return IntStream.range(0, signatures.size())
                .filter(i -> signatures.get(i).problem() == null)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> signatures.get(i).isObsolete())
                        .thenComparing(i -> !mayAlign(signatures.get(i))))
                .limit(settings.maxSignatures())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean mayAlign(DkimSignature signature) {
        DomainName domain = signature.domain();
        return domain != null && settings.prefers(domain);
    }

    /** The key questions of the signatures that will be verified, each once. */
    public List<Question> questions() {
        return chosen.stream().map(i -> signatures.get(i).question()).distinct().toList();
    }

    /** Computes the body hashes ahead of the answers. May run on another thread, before {@link #verify}. */
    public void hash() {
        hashes.hashBodies();
    }

    /**
     * Verifies the signatures (RFC 6376 §6.1), in the order of their fields.
     *
     * @param asOf the time that keys have to speak for; {@code x=} and {@code t=} are judged against the receipt
     * @param wire whether this copy is octet by octet what the receiver took
     * @return one result for each DKIM-Signature field, up to {@link Dkim#MAX_FIELDS}; one that says so where there is none
     */
    public List<DkimResult> verify(Dns dns, AsOf asOf, boolean wire) {
        if (signatures.isEmpty()) {
            return List.of(SignatureVerdict.NOT_SIGNED);
        }
        List<DkimResult> results = new ArrayList<>(signatures.size());
        for (int i = 0; i < signatures.size(); i++) {
            DkimSignature signature = signatures.get(i);
            SignatureVerdict verdict = new SignatureVerdict(signature, hashes, asOf, wire);
            if (chosen.contains(i)) {
                results.add(verdict.judge(dns.lookup(signature.question()), settings.provider()));
            } else {
                results.add(verdict.withoutKey());
            }
        }
        return results;
    }

    /**
     * Says of each failed signature how it broke, where what broke it can be undone and proven. On demand only: it hashes up to
     * {@code budget} octets of bodies, and up to {@link #MAX_DIAGNOSED_HEADERS} headers.
     *
     * @param results of {@link #verify}, in its order
     * @param dns the same answers
     */
    public List<DkimResult> diagnose(List<DkimResult> results, Dns dns, long budget) {
        List<DkimResult> diagnosed = new ArrayList<>(results);
        for (int i = 0; i < signatures.size() && i < results.size(); i++) {
            if (chosen.contains(i)) {
                diagnosed.set(
                        i,
                        diagnose(
                                signatures.get(i),
                                results.get(i),
                                dns,
                                budget / chosen.size(),
                                budget == 0 ? 0 : MAX_DIAGNOSED_HEADERS / chosen.size()));
            }
        }
        return diagnosed;
    }

    private DkimResult diagnose(DkimSignature signature, DkimResult result, Dns dns, long budget, int headers) {
        List<String> findings = new ArrayList<>(2);
        if (result.bodyHash() == Check.MISMATCH) {
            BodyProof proof = new BodyProof(signature.field(), hashes.repairsLineEndings(), budget);
            new BodyRepair(hashes.message(), proof)
                    .find()
                    .ifPresent(found -> found.repairs().forEach(repair -> findings.add(repair.text())));
        }
        if (result.signature() == Check.MISMATCH) {
            TrialCrypto.key(dns.lookup(signature.question()))
                    .flatMap(key -> new HeaderRepair(hashes.message(), signature.field(), key, headers).find())
                    .ifPresent(found -> found.repairs().forEach(repair -> findings.add(repair.text())));
        }
        return findings.isEmpty() ? result : result.withRepair(String.join("; ", findings));
    }
}
