package io.sealstream.cli;

import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.dkim.DkimResult;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts verdicts by result and reason. Not safe from several threads. */
final class Summary {
    /** What is counted, in the order of the summary. */
    private enum Row {
        SPF("SPF"),
        DKIM("DKIM"),
        ARC("ARC"),
        DMARC("DMARC"),
        COMPAUTH("compauth");

        private final String label;

        Row(String label) {
            this.label = label;
        }
    }

    private static final int MAX_KINDS = 30;

    private final Map<Row, Map<String, Long>> counts = new EnumMap<>(Row.class);
    private long messages;
    private long bytes;

    void add(Verdict verdict) {
        Evidence evidence = verdict.evidence();
        messages++;
        bytes += evidence.message().size();
        count(Row.SPF, words(evidence.spf().status(), evidence.spf().reason()));
        for (DkimResult dkim : evidence.dkim()) {
            count(Row.DKIM, words(dkim.status(), dkim.reason()));
        }
        if (evidence.arc() != null && evidence.arc().instances() > 0) {
            count(Row.ARC, words(evidence.arc().status(), evidence.arc().reason()));
        }
        count(Row.DMARC, words(evidence.dmarc().status(), evidence.dmarc().deciding().reason()));
        CompositeResult composite = verdict.compauth();
        count(Row.COMPAUTH, composite == null ? "absent (no usable From)" : compositeWords(composite));
    }

    private static String compositeWords(CompositeResult composite) {
        String status = composite.status().name().toLowerCase(Locale.ROOT);
        return status + (composite.reason() == null ? "" : " " + composite.reason()) + " (" + composite.rule() + ")";
    }

    private static String words(Enum<?> status, Enum<?> reason) {
        String result = word(status);
        String why = word(reason);
        return result.equals(why) ? result : result + " (" + why + ")";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void count(Row row, String kind) {
        Map<String, Long> kinds = counts.computeIfAbsent(row, r -> new TreeMap<>());
        kinds.merge(kinds.size() < MAX_KINDS || kinds.containsKey(kind) ? kind : "other", 1L, Long::sum);
    }

    long messages() {
        return messages;
    }

    long bytes() {
        return bytes;
    }

    /** A line for each protocol, the most frequent first. */
    String text() {
        StringBuilder text = new StringBuilder();
        counts.forEach((row, kinds) -> text.append(String.format(Locale.ROOT, "%-9s ", row.label))
                .append(kinds.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(kind -> String.format(Locale.ROOT, "%,d %s", kind.getValue(), kind.getKey()))
                        .collect(Collectors.joining(", ")))
                .append('\n'));
        return text.toString();
    }
}
