package io.sealstream.mailauth.authres;

import io.sealstream.mailauth.arc.ArcResult.ArcSet;
import io.sealstream.mailauth.authres.AuthenticationResults.MethodResult;
import io.sealstream.mailauth.compauth.CompositeInput;
import io.sealstream.mailauth.compauth.Signals;
import io.sealstream.mailauth.dkim.DkimReason;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimResult.Check;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcEdition;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcReason;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import io.sealstream.mailauth.dmarc.DmarcStatus;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.iprev.IprevResult;
import io.sealstream.mailauth.message.From;
import io.sealstream.mailauth.spf.SpfIdentity;
import io.sealstream.mailauth.spf.SpfReason;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver stamped, as evidence for composite authentication: so an archive without the DNS of its time can still be
 * examined, and the rules be held against the receiver's.
 */
public final class StampedEvidence {
    private final AuthenticationResults stamp;
    private final DomainName from;
    private final DomainName organization;

    private StampedEvidence(AuthenticationResults stamp, DomainName from, DomainName organization) {
        this.stamp = stamp;
        this.from = from;
        this.organization = organization;
    }

    /**
     * The evidence of the topmost trusted stamp that tells of DMARC; empty: there is none, or it names no From domain.
     *
     * @param ours what we found of the same message, for what no stamp tells: who sent it, when, and past which hops
     * @param organization of the From domain; null: not known, and then it is the From domain itself
     * @param sealed the topmost ARC-Authentication-Results field of the receiver; null: none
     */
    public static Optional<CompositeInput> of(
            CompositeInput ours, @Nullable DomainName organization, List<Stamp> stamps, @Nullable Stamp sealed) {
        return stamps.stream()
                .filter(stamp ->
                        stamp.trusted() && stamp.parsed().first("dmarc").isPresent())
                .findFirst()
                .map(Stamp::parsed)
                .flatMap(stamp ->
                        from(stamp).map(from -> new StampedEvidence(stamp, from, organization(from, organization))))
                .map(stamped -> stamped.input(ours, sealed));
    }

    private static Optional<DomainName> from(AuthenticationResults stamp) {
        return stamp.first("dmarc")
                .flatMap(dmarc -> dmarc.property("header.from"))
                .flatMap(DomainName::parse);
    }

    private static DomainName organization(DomainName from, @Nullable DomainName organization) {
        return organization != null && from.isAtOrBelow(organization) ? organization : from;
    }

    private CompositeInput input(CompositeInput ours, @Nullable Stamp sealed) {
        SpfResult spf = spf();
        List<DkimResult> dkim = stamp.results().stream()
                .filter(result -> result.method().equals("dkim"))
                .map(this::dkim)
                .toList();
        return new CompositeInput(
                new From(List.of(from), ours.from().addresses(), true, Set.of()),
                ours.clientIp(),
                ours.receivedAt(),
                spf,
                dkim,
                vouchers(sealed),
                List.of(),
                dmarc(spf, dkim),
                IprevResult.NOT_EVALUABLE,
                null,
                ours.skipped(),
                Signals.NONE,
                true);
    }

    private SpfResult spf() {
        Optional<MethodResult> spf = stamp.first("spf");
        SpfStatus status = spf.map(
                        result -> constant(SpfStatus.class, StampedWords.spf(result.result()), SpfStatus.NONE))
                .orElse(SpfStatus.NONE);
        DomainName domain = spf.flatMap(
                        result -> result.property("smtp.mailfrom").or(() -> result.property("smtp.helo")))
                .map(StampedSignature::domainPart)
                .flatMap(DomainName::parse)
                .orElse(null);
        return SpfResult.of(
                status,
                status == SpfStatus.PASS ? SpfReason.MATCHED : SpfReason.NO_MATCH,
                SpfIdentity.MAIL_FROM,
                domain);
    }

    private DkimResult dkim(MethodResult stamped) {
        DkimStatus status = constant(DkimStatus.class, StampedWords.dkim(stamped), DkimStatus.NONE);
        DomainName domain = status == DkimStatus.NONE
                ? null
                : StampedSignature.domain(stamped).orElse(null);
        return new DkimResult(
                status,
                status == DkimStatus.PASS ? DkimReason.VERIFIED : DkimReason.SIGNATURE_MISMATCH,
                0,
                domain,
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
    }

    /** In the stamps seen, {@code oda=1} stands where a sealer whom the receiver trusts had authenticated the message. */
    private static List<ArcSet> vouchers(@Nullable Stamp sealed) {
        return Optional.ofNullable(sealed)
                .flatMap(stamp -> stamp.parsed().first("arc"))
                .filter(arc -> arc.result().equals("pass") && says(arc.comment(), "oda=1"))
                .map(arc -> List.of(new ArcSet(0, null, null, null, null, "")))
                .orElse(List.of());
    }

    private static boolean says(@Nullable String comment, String word) {
        return comment != null && List.of(comment.split(" ", 100)).contains(word);
    }

    private DmarcResult dmarc(SpfResult spf, List<DkimResult> dkim) {
        MethodResult stamped = stamp.first("dmarc").orElseThrow();
        DmarcStatus status = constant(DmarcStatus.class, StampedWords.dmarc(stamped.result()), DmarcStatus.NONE);
        String action = stamped.property("action").orElse("none").toLowerCase(Locale.ROOT);
        DmarcPolicy policy = policy(status, action);
        DmarcResult.Evaluation evaluation = new DmarcResult.Evaluation(
                status,
                DmarcReason.NOT_ALIGNED,
                from,
                organization,
                policy == null ? null : from,
                policy,
                Alignment.RELAXED,
                Alignment.RELAXED,
                100,
                action.contains("pct"),
                spf.status() == SpfStatus.PASS && isAligned(spf.domain()) ? spf.domain() : null,
                dkim.stream()
                        .filter(result -> result.status() == DkimStatus.PASS && isAligned(result.domain()))
                        .findFirst()
                        .map(DkimResult::domain)
                        .orElse(null),
                null,
                null,
                List.of());
        return new DmarcResult(DmarcEdition.RFC7489, evaluation, evaluation, action);
    }

    private static @Nullable DmarcPolicy policy(DmarcStatus status, String action) {
        return switch (StampedWords.action(action)) {
            case "quarantine", "pct.quarantine" -> DmarcPolicy.QUARANTINE;
            case "reject", "pct.reject" -> DmarcPolicy.REJECT;
            default -> status == DmarcStatus.FAIL ? DmarcPolicy.NONE : null;
        };
    }

    private boolean isAligned(@Nullable DomainName domain) {
        return domain != null && domain.isAtOrBelow(organization);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word, E otherwise) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        return otherwise;
    }
}
