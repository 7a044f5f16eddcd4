package io.sealstream.cli;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.Evidence.Missing;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.arc.ArcResult;
import io.sealstream.mailauth.authres.Drift;
import io.sealstream.mailauth.authres.Stamp;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.diagnosis.Repair;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dkim.DkimStatus;
import io.sealstream.mailauth.dmarc.DmarcResult;
import io.sealstream.mailauth.dmarc.DmarcResult.Evaluation;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.DomainName;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.received.Trace;
import io.sealstream.mailauth.received.Traced;
import io.sealstream.mailauth.spf.SpfResult;
import io.sealstream.mailauth.spf.SpfStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A verdict in words for a person: each step, what it rests on, and why it came out so. */
final class Explanation {
    private static final int LABEL = 10;
    private static final int MAX_LINES_OF_A_KIND = 40;
    private static final int MAX_TEXT = 160;

    private final StringBuilder text = new StringBuilder(4096);

    private Explanation() {}

    /** The whole explanation, lines ending with LF. */
    static String of(Verdict verdict) {
        Explanation explanation = new Explanation();
        Evidence evidence = verdict.evidence();
        explanation.message(evidence);
        explanation.arrival(evidence.trace());
        explanation.spf(evidence);
        explanation.dkim(evidence);
        explanation.arc(evidence.arc());
        explanation.dmarc(evidence.dmarc());
        explanation.composite(verdict.compauth(), verdict.policyVersion());
        explanation.stamps(evidence.stamps());
        explanation.drift(verdict.drift());
        explanation.missing(evidence);
        explanation.dns(evidence);
        explanation.line("Stamp", verdict.authenticationResults());
        return explanation.text.toString();
    }

    private void message(Evidence evidence) {
        line("Message", evidence.id());
        if (evidence.message().subject() != null) {
            more("subject " + clean(evidence.message().subject()));
        }
        more(Bytes.text(evidence.message().size()) + ", lines end with "
                + evidence.copy().lineEndings()
                + (evidence.copy().lineEndings() == io.sealstream.mailauth.message.LineEndings.CRLF
                        ? ""
                        : " and are hashed as though they ended with CRLF")
                + "; copy: " + word(evidence.copy().fidelity()));
        String domains = evidence.from().domains().isEmpty()
                ? "no usable From"
                : "From " + join(evidence.from().domains())
                        + (evidence.organizationalDomain() == null
                                ? ""
                                : ", organizational domain " + evidence.organizationalDomain());
        more(domains);
        if (Boolean.TRUE.equals(evidence.fromTakesNoMail())) {
            more("the From domain takes no mail (null MX); nothing is judged by that");
        }
        if (!evidence.from().defects().isEmpty()) {
            more("From is " + (evidence.from().valid() ? "usable" : "not valid") + ": "
                    + evidence.from().defects().stream().map(Explanation::word).collect(Collectors.joining(", ")));
        }
    }

    private void arrival(Trace trace) {
        line(
                "Arrival",
                trace.boundary() < 0
                        ? "no boundary: nothing in the header is taken as the receiver's word"
                        : "Received line " + (trace.boundary() + 1) + " from the top took the message over from outside"
                                + (trace.preset() == null ? "" : " (" + trace.preset() + ")"));
        fact("client IP", trace.clientIp());
        fact("HELO", trace.helo());
        Traced<String> mailFrom = trace.mailFrom();
        more("MAIL FROM "
                + (mailFrom.value() == null
                        ? "is not known"
                        : (mailFrom.value().isEmpty() ? "<> (null sender)" : clean(mailFrom.value())) + ", from "
                                + mailFrom.originText()));
        fact("receipt", trace.receivedAt().at());
    }

    private void fact(String name, Traced<?> fact) {
        more(name + " "
                + (fact.value() == null
                        ? "is not known"
                        : clean(String.valueOf(fact.value())) + ", from " + fact.originText()));
    }

    private void spf(Evidence evidence) {
        line("SPF", spfLine(evidence.spf()));
        spfDetail(evidence.spf());
        if (evidence.helo().status() != SpfStatus.NONE && evidence.helo().domain() != null) {
            more("HELO identity: " + spfLine(evidence.helo()));
        }
    }

    private String spfLine(SpfResult spf) {
        String subject = spf.domain() == null ? "" : " for " + word(spf.identity()) + " " + spf.domain();
        return word(spf.status()) + subject + ": " + word(spf.reason());
    }

    private void spfDetail(SpfResult spf) {
        if (!spf.path().isEmpty()) {
            more(spf.path().stream().map(Explanation::clean).collect(Collectors.joining(" \u2192 ")));
        }
        if (spf.problem() != null) {
            more("because of " + clean(spf.problem()));
        }
        if (spf.lookups() > 0) {
            more(spf.lookups() + " of 10 look-ups, " + spf.voidLookups() + " of 2 void ones");
        }
        if (spf.ifUnchanged() != null) {
            more("had DNS said the same then: " + word(spf.ifUnchanged()));
        }
    }

