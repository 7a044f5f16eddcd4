package io.sealstream.cli;

import static io.sealstream.cli.PostureFinding.note;
import static io.sealstream.cli.PostureFinding.ok;
import static io.sealstream.cli.PostureFinding.problem;
import static io.sealstream.cli.PostureFinding.unknown;

import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcPosture;
import io.sealstream.mailauth.dmarc.DmarcPosture.Finding;
import io.sealstream.mailauth.dmarc.DmarcPosture.Published;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What is to be said of the DMARC policy that applies to a domain, by both RFCs. */
final class DmarcFindings {
    private DmarcFindings() {}

    static List<PostureFinding> of(DmarcPosture dmarc) {
        Set<Finding> latest = findings(dmarc.rfc9989());
        Set<Finding> earlier = findings(dmarc.rfc7489());
        List<PostureFinding> all = new ArrayList<>();
        for (Finding finding : Finding.values()) {
            if (latest.contains(finding) || earlier.contains(finding)) {
                all.add(of(finding, editions(latest.contains(finding), earlier.contains(finding))));
            }
        }
        if (differs(dmarc)) {
            all.add(note("editions_differ", "RFC 9989 and RFC 7489 come to different policies"));
        }
        if (isEnforced(dmarc.rfc9989()) && isEnforced(dmarc.rfc7489())) {
            all.add(ok("enforced", "forged mail of the domain is not to be delivered to an inbox"));
        }
        return List.copyOf(all);
    }

    /** A policy of none is one, whether the domain's own record has it or one above. */
    private static Set<Finding> findings(Published published) {
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        findings.addAll(published.findings());
        if (published.policy() == DmarcPolicy.NONE && !findings.contains(Finding.INVALID_RECORD)) {
            findings.add(Finding.NOT_ENFORCED);
        }
        return findings;
    }

    private static String editions(boolean latest, boolean earlier) {
        if (latest && earlier) {
            return "";
        }
        return latest ? "by RFC 9989: " : "by RFC 7489: ";
    }

    /** Whether the two come to other policies, or have them from another place. */
    static boolean differs(DmarcPosture dmarc) {
        Published latest = dmarc.rfc9989();
        Published earlier = dmarc.rfc7489();
        return !Objects.equals(latest.policyDomain(), earlier.policyDomain())
                || latest.policy() != earlier.policy()
                || latest.subdomainPolicy() != earlier.subdomainPolicy()
                || latest.nonExistentPolicy() != earlier.nonExistentPolicy();
    }

    private static boolean isEnforced(Published published) {
        return published.policy() != null && published.policy() != DmarcPolicy.NONE;
    }

    private static PostureFinding of(Finding finding, String by) {
        String word = PostureFinding.word(finding);
        return switch (finding) {
            case NO_RECORD -> problem(word, by + "no DMARC record applies");
            case SEVERAL_RECORDS -> problem(word, by + "several DMARC records at the domain: none of them counts");
            case INVALID_RECORD -> problem(word, by + "no policy can be had from the record");
            case MALFORMED_TAGS -> note(word, by + "tags that do not parse, or occur twice");
            case NOT_ENFORCED -> problem(word, by + "policy none: forged mail is delivered, and at most reported");
            case WEAKER_SUBDOMAINS -> note(word, by + "subdomains have a weaker policy than the domain of the record");
            case TESTING -> note(word, by + "t=y: the policy applies one step lower");
            case SAMPLED -> note(word, by + "pct spares some of the mail");
            case NO_AGGREGATE_REPORTS -> note(word, by + "no usable rua: nobody hears of forged mail");
            case DNS_FAILURE -> unknown(word, by + "DNS failed, which says nothing of the policy");
            case NOT_OBSERVED -> unknown(word, by + "not observed, which is not absence");
        };
    }
}
