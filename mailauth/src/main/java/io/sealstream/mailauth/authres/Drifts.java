package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.authres.AuthenticationResults.Dialect;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.authres.Drift.Method;
import io.sealstream.mailauth.authres.Drift.Reason;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dmarc.DmarcReason;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.spf.SpfResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Our results held against the receiver's own, point by point. */
public final class Drifts {
    private static final String NONE = "none";

    private final OwnResults own;
    private final List<Stamp> trusted;
    private final List<Drift> drifts = new ArrayList<>(2);

    private Drifts(List<Stamp> stamps, OwnResults own) {
        this.own = own;
        this.trusted = stamps.stream().filter(Stamp::trusted).toList();
    }

    /**
     * Each point where we differ from what the receiver stamped: for each method, the topmost trusted stamp that speaks of it.
     * What it does not speak of is no difference. Never more than {@link AuthenticationResultsReader#MAX_RESULTS}, and one for
     * each signature.
     *
     * @param stamps of the message, from the top
     */
    public static List<Drift> of(List<Stamp> stamps, OwnResults own) {
        if (stamps.stream().noneMatch(Stamp::trusted)) {
            return List.of();
        }
        Drifts all = new Drifts(stamps, own);
        all.topmost("dkim").ifPresent(all::dkim);
        all.topmost("spf").flatMap(stamp -> stamp.first("spf")).ifPresent(all::spf);
        all.topmost("arc").flatMap(stamp -> stamp.first("arc")).ifPresent(all::arc);
        all.topmost("dmarc").ifPresent(all::dmarc);
        all.topmost("compauth").flatMap(stamp -> stamp.first("compauth")).ifPresent(all::compauth);
        return List.copyOf(all.drifts);
    }

    private Optional<AuthenticationResults> topmost(String method) {
        return trusted.stream()
                .map(Stamp::parsed)
                .filter(stamp -> stamp.first(method).isPresent())
                .findFirst();
    }

    private void dkim(AuthenticationResults stamp) {
        List<DkimResult> left = new ArrayList<>(own.dkim());
        left.removeIf(signature -> signature.field() < 0);
        List<MethodResult> differing = new ArrayList<>();
        for (MethodResult stamped : stamp.results()) {
            if (stamped.method().equals("dkim") && !stamped.result().equals(NONE)) {
                Predicate<DkimResult> agrees =
                        signature -> StampedWords.dkim(signature.status()).equals(StampedWords.dkim(stamped));
                if (take(left, agrees.and(signature -> StampedSignature.isOf(stamped, signature))) == null) {
                    differing.add(stamped);
                }
            }
        }
        differing.forEach(stamped -> dkim(stamped, take(left, one -> StampedSignature.isOf(stamped, one))));
        if (stamp.first("dkim").orElseThrow().result().equals(NONE)) {
            left.forEach(added ->
                    add(Method.DKIM, text(added.domain()), NONE, word(added.status()), Reason.ALTERED_AFTER_RECEIPT));
        }
    }

    private static @Nullable DkimResult take(List<DkimResult> left, Predicate<DkimResult> wanted) {
        Optional<DkimResult> found = left.stream().filter(wanted).findFirst();
        found.ifPresent(left::remove);
        return found.orElse(null);
    }

    private void dkim(MethodResult stamped, @Nullable DkimResult ours) {
        add(
                Method.DKIM,
                StampedSignature.domain(stamped).map(DomainName::toString).orElse(null),
                stamped.result(),
                ours == null ? NONE : word(ours.status()),
                DriftReasons.dkim(stamped, ours, own));
    }

    private void spf(MethodResult stamped) {
        boolean byHelo = stamped.property("smtp.mailfrom").isEmpty()
                && stamped.property("smtp.helo").isPresent();
        String given = stamped.property(byHelo ? "smtp.helo" : "smtp.mailfrom").orElse("");
        DomainName domain =
                DomainName.parse(given.substring(given.lastIndexOf('@') + 1)).orElse(null);
        SpfResult ours = byHelo
                        && domain != null
                        && !domain.equals(own.spf().domain())
                        && domain.equals(own.helo().domain())
                ? own.helo()
                : own.spf();
        if (!StampedWords.spf(stamped.result()).equals(word(ours.status()))) {
            boolean sameQuestion = StampedEnvelope.isAbout(own.clientIp(), stamped)
                    && (domain == null || domain.equals(ours.domain()));
            add(
                    Method.SPF,
                    text(domain),
                    stamped.result(),
                    word(ours.status()),
                    DriftReasons.spf(StampedWords.spf(stamped.result()), ours, sameQuestion));
        }
    }

