package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.DmarcResult.Alignment;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * DMARC by RFC 9989 and by RFC 7489, side by side. A pass needs one identifier that passes and aligns; a fail needs every one
 * that could have passed to be known, and negative; what is in between is temperror or unverifiable.
 */
public final class Dmarc {
    /** From domains beyond this number are not evaluated; the evaluation is incomplete then, and never a pass. */
    public static final int MAX_FROM_DOMAINS = 10;
    /** Candidates beyond this number neither pass nor fail a message. */
    public static final int MAX_CANDIDATES = 32;
    /** When RFC 9989 took the place of RFC 7489. */
    public static final Instant RFC9989_IN_FORCE = Instant.parse("2026-05-01T00:00:00Z");

    /** From the worst; among fails, the strictest policy first (RFC 9989 §11.5). */
    private static final List<DmarcStatus> FROM_THE_WORST = List.of(
            DmarcStatus.FAIL,
            DmarcStatus.PERMERROR,
            DmarcStatus.TEMPERROR,
            DmarcStatus.UNVERIFIABLE,
            DmarcStatus.NONE,
            DmarcStatus.BESTGUESSPASS,
            DmarcStatus.PASS);

    private static final Comparator<Evaluation> WORST_FIRST = Comparator.comparingInt(
                    (Evaluation evaluation) -> FROM_THE_WORST.indexOf(evaluation.status()))
            .thenComparingInt(evaluation -> -strictness(evaluation.policy()));

    private Dmarc() {}

    /** Evaluates the message by both editions; only {@link io.sealstream.mailauth.dns.Unanswered} comes out of it. */
    public static DmarcResult evaluate(DmarcRequest request, Dns dns) {
        PolicyRecords asOf = new PolicyRecords(dns, request.asOf(), false);
        DmarcEdition edition = request.edition() == null ? inForce(request.asOf()) : request.edition();
        List<Evaluation> rfc9989 = evaluations(request, DmarcEdition.RFC9989, asOf, dns);
        List<Evaluation> rfc7489 = evaluations(request, DmarcEdition.RFC7489, asOf, dns);
        Evaluation worst9989 = worst(rfc9989);
        Evaluation worst7489 = worst(rfc7489);
        boolean latest = edition == DmarcEdition.RFC9989;
        List<Evaluation> others = new ArrayList<>(latest ? rfc9989 : rfc7489);
        others.remove(latest ? worst9989 : worst7489);
        boolean known = request.edition() != null || request.asOf().receivedAt() != null;
        Evaluation shown9989 = known || isSettled(worst9989.status(), worst7489.status())
                ? worst9989
                : worst9989.with(DmarcStatus.UNVERIFIABLE, DmarcReason.EDITION_NOT_KNOWN);
        Evaluation deciding = latest ? shown9989 : worst7489;
        return new DmarcResult(edition, shown9989, worst7489, action(deciding), List.copyOf(others));
    }

    /** Whether the message comes to what it does by RFC 9989 even where RFC 7489 was in force at its receipt. */
    private static boolean isSettled(DmarcStatus rfc9989, DmarcStatus rfc7489) {
        return switch (rfc9989) {
            case PASS, BESTGUESSPASS -> rfc7489 == DmarcStatus.PASS || rfc7489 == DmarcStatus.BESTGUESSPASS;
            case NONE, FAIL, PERMERROR -> rfc7489 == rfc9989;
            case TEMPERROR, UNVERIFIABLE -> true;
        };
    }

    private static DmarcEdition inForce(AsOf asOf) {
        Instant receivedAt = asOf.receivedAt();
        boolean before = receivedAt != null && receivedAt.isBefore(RFC9989_IN_FORCE);
        return before ? DmarcEdition.RFC7489 : DmarcEdition.RFC9989;
    }

    private static List<Evaluation> evaluations(
            DmarcRequest request, DmarcEdition edition, PolicyRecords asOf, Dns dns) {
        List<DomainName> authors = request.fromDomains();
        if (authors.isEmpty()) {
            return List.of(notEvaluated(DmarcStatus.NONE, DmarcReason.NO_FROM, null)); // RFC 9989 §5.3.1
        }
        List<Evaluation> evaluations = new ArrayList<>(1);
        for (DomainName author : authors.subList(0, Math.min(authors.size(), MAX_FROM_DOMAINS))) {
            evaluations.add(evaluation(request, edition, author, asOf, dns));
        }
        if (authors.size() > MAX_FROM_DOMAINS) {
            evaluations.add(notEvaluated(
                    DmarcStatus.UNVERIFIABLE, DmarcReason.TOO_MANY_FROM_DOMAINS, authors.get(MAX_FROM_DOMAINS)));
        }
        return evaluations;
    }

