package io.sealstream.mailauth.dmarc;

import io.sealstream.mailauth.dmarc.PolicyRecords.Find;
import io.sealstream.mailauth.dmarc.PolicyRecords.Knowledge;
import io.sealstream.mailauth.dmarc.PolicyRecords.Lookup;
import io.sealstream.mailauth.dns.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One DNS Tree Walk (RFC 9989 §4.10): at most eight names from a domain up to its top-level domain, and what stands there. */
final class TreeWalk {
    private static final int MAX_QUERIES = 8;

    /** A name that was looked at. */
    record Step(DomainName name, Lookup lookup) {}

    private final DomainName start;
    private final List<Step> steps = new ArrayList<>(MAX_QUERIES);
    private Knowledge knowledge = Knowledge.KNOWN;

    private TreeWalk(DomainName start) {
        this.start = start;
    }

    static TreeWalk from(DomainName start, PolicyRecords records) {
        TreeWalk walk = new TreeWalk(start);
        for (DomainName target : targets(start)) {
            Lookup lookup = records.at(target);
            walk.add(new Step(target, lookup));
            if (lookup.find().stops()) {
                break; // RFC 9989 §4.10 steps 2 and 6
            }
        }
        return walk;
    }

    private void add(Step step) {
        steps.add(step);
        if (knowledge != Knowledge.FAILED && !step.lookup().isKnown()) {
            knowledge = step.lookup().knowledge();
        }
    }

    /** The names of a walk that nothing stops, in order. */
    static List<DomainName> targets(DomainName start) {
        List<DomainName> targets = new ArrayList<>(MAX_QUERIES);
        targets.add(start);
        int labels = start.labelCount();
        DomainName target =
                labels < MAX_QUERIES ? start.parent() : start.suffix(MAX_QUERIES - 1); // RFC 9989 §4.10 step 4
        for (int left = Math.min(labels, MAX_QUERIES) - 1; left > 0; left--) {
            targets.add(target);
            target = target.parent(); // step 7
        }
        return targets;
    }

    List<Step> steps() {
        return steps;
    }

    Step first() {
        return steps.get(0);
    }

    /** The record at a name of the walk; null: none. */
    @Nullable
    DmarcRecord recordAt(DomainName name) {
        for (Step step : steps) {
            if (step.name().equals(name)) {
                return step.lookup().single();
            }
        }
        return null;
    }

    /** The public suffix domain whose record ended the walk; null: none did. */
    @Nullable
    DomainName publicSuffix() {
        Step last = steps.get(steps.size() - 1);
        return last.lookup().find() == Find.PSD_YES ? last.name() : null;
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
        return knowledge;
    }

    /** RFC 9989 §4.10.2, with {@code assumed} in the place of what is not known. */
    DomainName organizationalDomain(Map<DomainName, Find> assumed) {
        DomainName fewestLabels = start; // the initial target, where there is no record at all
        for (Step step : steps) {
            Find find =
                    step.lookup().isKnown() ? step.lookup().find() : assumed.getOrDefault(step.name(), Find.NOTHING);
            if (find == Find.PSD_NO) {
                return step.name();
            }
            if (find == Find.PSD_YES) {
                return start.suffix(step.name().labelCount() + 1); // where the walk started, there is no label below
            }
            if (find == Find.RECORD) {
                fewestLabels = step.name();
            }
        }
        return fewestLabels;
    }
}
