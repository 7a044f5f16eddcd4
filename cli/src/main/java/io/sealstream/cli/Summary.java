package io.sealstream.cli;

import io.sealstream.functions.authenticate.ResultCounts;
import io.sealstream.functions.authenticate.RouteFunction;
import io.sealstream.functions.dns.DnsCounts;
import io.sealstream.functions.dns.Latencies;
import io.sealstream.functions.policy.CompositeFunction;
import io.sealstream.mailauth.dns.Answer.Outcome;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;

/** What a run found, in words for a person. */
final class Summary {
    private Summary() {}

    /** A line for each protocol, the most frequent result first. */
    static String results(ResultCounts counts) {
        StringBuilder text = new StringBuilder();
        counts.byProtocol()
                .forEach((protocol, kinds) -> text.append(
                                String.format(Locale.ROOT, "%-9s ", protocol.substring(protocol.indexOf(' ') + 1)))
                        .append(byFrequency(kinds, "%2$,d %1$s"))
                        .append('\n'));
        return text + whatIf(counts);
    }

    /** What a shadow policy would change; empty where there was none. */
    private static String whatIf(ResultCounts counts) {
        long differing = counts.differences().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return counts.compared() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "what-if: %,d of %,d differ%s%s%n",
                        differing,
                        counts.compared(),
                        differing == 0 ? "" : ": ",
                        byFrequency(counts.differences(), "%s %,d"));
    }

    private static String byFrequency(Map<String, Long> kinds, String form) {
        return kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(kind -> String.format(Locale.ROOT, form, kind.getKey(), kind.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The line that says what was not asked of DNS; empty where everything was answered. */
    static String notAsked(int questions, int zones, String remedy) {
        return questions == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Not asked: %,d question%s of %,d zone%s. %s%n",
                        questions,
                        questions == 1 ? "" : "s",
                        zones,
                        zones == 1 ? "" : "s",
                        remedy);
    }

    /** The line that says how those who were asked answered; empty where nobody was. */
    static String asked(DnsCounts counts) {
        Latencies all = counts.live().all();
        long failed = counts.live().of(Outcome.FAILED).count();
        long cached = counts.cache().allHits() + counts.cache().coalesced();
        return all.count() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Asked: %,d DNS question%s, %s; half of the answers came within %s, 99%% within %s. The cache answered"
                                + " %,d look-up%s.%n",
                        all.count(),
                        all.count() == 1 ? "" : "s",
                        failed == 0 ? "none failed" : String.format(Locale.ROOT, "%,d failed", failed),
                        millis(all.quantileMicros(0.5)),
                        millis(all.quantileMicros(0.99)),
                        cached,
                        cached == 1 ? "" : "s");
    }

    private static String millis(long micros) {
        return micros < 10_000
                ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
                : String.format(Locale.ROOT, "%,d ms", (micros + 500) / 1_000);
    }

    /** The line that says where the answers of the run are. */
    static String recorded(long rows, RecordOptions recording) {
        return String.format(
                Locale.ROOT,
                "%,d DNS answer%s in %s, run %s. To judge the same mail by them: --replay %s%n",
                rows,
                rows == 1 ? "" : "s",
                recording.file(),
                recording.runId(),
                recording.file());
    }

    /** The whole of a job's end. */
    static String of(JobExecutionResult job) {
        ResultCounts counts = job.getAccumulatorResult(CompositeFunction.RESULTS);
        if (counts == null) {
            return "";
        }
        DnsCounts dns = job.getAccumulatorResult(RouteFunction.DNS);
        return notAsked(
                        counts.questionsNotAsked(),
                        counts.zonesNotAsked(),
                        "To ask them: dns.mode archive-then-live. To answer them: dns.files.")
                + String.format(
                        Locale.ROOT,
                        "%,d verdicts on %s, %,d dead letters%n",
                        counts.messages(),
                        Bytes.text(counts.bytes()),
                        deadLetters(job))
                + asked(dns == null ? DnsCounts.NONE : dns)
                + results(counts);
    }

    static long deadLetters(JobExecutionResult job) {
        Long count = job.getAccumulatorResult(RouteFunction.DEAD_LETTERS);
        return count == null ? 0 : count;
    }
}
