package io.sealstream.mailauth.spf;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import io.sealstream.mailauth.dns.RecordType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names that the client's PTR records give, for {@code ptr} (RFC 7208 §5.5) and {@code %{p}} (§7.3): at most ten, in
 * alphabetical order, so that a server's rotation does not change a result.
 */
final class PointerNames {
    private final Evaluation evaluation;
    private final List<DomainName> names;
    private boolean incomplete;

    private PointerNames(Evaluation evaluation, List<DomainName> names) {
        this.evaluation = evaluation;
        this.names = names;
    }

    /** For {@code ptr}; null where the PTR answer is not known, or one void look-up too many. */
    static @Nullable PointerNames forTerm(Evaluation evaluation) {
        return of(evaluation, evaluation.queries().pointerTerm(questionFor(evaluation)));
    }

    /** For {@code %{p}}; null where the PTR answer is not known. */
    static @Nullable PointerNames forMacro(Evaluation evaluation) {
        return of(evaluation, evaluation.queries().lenient(questionFor(evaluation)));
    }

    private static Question questionFor(Evaluation evaluation) {
        return new Question(evaluation.clientIp().reverseName(), RecordType.PTR);
    }

    private static @Nullable PointerNames of(Evaluation evaluation, @Nullable Answer answer) {
        return answer == null ? null : new PointerNames(evaluation, targets(answer));
    }

    private static List<DomainName> targets(Answer answer) {
        List<DomainName> targets = new ArrayList<>();
        for (Rdata record : answer.records()) {
            if (record instanceof Rdata.Pointer pointer) {
                targets.add(pointer.target());
            }
        }
        targets.sort(Comparator.naturalOrder());
        // RFC 7208 §4.6.4: the first ten names, and the others are ignored.
        return targets.subList(0, Math.min(Queries.MAX_NAMES, targets.size()));
    }

    /** Whether a validated name is the target or below it. */
    Match matchAtOrBelow(DomainName target) {
        for (DomainName name : names) {
            if (name.isAtOrBelow(target) && isValidated(name)) {
                return Match.MATCH;
            }
        }
        return evaluation.unmatched();
    }

    /** The domain itself where it is validated, else a name below it, else any; null where that cannot be known. */
    @Nullable
    String preferredFor(DomainName domain, String none) {
        List<DomainName> byRank = new ArrayList<>(names);
        byRank.sort(Comparator.comparingInt(name -> name.equals(domain) ? 0 : name.isAtOrBelow(domain) ? 1 : 2));
        for (DomainName name : byRank) {
            if (isValidated(name)) {
                return name.toString();
            }
            if (incomplete) {
                return null;
            }
        }
        return none;
    }

    private boolean isValidated(DomainName name) {
        Answer answer = evaluation.queries().lenient(evaluation.addressQuestion(name));
        incomplete |= answer == null;
        return answer != null
                && evaluation.isClientIn(answer, evaluation.clientIp().bits());
    }
}