    private static Evaluation evaluation(
            DmarcRequest request, DmarcEdition edition, DomainName author, PolicyRecords asOf, Dns dns) {
        Evaluation then = new Evaluator(request, edition, author, asOf).evaluate();
        if (then.status() != DmarcStatus.UNVERIFIABLE) {
            return then;
        }
        PolicyRecords asSeen = new PolicyRecords(dns, request.asOf(), true);
        Evaluation ifUnchanged = new Evaluator(request, edition, author, asSeen).evaluate();
        boolean known = ifUnchanged.status() != DmarcStatus.UNVERIFIABLE;
        return known ? then.withIfUnchanged(ifUnchanged.status()) : then;
    }

    private static Evaluation notEvaluated(DmarcStatus status, DmarcReason reason, @Nullable DomainName author) {
        return new Evaluation(
                status,
                reason,
                author,
                null,
                null,
                null,
                Alignment.RELAXED,
                Alignment.RELAXED,
                100,
                false,
                null,
                null,
                null,
                null,
                List.of());
    }

    private static Evaluation worst(List<Evaluation> evaluations) {
        return evaluations.stream().min(WORST_FIRST).orElseThrow();
    }

    private static int strictness(@Nullable DmarcPolicy policy) {
        if (policy == null) {
            return 0;
        }
        return switch (policy) {
            case NONE -> 1;
            case QUARANTINE -> 2;
            case REJECT -> 3;
        };
    }

    /** In Microsoft's words; {@code oreject} and the sampled-out policies are documented by what they stand for. */
    private static String action(Evaluation evaluation) {
        return switch (evaluation.status()) {
            case NONE, PASS, BESTGUESSPASS, UNVERIFIABLE -> "none";
            case TEMPERROR -> "temperror";
            case PERMERROR -> "permerror";
            case FAIL -> actionOnFail(evaluation);
        };
    }

    private static String actionOnFail(Evaluation evaluation) {
        DmarcPolicy policy = evaluation.policy() == null ? DmarcPolicy.NONE : evaluation.policy();
        return switch (policy) {
            case NONE -> "none";
            case QUARANTINE -> evaluation.sampledOut() ? "pct.quarantine" : "quarantine";
            case REJECT -> evaluation.sampledOut() ? "pct.reject" : "oreject";
        };
    }

    /** What the domain publishes for mail of its own, by both editions; only {@link io.sealstream.mailauth.dns.Unanswered} comes out of it. */
    public static DmarcPosture posture(DomainName domain, Dns dns, AsOf asOf, PublicSuffixList suffixes) {
        PolicyRecords records = new PolicyRecords(dns, asOf, false);
        return new DmarcPosture(
                domain,
                DmarcPosture.published(domain, DmarcEdition.RFC9989, records, suffixes),
                DmarcPosture.published(domain, DmarcEdition.RFC7489, records, suffixes));
    }

    /**
     * The names that {@link #evaluate} will look up, as far as can be told without an answer: the walks of the From domains,
     * their organizational domains, and the walks of the candidates that the Public Suffix List puts in the same organization.
     */
    public static List<Question> foreseeable(
            List<DomainName> fromDomains, List<DomainName> candidateDomains, PublicSuffixList suffixes) {
        Set<DomainName> names = new LinkedHashSet<>();
        Set<DomainName> organizations = new LinkedHashSet<>();
        for (DomainName author : fromDomains.subList(0, Math.min(fromDomains.size(), MAX_FROM_DOMAINS))) {
            DomainName organization = SuffixListDiscovery.organizationalDomain(author, suffixes);
            names.addAll(TreeWalk.targets(author));
            names.add(organization);
            organizations.add(organization);
        }
        for (DomainName candidate : candidateDomains.subList(0, Math.min(candidateDomains.size(), MAX_CANDIDATES))) {
            if (organizations.contains(SuffixListDiscovery.organizationalDomain(candidate, suffixes))) {
                names.addAll(TreeWalk.targets(candidate));
            }
        }
        return names.stream()
                .flatMap(name -> PolicyRecords.question(name).stream())
                .toList();
    }
}
