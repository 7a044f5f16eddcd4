package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.DmarcRecord.Psd;
import io.sealstream.mailauth.dmarc.PolicyRecords.Knowledge;
import io.sealstream.mailauth.dmarc.PolicyRecords.Lookup;
import io.sealstream.mailauth.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One DNS Tree Walk (RFC 9989 §4.10): at most eight names from a domain up to its top-level domain, and what stands there. */
final class TreeWalk {
    private static final int MAX_QUERIES = 8;

    /** What may stand at a name, as far as it matters for the organizational domain. */
    enum Find {
        NOTHING,
        RECORD,
        PSD_YES,
        PSD_NO;

        static Find of(Lookup lookup) {
            return lookup.single().map(DmarcRecord::psd).map(Find::of).orElse(NOTHING);
        }

        private static Find of(Psd psd) {
            return switch (psd) {
                case YES -> PSD_YES;
                case NO -> PSD_NO;
                case UNSET -> RECORD;
            };
        }

        boolean stops() {
            return this == PSD_YES || this == PSD_NO;
        }
    }

    private record Step(DomainName name, Lookup lookup) {}

    private final DomainName start;
    private final List<Step> steps = new ArrayList<>(MAX_QUERIES);

    private TreeWalk(DomainName start) {
        this.start = start;
    }

    static TreeWalk from(DomainName start, PolicyRecords records) {
        TreeWalk walk = new TreeWalk(start);
        for (DomainName target : targets(start)) {
            Lookup lookup = records.at(target);
            walk.steps.add(new Step(target, lookup));
            if (Find.of(lookup).stops()) {
                break; // RFC 9989 §4.10 steps 2 and 6
            }
        }
        return walk;
    }

    /** The names to look at, in order (RFC 9989 §4.10 steps 1, 4 and 7). */
    static List<DomainName> targets(DomainName start) {
        List<DomainName> targets = new ArrayList<>(MAX_QUERIES);
        targets.add(start);
        DomainName target = start.labelCount() < MAX_QUERIES ? start.parent() : start.suffix(MAX_QUERIES - 1);
        while (target.labelCount() > 0) {
            targets.add(target);
            target = target.parent();
        }
        return targets;
    }

    Lookup first() {
        return steps.get(0).lookup();
    }

    Optional<DmarcRecord> recordAt(DomainName name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .flatMap(step -> step.lookup().single());
    }

    /** The public suffix domain whose record ended the walk; null: none did. */
    @Nullable
    DomainName publicSuffix() {
        Step last = steps.get(steps.size() - 1);
        return Find.of(last.lookup()) == Find.PSD_YES ? last.name() : null;
    }

    /** The names whose records are not known, from the longest. */
    List<DomainName> unknown() {
        return steps.stream()
                .filter(step -> !step.lookup().isKnown())
                .map(Step::name)
                .toList();
    }

    /** Failed where a query of the walk did, else unobserved where one was, else known. */
    Knowledge knowledge() {
        Knowledge worst = Knowledge.KNOWN;
        for (Step step : steps) {
            Knowledge knowledge = step.lookup().knowledge();
            if (knowledge == Knowledge.FAILED) {
                return knowledge;
            }
            worst = knowledge == Knowledge.KNOWN ? worst : knowledge;
        }
        return worst;
    }

    /** RFC 9989 §4.10.2, with {@code assumed} in the place of what is not known. */
    DomainName organizationalDomain(Map<DomainName, Find> assumed) {
        DomainName fewestLabels = start; // the initial target, where there is no record at all
        for (Step step : steps) {
            Find find =
                    step.lookup().isKnown() ? Find.of(step.lookup()) : assumed.getOrDefault(step.name(), Find.NOTHING);
            if (find == Find.PSD_NO) {
                return step.name();
            }
            if (find == Find.PSD_YES) {
                // one label below, "other than the one for the domain where the tree walk started"
                return start.suffix(step.name().labelCount() + 1);
            }
            if (find == Find.RECORD) {
                fewestLabels = step.name();
            }
        }
        return fewestLabels;
    }
}
