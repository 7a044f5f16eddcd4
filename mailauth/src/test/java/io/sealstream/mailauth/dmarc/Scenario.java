package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.DmarcRequest.Candidate;
import io.sealstream.mailauth.dmarc.DmarcRequest.Kind;
import io.sealstream.mailauth.dmarc.DmarcRequest.State;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Zone;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message for DMARC as a literal: From domains separated by spaces, candidates such as {@code dkim example.com}, {@code spf? example.com}
 * (missing), {@code dkim! example.com} (temperror), {@code spf- example.com} (no pass), {@code spf?} (of no known domain).
 */
record Scenario(
        String from,
        List<String> candidates,
        Dns dns,
        AsOf asOf,
        @Nullable DmarcEdition edition) {

    static Scenario of(String from, List<String> candidates, String... zone) {
        return new Scenario(from, candidates, Zone.of(zone), AsOf.of(Dmarc.RFC9989_IN_FORCE), null);
    }

    /** This message, its receipt time not known. */
    Scenario undated() {
        return new Scenario(from, candidates, dns, AsOf.UNKNOWN, edition);
    }

    Scenario with(Dns other, AsOf time) {
        return new Scenario(from, candidates, other, time, edition);
    }

    Scenario by(DmarcEdition deciding) {
        return new Scenario(from, candidates, dns, asOf, deciding);
    }

    DmarcRequest request() {
        List<DomainName> authors =
                Arrays.stream(from.split(" ")).map(DomainName::of).toList();
        return new DmarcRequest(
                authors,
                candidates.stream().map(Scenario::candidate).toList(),
                "id@example.com",
                asOf,
                edition,
                PublicSuffixList.bundled());
    }

    DmarcResult evaluate() {
        return Dmarc.evaluate(request(), dns);
    }

    static Candidate candidate(String literal) {
        String[] part = literal.split(" ");
        String kind = part[0].replaceAll("[?!-]", "");
        State state = switch (part[0].charAt(part[0].length() - 1)) {
            case '?' -> State.MISSING;
            case '!' -> State.TEMPERROR;
            case '-' -> State.NOT_PASS;
            default -> State.PASS;
        };
        return new Candidate(
                Kind.valueOf(kind.toUpperCase(Locale.ROOT)), part.length == 1 ? null : DomainName.of(part[1]), state);
    }

    /** An evaluation in one line: status, policy, where it was found, and the organizational domain. */
    static String line(Evaluation evaluation) {
        return word(evaluation.status())
                + ' '
                + word(evaluation.policy())
                + ' '
                + evaluation.policyDomain()
                + ' '
                + evaluation.organizationalDomain();
    }

    private static String word(@Nullable Enum<?> value) {
        return value == null ? "null" : value.name().toLowerCase(Locale.ROOT);
    }
}