    private void arc(MethodResult stamped) {
        if (own.arc() != null && !stamped.result().equals(word(own.arc().status()))) {
            Reason reason = DriftReasons.arc(stamped.result(), own.arc(), own);
            add(Method.ARC, null, stamped.result(), word(own.arc().status()), reason);
        }
    }

    private void dmarc(AuthenticationResults stamp) {
        MethodResult stamped = stamp.first("dmarc").orElseThrow();
        DomainName domain =
                stamped.property("header.from").flatMap(DomainName::parse).orElse(null);
        Evaluation ours = evaluation(domain);
        String theirs = StampedWords.dmarc(stamped.result());
        String word = word(ours.status());
        // Only Microsoft guesses.
        boolean guess = stamp.dialect() == Dialect.RFC8601 && word.equals("bestguesspass") && theirs.equals(NONE);
        if (!theirs.equals(word) && !guess) {
            Reason reason = DriftReasons.dmarc(theirs, ours, own.dmarc())
                    .orElseGet(() -> ofInputs(
                            ours,
                            ours.reason() == DmarcReason.WITNESS_MISSING ? Reason.NOT_EVALUABLE : Reason.RULE_DIFFERS));
            add(Method.DMARC, text(domain), stamped.result(), word, reason);
            return;
        }
        String action = stamped.property("action").orElse("");
        boolean decides = theirs.equals("fail") && ours == own.dmarc().deciding() && !action.isEmpty();
        if (decides
                && !StampedWords.action(action)
                        .equals(StampedWords.action(own.dmarc().action()))) {
            add(
                    Method.DMARC,
                    text(domain),
                    stamped.result() + " action=" + action,
                    word + " action=" + own.dmarc().action(),
                    DriftReasons.action(action, own.dmarc()));
        }
    }

    private Evaluation evaluation(@Nullable DomainName from) {
        DmarcResult dmarc = own.dmarc();
        return dmarc.others().stream()
                .filter(other -> from != null && from.equals(other.fromDomain()))
                .findFirst()
                .orElse(dmarc.deciding());
    }

    private void compauth(MethodResult stamped) {
        CompositeResult ours = own.compauth();
        String theirs = shown(stamped.result(), stamped.reason());
        String word = ours == null ? NONE : shown(word(ours.status()), ours.reason());
        String normal = shown(
                stamped.result(), stamped.reason() == null ? null : StampedWords.compauthReason(stamped.reason()));
        if (normal.equals(word) || (ours == null && stamped.result().equals(NONE))) {
            return;
        }
        Reason otherwise = word.startsWith("undetermined") ? Reason.NOT_EVALUABLE : Reason.RULE_DIFFERS;
        Reason reason = drifts.stream()
                .filter(drift -> drift.method() == Method.DMARC)
                .map(Drift::reason)
                .findFirst()
                .orElseGet(() -> stamped.result().equals(word(ours == null ? null : ours.status()))
                        ? otherwise
                        : ofInputs(own.dmarc().deciding(), otherwise));
        add(Method.COMPAUTH, text(own.dmarc().deciding().fromDomain()), theirs, word, reason);
    }

    /** Why an identifier of the organization passes for one of the two only, signatures first. */
    private Reason ofInputs(Evaluation evaluation, Reason otherwise) {
        DomainName organization = evaluation.organizationalDomain();
        return drifts.stream()
                .filter(drift -> drift.method() == Method.DKIM || drift.method() == Method.SPF)
                .filter(drift -> drift.stamped().equals("pass") != drift.ours().equals("pass"))
                .filter(drift -> organization == null
                        || drift.identifier() == null
                        || DomainName.parse(drift.identifier())
                                .filter(identifier -> identifier.isAtOrBelow(organization))
                                .isPresent())
                .map(Drift::reason)
                .findFirst()
                .orElse(otherwise);
    }

    private void add(Method method, @Nullable String identifier, String stamped, String ours, Reason reason) {
        drifts.add(new Drift(method, identifier, stamped, ours, reason));
    }

    private static String shown(String result, @Nullable String reason) {
        return reason == null ? result : result + " reason=" + reason;
    }

    private static @Nullable String text(@Nullable DomainName domain) {
        return domain == null ? null : domain.toString();
    }

    private static String word(@Nullable Enum<?> status) {
        return status == null ? NONE : status.name().toLowerCase(Locale.ROOT);
    }
}