    private void dkim(Evidence evidence) {
        List<DkimResult> results = evidence.dkim();
        int number = 0;
        for (DkimResult result : results.subList(0, Math.min(results.size(), MAX_LINES_OF_A_KIND))) {
            number++;
            if (result.status() == DkimStatus.NONE) {
                line("DKIM", "none: the message is not signed");
                return;
            }
            line(
                    "DKIM" + (results.size() > 1 ? " " + number : ""),
                    word(result.status()) + ": " + word(result.reason()));
            dkimDetail(result, evidence);
        }
    }

    private void dkimDetail(DkimResult result, Evidence evidence) {
        more("header field " + (result.field() + 1) + ": d=" + shown(result.domain()) + " s=" + shown(result.selector())
                + " a="
                + shown(result.algorithm()) + " c=" + shown(result.canonicalization())
                + (result.keyBits() > 0 ? ", key of " + result.keyBits() + " bits" : ""));
        more("body hash: " + word(result.bodyHash()) + "; signature over the header: " + word(result.signature()));
        if (result.unsignedBytes() > 0) {
            more(result.unsignedBytes() + " octets of the body are not signed (l=)");
        }
        if (!result.flags().isEmpty()) {
            more("note: " + result.flags().stream().map(Explanation::word).collect(Collectors.joining(", ")));
        }
        String sighting = KeySighting.told(result, evidence);
        if (!sighting.isEmpty()) {
            more(sighting);
        }
        if (result.wouldBe() != null) {
            more("without that rule it would be " + word(result.wouldBe()));
        }
        repairs(result.repaired());
    }

    private void repairs(List<Repair> repairs) {
        repairs.forEach(repair -> more("repaired: " + RepairWords.told(repair)));
        if (!repairs.isEmpty()) {
            more("which tells what happened on the way, and is no pass");
        }
    }

    private void arc(@Nullable ArcResult arc) {
        if (arc == null) {
            return;
        }
        line(
                "ARC",
                word(arc.status()) + ": " + word(arc.reason())
                        + (arc.problem() > 0 ? " (instance " + arc.problem() + ")" : ""));
        if (arc.instances() > 0) {
            more(arc.instances()
                    + (arc.instances() == 1 ? " set, sealed by " : " sets, sealed by ")
                    + arc.sets().stream()
                            .map(set -> "i=" + set.instance() + " " + shown(set.sealDomain()))
                            .collect(Collectors.joining(", ")));
        }
        repairs(arc.repaired());
    }

    private void dmarc(DmarcResult dmarc) {
        Evaluation deciding = dmarc.deciding();
        line("DMARC", word(deciding.status()) + ": " + word(deciding.reason()) + ", action " + dmarc.action());
        dmarcDetail(dmarc.edition().name().replace("RFC", "RFC "), deciding);
        if (dmarc.differs()) {
            Evaluation other = deciding == dmarc.rfc9989() ? dmarc.rfc7489() : dmarc.rfc9989();
            String edition = deciding == dmarc.rfc9989() ? "RFC 7489" : "RFC 9989";
            more("differs by " + edition + ": " + word(other.status()) + ", " + word(other.reason()));
            dmarcDetail(edition, other);
        }
    }

    private void dmarcDetail(String edition, Evaluation evaluation) {
        if (evaluation.record() != null) {
            more("by " + edition + ": _dmarc." + evaluation.policyDomain() + " says " + clean(evaluation.record()));
            more("policy for this message: " + word(evaluation.policy())
                    + (evaluation.sampledOut() ? ", but pct=" + evaluation.percent() + " spares it" : ""));
        } else if (!evaluation.queried().isEmpty()) {
            more("by " + edition + ": no record at " + join(evaluation.queried()));
        }
        more("aligned: SPF " + (evaluation.alignedSpf() == null ? "no" : evaluation.alignedSpf()) + " ("
                + word(evaluation.spfAlignment()) + "), DKIM "
                + (evaluation.alignedDkim() == null ? "no" : evaluation.alignedDkim()) + " ("
                + word(evaluation.dkimAlignment()) + ")");
        if (evaluation.ifUnchanged() != null) {
            more("had DNS said the same then: " + word(evaluation.ifUnchanged()));
        }
    }

