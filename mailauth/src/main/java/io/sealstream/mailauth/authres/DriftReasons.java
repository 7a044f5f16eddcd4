package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.arc.ArcResult.ArcSet;
import io.sealstream.mailauth.arc.ArcStatus;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.authres.Drift.Reason;
import io.sealstream.mailauth.dkim.Dkim;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dmarc.DmarcEdition;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why two results of one method differ. The receiver's words are those of {@link StampedWords}. */
final class DriftReasons {
    private static final String TEMPERROR = "temperror";

    private DriftReasons() {}

    /**
     * Of a signature.
     *
     * @param ours null: this copy has no such signature
     */
    static Reason dkim(MethodResult stamped, @Nullable DkimResult ours, OwnResults own) {
        if (ours == null) {
            boolean cut = own.dkim().size() >= Dkim.MAX_FIELDS;
            return cut ? Reason.NOT_EVALUABLE : Reason.ALTERED_AFTER_RECEIPT;
        }
        String theirs = StampedWords.dkim(stamped);
        return switch (ours.reason()) {
            case ALTERED_AFTER_RECEIPT -> Reason.ALTERED_AFTER_RECEIPT;
            case BODY_HASH_MISMATCH, BODY_LENGTH_EXCEEDED, SIGNATURE_MISMATCH, NOT_SIGNED ->
                theirs.equals("pass") ? Reason.ALTERED_AFTER_RECEIPT : received(theirs);
            case NO_KEY, KEY_REVOKED -> theirs.equals("pass") ? Reason.KEY_GONE : received(theirs);
            case KEY_SYNTAX_ERROR, KEY_ALGORITHM_MISMATCH ->
                theirs.equals("pass") ? Reason.RECORD_CHANGED : received(theirs);
            case KEY_NOT_OBSERVED -> keyNotObserved(key(ours.selector(), ours.domain(), own), ours.keyBits() > 0);
            case DNS_FAILURE, TOO_MANY_SIGNATURES, HEADER_TOO_LARGE -> Reason.NOT_EVALUABLE;
            case VERIFIED -> isOfKey(stamped) ? Reason.RECORD_CHANGED : received(theirs);
            case TESTING,
                    EXPIRED,
                    KEY_COMPROMISED,
                    KEY_TOO_SMALL,
                    KEY_TOO_LARGE,
                    OBSOLETE_ALGORITHM,
                    UNSUPPORTED_ALGORITHM,
                    UNSUPPORTED_CANONICALIZATION,
                    UNSUPPORTED_QUERY,
                    UNSUPPORTED_VERSION,
                    HASH_NOT_ALLOWED,
                    SERVICE_NOT_ALLOWED,
                    FROM_NOT_SIGNED,
                    AUID_MISMATCH,
                    SYNTAX_ERROR,
                    MISSING_TAG,
                    EXPIRES_BEFORE_SIGNED -> received(theirs);
        };
    }

    /** Where DNS failed the receiver, it judged without what we have. */
    private static Reason received(String theirs) {
        return theirs.equals(TEMPERROR) ? Reason.NOT_EVALUABLE : Reason.RULE_DIFFERS;
    }

    /** Whether the receiver found fault with the key. */
    private static boolean isOfKey(MethodResult stamped) {
        String comment = stamped.comment();
        return comment != null && (comment.startsWith("no key") || comment.startsWith("invalid public key"));
    }

    /** What was seen of the key at another time than the receipt. */
    private static Reason keyNotObserved(Answer.@Nullable Outcome seen, boolean usable) {
        if (seen == Answer.Outcome.FOUND) {
            return usable ? Reason.RECORD_CHANGED : Reason.KEY_GONE;
        }
        boolean gone = seen == Answer.Outcome.NO_DATA || seen == Answer.Outcome.NO_SUCH_DOMAIN;
        return gone ? Reason.KEY_GONE : Reason.NOT_EVALUABLE;
    }

    private static Answer.@Nullable Outcome key(
            @Nullable String selector, @Nullable DomainName domain, OwnResults own) {
        return selector == null || domain == null
                ? null
                : DomainName.parse(selector + "._domainkey." + domain)
                        .map(name -> own.dns().apply(Question.txt(name)))
                        .orElse(null);
    }

    /**
     * Of SPF.
     *
     * @param sameQuestion whether both asked about the same client and domain
     */
    static Reason spf(String theirs, SpfResult ours, boolean sameQuestion) {
        SpfStatus then = ours.ifUnchanged();
        return switch (ours.status()) {
            case NOT_EVALUABLE, TEMPERROR -> Reason.NOT_EVALUABLE;
            case UNVERIFIABLE ->
                !sameQuestion || then == null || word(then).equals(theirs)
                        ? Reason.NOT_EVALUABLE
                        : Reason.RECORD_CHANGED;
            case PERMERROR -> sameQuestion && !theirs.equals(TEMPERROR) ? Reason.RULE_DIFFERS : Reason.NOT_EVALUABLE;
            case NONE, NEUTRAL, PASS, FAIL, SOFTFAIL -> {
                if (!sameQuestion || theirs.equals(TEMPERROR)) {
                    yield Reason.NOT_EVALUABLE;
                }
                // How a record matches is a matter of the record; what counts as an error is one of limits.
                yield theirs.equals("permerror") ? Reason.RULE_DIFFERS : Reason.RECORD_CHANGED;
            }
        };
    }

