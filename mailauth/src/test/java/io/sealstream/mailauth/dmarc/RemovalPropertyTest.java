package io.sealstream.mailauth.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.AsOf;
import io.sealstream.mailauth.dns.Consultation;
import io.sealstream.mailauth.dns.Dns;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Zone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Removing answers, candidates and the receipt time, whichever and however many, never turns a non-fail into a fail, nor a fail into a pass. Over random zones,
 * messages and removals.
 */
class RemovalPropertyTest {
    private static final long SEED = 20_260_501;
    private static final List<String> NAMES = List.of(
            "com", "example.com", "a.example.com", "b.a.example.com", "b.example.com", "other.com", "co.uk", "x.co.uk");
    private static final List<String> RECORDS = List.of(
            "v=DMARC1; p=reject",
            "v=DMARC1; p=reject; adkim=s; aspf=s",
            "v=DMARC1; p=quarantine; sp=none; np=reject",
            "v=DMARC1; p=none; psd=n",
            "v=DMARC1; p=reject; psd=y; np=none",
            "v=DMARC1; rua=mailto:r@example.com",
            "v=DMARC1",
            "something else");
    private static final List<String> MARKS = List.of("", "-", "?", "!");
    private static final Set<DmarcStatus> PASSES = EnumSet.of(DmarcStatus.PASS, DmarcStatus.BESTGUESSPASS);

    private final Random random = new Random(SEED);

    @Test
    void removingEvidenceNeverTurnsANonFailIntoAFailNorAFailIntoAPass() {
        Set<DmarcStatus> seen = EnumSet.noneOf(DmarcStatus.class);
        for (int i = 0; i < 2_000; i++) {
            Scenario whole = scenario();
            Consultation consulted = new Consultation(whole.dns());
            DmarcResult before = whole.with(consulted, AsOf.of(Instant.EPOCH)).evaluate();
            seen.add(before.status());
            for (int removal = 0; removal < 4; removal++) {
                Scenario less = new Scenario(
                        whole.from(),
                        fewer(whole.candidates()),
                        fewer(whole.dns(), consulted.consulted().keySet()),
                        AsOf.of(Instant.EPOCH),
                        null);
                DmarcResult after = less.evaluate();
                check(before.rfc9989(), after.rfc9989(), less);
                check(before.rfc7489(), after.rfc7489(), less);
            }
            DmarcResult undated = whole.undated().evaluate();
            check(before.rfc7489(), undated.deciding(), whole);
            check(before.rfc9989(), undated.deciding(), whole);
        }
        assertThat(seen)
                .as("the whole range occurs")
                .containsExactlyInAnyOrder(
                        DmarcStatus.NONE,
                        DmarcStatus.PASS,
                        DmarcStatus.FAIL,
                        DmarcStatus.BESTGUESSPASS,
                        DmarcStatus.TEMPERROR,
                        DmarcStatus.PERMERROR,
                        DmarcStatus.UNVERIFIABLE);
    }

    private static void check(Evaluation before, Evaluation after, Scenario less) {
        if (before.status() != DmarcStatus.FAIL) {
            assertThat(after.status())
                    .as("%s became %s in %s", before, after, less)
                    .isNotEqualTo(DmarcStatus.FAIL);
        } else {
            assertThat(PASSES).as("%s became %s in %s", before, after, less).doesNotContain(after.status());
        }
    }

    private Scenario scenario() {
        Zone zone = Zone.of();
        for (String name : NAMES) {
            for (int n = random.nextInt(4) == 0 ? 2 : random.nextInt(2); n > 0; n--) {
                zone.add(Question.txt(io.sealstream.mailauth.dns.DomainName.of("_dmarc." + name)), pick(RECORDS));
            }
        }
        List<String> candidates = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            candidates.add((random.nextBoolean() ? "spf" : "dkim") + pick(MARKS) + ' ' + pick(NAMES));
        }
        String from = random.nextInt(8) == 0 ? pick(NAMES) + ' ' + pick(NAMES) : pick(NAMES);
        return new Scenario(from, candidates, zone, AsOf.UNKNOWN, null);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Each candidate stays, or is missing with its domain, or of no known domain, or fails. */
    private List<String> fewer(List<String> candidates) {
        return candidates.stream()
                .map(candidate -> {
                    String kind = candidate.replaceAll("[?!-]? .*", "");
                    String domain = candidate.substring(candidate.indexOf(' '));
                    return switch (random.nextInt(6)) {
                        case 0 -> kind + '?' + domain;
                        case 1 -> kind + '?';
                        case 2 -> kind + '!' + domain;
                        default -> candidate;
                    };
                })
                .toList();
    }

    /** Some of the answers that were consulted are not observed, or fail, or are of another time. */
    private Dns fewer(Dns dns, Set<Question> consulted) {
        Set<Question> removed = new HashSet<>();
        for (Question question : consulted) {
            if (random.nextInt(3) == 0) {
                removed.add(question);
            }
        }
        int how = random.nextInt(3);
        return question -> {
            if (!removed.contains(question)) {
                return dns.lookup(question);
            }
            return switch (how) {
                case 0 -> Answer.notObserved();
                case 1 -> Answer.failed(Failure.TIMEOUT).build();
                default ->
                    dns.lookup(question).toBuilder()
                            .seenAt(Instant.parse("2026-06-01T00:00:00Z"))
                            .build();
            };
        };
    }
}
