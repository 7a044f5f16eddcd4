package io.sealstream.cli;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.Evidence.Missing;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Observation;
import java.util.List;
import java.util.stream.Collectors;

/** The DNS answers that the verdict rests on, and what was missing. */
final class WitnessWords {
    private final Lines lines;

    WitnessWords(Lines lines) {
        this.lines = lines;
    }

    void missing(Evidence evidence) {
        if (!evidence.missing().isEmpty()) {
            lines.line(
                    "Missing",
                    evidence.missing().stream().map(WitnessWords::need).collect(Collectors.joining("; ")));
        }
    }

    void dns(Evidence evidence) {
        List<Consulted> consulted = evidence.dns();
        for (int i = 0; i < Math.min(consulted.size(), Lines.MAX_OF_A_KIND); i++) {
            Consulted answer = consulted.get(i);
            String line = answer.question() + ": "
                    + (answer.outcome() == Outcome.FOUND
                            ? answer.records().stream().map(Words::clean).collect(Collectors.joining(" | "))
                            : Words.word(answer.outcome())
                                    + (answer.outcome() == Outcome.FAILED ? ", " + Words.word(answer.failure()) : ""));
            if (i == 0) {
                lines.line("DNS", line);
            } else {
                lines.more(line);
            }
            String seen = seen(answer.observation());
            if (answer.outcome() != Outcome.NOT_OBSERVED && !seen.isEmpty()) {
                lines.more("  via " + Words.word(answer.via()) + seen);
            }
        }
        if (consulted.size() > Lines.MAX_OF_A_KIND) {
            lines.more("and " + (consulted.size() - Lines.MAX_OF_A_KIND) + " more");
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

    private static String seen(Observation observation) {
        if (observation.isForAllTimes()) {
            return "";
        }
        return ", seen " + observation.firstSeen()
                + (String.valueOf(observation.firstSeen()).equals(String.valueOf(observation.lastSeen()))
                        ? ""
                        : " to " + observation.lastSeen());
    }
}