    private void composite(@Nullable CompositeResult composite, String policyVersion) {
        if (composite == null) {
            line("compauth", "absent: there is no usable From to judge");
            return;
        }
        line(
                "compauth",
                word(composite.status()) + (composite.reason() == null ? "" : ", reason " + composite.reason())
                        + ": rule " + composite.rule() + " (" + word(composite.known()) + ")");
        more(clean(composite.because()));
        if (!policyVersion.equals("none")) {
            more("judged by policy " + policyVersion);
        }
    }

    private void stamps(List<Stamp> stamps) {
        for (Stamp stamp : stamps.subList(0, Math.min(stamps.size(), MAX_LINES_OF_A_KIND))) {
            line(stamp.trusted() ? "Stamped" : "Claimed", clean(stamp.text()));
            more(
                    stamp.trusted()
                            ? "above the boundary: the receiver's word"
                            : "not above a boundary: anybody may have written it; not used");
        }
    }

    private void drift(List<Drift> drifts) {
        for (Drift drift : drifts.subList(0, Math.min(drifts.size(), MAX_LINES_OF_A_KIND))) {
            line(
                    "Drift",
                    word(drift.method()) + (drift.identifier() == null ? "" : " " + clean(drift.identifier()))
                            + ": stamped " + clean(drift.stamped()) + ", ours " + drift.ours() + ": "
                            + word(drift.reason()));
        }
    }

    private void missing(Evidence evidence) {
        if (!evidence.missing().isEmpty()) {
            line("Missing", evidence.missing().stream().map(Explanation::need).collect(Collectors.joining("; ")));
        }
    }

    private static String need(Missing missing) {
        return switch (missing) {
            case CLIENT_IP -> "the client IP (--ip, or --receiver to find it in the header)";
            case HELO -> "the HELO name (--helo)";
            case MAIL_FROM -> "the MAIL FROM (--mail-from)";
            case RECEIPT_TIME -> "the receipt time (--as-of)";
            case HOST_NAME -> "the client's host name, or the MX of the From domain, as of the receipt";
            case SPF_RECORD -> "the SPF record as of the receipt";
            case DKIM_KEY -> "the DKIM key as of the receipt";
            case ARC_KEY -> "the ARC key as of the receipt";
            case DMARC_POLICY -> "the DMARC policy as of the receipt";
            case BODY_AS_RECEIVED -> "the body as it was received";
        };
    }

    private void dns(Evidence evidence) {
        List<Consulted> consulted = evidence.dns();
        for (int i = 0; i < Math.min(consulted.size(), MAX_LINES_OF_A_KIND); i++) {
            Consulted answer = consulted.get(i);
            String line = answer.question() + ": "
                    + (answer.outcome() == Outcome.FOUND
                            ? answer.records().stream().map(Explanation::clean).collect(Collectors.joining(" | "))
                            : word(answer.outcome())
                                    + (answer.outcome() == Outcome.FAILED ? ", " + word(answer.failure()) : ""));
            if (i == 0) {
                line("DNS", line);
            } else {
                more(line);
            }
            String seen = seen(answer.observation());
            if (answer.outcome() != Outcome.NOT_OBSERVED && !seen.isEmpty()) {
                more("  via " + word(answer.via()) + seen);
            }
        }
        if (consulted.size() > MAX_LINES_OF_A_KIND) {
            more("and " + (consulted.size() - MAX_LINES_OF_A_KIND) + " more");
        }
    }

    private static String seen(Observation observation) {
        if (observation.isForAllTimes()) {
            return "";
        }
        return ", seen " + observation.firstSeen()
                + (String.valueOf(observation.firstSeen()).equals(String.valueOf(observation.lastSeen()))
                        ? ""
                        : " to " + observation.lastSeen());
    }

    private void line(String label, String rest) {
        text.append(label)
                .append(" ".repeat(Math.max(1, LABEL - label.length())))
                .append(rest)
                .append('\n');
    }

    private void more(String rest) {
        text.append(" ".repeat(LABEL)).append(rest).append('\n');
    }

    private static String join(List<DomainName> names) {
        return names.stream().map(DomainName::toString).collect(Collectors.joining(", "));
    }

    /** A length of time, roughly. */
    static String length(Duration gap) {
        return gap.toDays() > 0 ? gap.toDays() + " days" : gap.toHours() + " hours";
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "?" : clean(value.toString());
    }

    /** An enum constant as words. */
    private static String word(@Nullable Enum<?> constant) {
        return constant == null
                ? "none"
                : constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What came from outside, fit for a terminal: no control characters, and not endless. */
    static String clean(String text) {
        return clean(text, MAX_TEXT);
    }

    static String clean(String text, int longest) {
        String cut = text.length() > longest ? text.substring(0, longest) + "\u2026" : text;
        StringBuilder safe = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> {
            boolean control = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            safe.appendCodePoint(control ? '\ufffd' : c);
        });
        return safe.toString();
    }
}
