package io.sealstream.cli;

import io.sealstream.mailauth.dkim.SelectorPosture;
import io.sealstream.mailauth.dmarc.DmarcPolicy;
import io.sealstream.mailauth.dmarc.DmarcPosture;
import io.sealstream.mailauth.dmarc.DmarcPosture.Published;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.signature.PublicKeyRecord;
import io.sealstream.mailauth.signature.PublicKeyRecord.Defect;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A domain's posture in words for a person: what is published, and one graded line for each thing to know of it. */
final class PostureText {
    private static final int LABEL = 10;
    private static final int GRADE = 9;
    private static final int MAX_LINES_OF_A_KIND = 40;
    /** Of a record; what most of them fit in. */
    private static final int MAX_TEXT = 512;

    private final StringBuilder text = new StringBuilder(2048);
    private String label = "";

    private PostureText() {}

    /** The whole report, lines ending with LF. */
    static String of(DomainPosture posture) {
        PostureText report = new PostureText();
        report.text.append(posture.domain()).append('\n');
        report.spf(posture);
        report.dmarc(posture.dmarc());
        report.dkim(posture.selectors());
        return report.text.toString();
    }

    private void spf(DomainPosture posture) {
        label = "SPF";
        first(posture.spf().records(), MAX_LINES_OF_A_KIND).forEach(this::line);
        findings(SpfFindings.of(posture));
    }

    private void dmarc(DmarcPosture dmarc) {
        label = "DMARC";
        Published latest = dmarc.rfc9989();
        Published earlier = dmarc.rfc7489();
        if (!DmarcFindings.differs(dmarc) && Objects.equals(latest.record(), earlier.record())) {
            published("", latest);
        } else {
            published("by RFC 9989: ", latest);
            published("by RFC 7489: ", earlier);
        }
        findings(DmarcFindings.of(dmarc));
    }

    private void published(String edition, Published published) {
        if (published.record() == null) {
            if (!edition.isEmpty()) {
                line(edition + "no policy was found");
            }
            return;
        }
        line(edition + "_dmarc." + published.policyDomain() + " says " + published.record());
        if (published.policy() != null) {
            line(edition + "policy " + word(published.policy())
                    + (published.inherited() ? ", inherited from " + published.policyDomain() : "")
                    + "; for subdomains " + word(published.subdomainPolicy()) + ", for those that do not exist "
                    + word(published.nonExistentPolicy()));
        }
    }

    private static String word(@Nullable DmarcPolicy policy) {
        return policy == null ? "not known" : PostureFinding.word(policy);
    }

    private void dkim(List<SelectorPosture> selectors) {
        label = "DKIM";
        if (selectors.isEmpty()) {
            line("no selector was named (--selector NAME), and DNS does not list them");
        }
        for (SelectorPosture selector : selectors) {
            label = "DKIM";
            String keys = selector.keys().stream()
                    .filter(key -> key.type() != null && key.defect() != Defect.REVOKED)
                    .map(PostureText::key)
                    .collect(Collectors.joining("; "));
            line("selector " + selector.selector() + (keys.isEmpty() ? "" : ": " + keys));
            if (!selector.cnames().isEmpty()) {
                line("alias of "
                        + selector.cnames().stream().map(DomainName::toString).collect(Collectors.joining(" \u2192 ")));
            }
            findings(SelectorFindings.of(selector));
        }
    }

    private static String key(PublicKeyRecord key) {
        return (key.type() == null ? "" : PostureFinding.word(key.type()))
                + (key.bits() == 0 ? " key" : " key of " + key.bits() + " bits")
                + (key.strict() ? ", t=s: i= has to be the domain itself" : "");
    }

    private void findings(List<PostureFinding> findings) {
        for (PostureFinding finding : first(findings, MAX_LINES_OF_A_KIND)) {
            String grade = PostureFinding.word(finding.grade());
            line(grade + " ".repeat(GRADE - grade.length()) + finding.text());
        }
        if (findings.size() > MAX_LINES_OF_A_KIND) {
            line("and " + (findings.size() - MAX_LINES_OF_A_KIND) + " more");
        }
    }

    private static <T> List<T> first(List<T> list, int most) {
        return list.subList(0, Math.min(most, list.size()));
    }

    /** The label stands before the first line of its kind. */
    private void line(String rest) {
        text.append(label)
                .append(" ".repeat(LABEL - label.length()))
                .append(Words.clean(rest, MAX_TEXT))
                .append('\n');
        label = "";
    }
}
