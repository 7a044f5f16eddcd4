package io.sealstream.mailauth.dkim;

import io.sealstream.mailauth.diagnosis.Diagnosis;
import io.sealstream.mailauth.diagnosis.Effort;
import io.sealstream.mailauth.dkim.DkimResult.Check;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.signature.MessageHashes;
import io.sealstream.mailauth.signature.SignatureField.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The signatures of one message, read and ready to be verified as often as need be: what was hashed or computed once is not
 * done again. Not safe from several threads at a time.
 */
public final class DkimExamination {
    private final List<DkimSignature> signatures;
    private final MessageHashes hashes;
    private final DkimSettings settings;
    private final List<Integer> chosen;
    private final boolean[] isChosen;

    DkimExamination(List<DkimSignature> signatures, MessageHashes hashes, DkimSettings settings) {
        this.signatures = signatures;
        this.hashes = hashes;
        this.settings = settings;
        this.chosen = choose();
        this.isChosen = new boolean[signatures.size()];
        for (int i : chosen) {
            isChosen[i] = true;
            hashes.expect(signatures.get(i).field());
        }
    }

    /** The signatures to verify: those that can be, SHA-1 last for it never passes, aligned ones first, then from the top. */
    private List<Integer> choose() {
        List<Integer> usable = new ArrayList<>(signatures.size());
        for (int i = 0; i < signatures.size(); i++) {
            if (signatures.get(i).problem() == null) {
                usable.add(i);
            }
        }
        if (usable.size() > 1) {
            usable.sort(Comparator.comparing((Integer i) -> signatures.get(i).isObsolete())
                    .thenComparing(i -> !mayAlign(signatures.get(i))));
        }
        return usable.subList(0, Math.min(usable.size(), settings.maxSignatures()));
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
            if (isChosen[i]) {
                results.add(verdict.judge(dns.lookup(signature.question()), settings.provider()));
            } else {
                results.add(verdict.withoutKey());
            }
        }
        return results;
    }

    /**
     * Says of each failed signature how it broke, where what broke it can be undone and proven. On demand only.
     *
     * @param results of {@link #verify}, in its order
     * @param dns the same answers
     * @param effort what is spent on all signatures together, in like parts
     */
    public List<DkimResult> diagnose(List<DkimResult> results, Dns dns, Effort effort) {
        List<DkimResult> diagnosed = new ArrayList<>(results);
        List<Integer> broken = chosen.stream()
                .filter(i -> i < results.size() && isBroken(results.get(i)))
                .sorted()
                .toList();
        for (int n = 0; n < broken.size(); n++) {
            int i = broken.get(n);
            Effort part = effort.part(broken.size() - n);
            diagnosed.set(i, diagnose(signatures.get(i), results.get(i), dns, part));
        }
        return diagnosed;
    }

    private static boolean isBroken(DkimResult result) {
        return result.bodyHash() == Check.MISMATCH || result.signature() == Check.MISMATCH;
    }

    private DkimResult diagnose(DkimSignature signature, DkimResult result, Dns dns, Effort effort) {
        boolean header = result.signature() == Check.MISMATCH;
        return result.withRepairs(new Diagnosis(hashes, Kind.DKIM_SIGNATURE, signature.field(), effort)
                .find(result.bodyHash() == Check.MISMATCH, header ? dns.lookup(signature.question()) : null));
    }
}
