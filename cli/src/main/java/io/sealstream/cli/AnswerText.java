package io.sealstream.cli;

import io.sealstream.mailauth.dns.Answer;
import io.sealstream.mailauth.dns.Answer.Failure;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Observation;
import io.sealstream.mailauth.dns.Observation.Timing;
import io.sealstream.mailauth.dns.Question;
import io.sealstream.mailauth.dns.Rdata;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer in words for a person. */
final class AnswerText {
    private static final int MAX_RECORD = 4_096;

    private AnswerText() {}

    /** Several lines, each with its line end. */
    static String of(Question question, @Nullable Instant asOf, Answer answer) {
        StringBuilder text = new StringBuilder();
        line(text, "Question", question.toString());
        line(text, "Answer", outcome(answer) + (answer.ttl() < 0 ? "" : ", TTL " + answer.ttl() + " s"));
        for (Rdata rdata : answer.records()) {
            line(text, "", Words.clean(rdata.text(), MAX_RECORD));
            Instant exposed = answer.observation().compromised().get(rdata.text());
            if (exposed != null) {
                line(text, "", "\u21b3 " + exposed(exposed));
            }
        }
        if (!answer.cnames().isEmpty()) {
            line(
                    text,
                    "Alias of",
                    answer.cnames().stream().map(Object::toString).collect(Collectors.joining(" \u2192 ")));
        }
        if (answer.outcome() != Outcome.NOT_OBSERVED) {
            line(text, "From", from(answer));
            line(text, "Seen", seen(answer.observation()));
            line(text, "As of", timing(answer.observation(), asOf));
        }
        Instant exposed = answer.observation().compromisedFrom();
        if (exposed != null && answer.observation().compromised().isEmpty()) {
            line(text, "Exposed", exposed(exposed));
        }
        return text.toString();
    }

    private static String exposed(Instant from) {
        return "from " + from + " on the private key is public: a signature proves nothing after that";
    }

    private static void line(StringBuilder text, String label, String rest) {
        text.append(String.format(Locale.ROOT, "%-10s", label)).append(rest).append('\n');
    }

    private static String outcome(Answer answer) {
        return switch (answer.outcome()) {
            case FOUND -> "found";
            case NO_DATA -> "no data: the name exists, without a record of that type";
            case NO_SUCH_DOMAIN -> "no such domain";
            case FAILED -> "failed: " + word(answer.failure()) + ". That says nothing of the domain";
            case NOT_OBSERVED -> "not observed: nothing is known of it here. That says nothing of the domain";
        };
    }

    private static String word(Failure failure) {
        return failure.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String from(Answer answer) {
        return answer.via().name().toLowerCase(Locale.ROOT)
                + (answer.authenticData() ? ", the resolver says that DNSSEC vouches for it" : "")
                + (answer.stale() ? ", past its TTL" : "");
    }

    private static String seen(Observation seen) {
        if (seen.isForAllTimes()) {
            return "it speaks for all times";
        }
        return seen.firstSeen()
                + (String.valueOf(seen.firstSeen()).equals(String.valueOf(seen.lastSeen()))
                        ? ""
                        : " to " + seen.lastSeen());
    }

    private static String timing(Observation seen, @Nullable Instant asOf) {
        if (asOf == null) {
            return seen.isForAllTimes() ? "any time" : "a time that is not known: the latest that was seen";
        }
        Duration gap = seen.gapTo(asOf);
        String at = asOf + ": ";
        if (gap.isZero()) {
            return at + "inside";
        }
        boolean earlier = seen.timingOf(asOf, Duration.ZERO) == Timing.EARLIER;
        boolean counts = gap.compareTo(Observation.DEFAULT_FRESHNESS) <= 0;
        return at + "seen " + Words.length(gap) + (earlier ? " earlier" : " later")
                + (counts
                        ? ", near enough to count"
                        : ": a key that verifies still proves a pass, one that does not proves nothing");
    }
}