    static Reason arc(String theirs, ArcResult ours, OwnResults own) {
        boolean passed = theirs.equals("pass");
        return switch (ours.reason()) {
            case ALTERED_AFTER_RECEIPT -> Reason.ALTERED_AFTER_RECEIPT;
            case MESSAGE_SIGNATURE_FAILED, SEAL_FAILED, NO_CHAIN, STRUCTURE, SYNTAX_ERROR ->
                passed ? Reason.ALTERED_AFTER_RECEIPT : received(theirs);
            case NO_KEY -> passed ? Reason.KEY_GONE : received(theirs);
            case KEY_UNUSABLE -> passed ? Reason.RECORD_CHANGED : received(theirs);
            case KEY_NOT_OBSERVED -> sealKeyNotObserved(ours, own);
            case DNS_FAILURE -> Reason.NOT_EVALUABLE;
            case VERIFIED ->
                theirs.equals("none") && ours.status() == ArcStatus.PASS
                        ? Reason.ALTERED_AFTER_RECEIPT
                        : received(theirs);
            case CV_MISMATCH, CV_FAIL, FORBIDDEN_TAG, UNSUPPORTED_ALGORITHM, HEADER_TOO_LARGE, KEY_COMPROMISED ->
                received(theirs);
        };
    }

    private static Reason sealKeyNotObserved(ArcResult ours, OwnResults own) {
        List<ArcSet> sets = ours.sets();
        if (ours.problem() < 1 || ours.problem() > sets.size()) {
            return Reason.NOT_EVALUABLE;
        }
        ArcSet set = sets.get(ours.problem() - 1);
        return keyNotObserved(key(set.sealSelector(), set.sealDomain(), own), true);
    }

    /** Of DMARC, as far as it lies with DMARC; else with what it judges. */
    static Optional<Reason> dmarc(String theirs, Evaluation ours, DmarcResult all) {
        boolean failed = theirs.equals(TEMPERROR) || ours.status() == DmarcStatus.TEMPERROR;
        return switch (ours.reason()) {
            case DNS_FAILURE, EDITION_NOT_KNOWN, TOO_MANY_FROM_DOMAINS -> Optional.of(Reason.NOT_EVALUABLE);
            case POLICY_NOT_OBSERVED -> Optional.of(policyNotObserved(theirs, ours.ifUnchanged()));
            case WITNESS_MISSING -> failed ? Optional.of(Reason.NOT_EVALUABLE) : Optional.empty();
            case ALIGNED_SPF, ALIGNED_DKIM, ALIGNED_BOTH, NOT_ALIGNED, NO_RECORD, NO_FROM, INVALID_RECORD ->
                failed ? Optional.of(Reason.NOT_EVALUABLE) : ofRecord(theirs, ours, all);
        };
    }

    private static Reason policyNotObserved(String theirs, @Nullable DmarcStatus ifUnchanged) {
        return ifUnchanged == null || word(ifUnchanged).equals(theirs) ? Reason.NOT_EVALUABLE : Reason.RECORD_CHANGED;
    }

    private static Optional<Reason> ofRecord(String theirs, Evaluation ours, DmarcResult all) {
        if (ours == all.deciding() && word(otherEdition(all).status()).equals(theirs)) {
            return Optional.of(Reason.RULE_DIFFERS);
        }
        return isOfPolicy(theirs) == isOfPolicy(word(ours.status())) && !theirs.equals("permerror")
                ? Optional.empty()
                : Optional.of(Reason.RECORD_CHANGED);
    }

    /** Whether there was a policy to judge by. */
    private static boolean isOfPolicy(String result) {
        return result.equals("pass") || result.equals("fail");
    }

    /** Of two failures with another consequence. */
    static Reason action(String theirs, DmarcResult ours) {
        DmarcPolicy other = otherEdition(ours).policy();
        String policy = StampedWords.action(theirs).replace("pct.", "");
        boolean sampled = theirs.contains("pct") || ours.action().startsWith("pct.");
        return sampled || (other != null && word(other).equals(policy)) ? Reason.RULE_DIFFERS : Reason.RECORD_CHANGED;
    }

    private static Evaluation otherEdition(DmarcResult result) {
        return result.edition() == DmarcEdition.RFC9989 ? result.rfc7489() : result.rfc9989();
    }

    private static String word(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
