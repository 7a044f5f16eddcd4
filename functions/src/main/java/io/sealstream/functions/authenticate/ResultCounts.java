package io.sealstream.functions.authenticate;

import io.sealstream.functions.dns.ZoneOf;
import io.sealstream.mailauth.Evidence;
import io.sealstream.mailauth.Evidence.Consulted;
import io.sealstream.mailauth.Verdict;
import io.sealstream.mailauth.compauth.CompositeResult;
import io.sealstream.mailauth.dkim.DkimResult;
import io.sealstream.mailauth.dns.Answer.Outcome;
import io.sealstream.mailauth.dns.Answer.Via;
import io.sealstream.serde.Difference;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a run found: verdicts by result and reason, and what was not asked of DNS. Not safe from several threads. */
public final class ResultCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Results with their reasons that are told apart for a protocol; the others are counted together. */
    static final int MAX_KINDS = 60;

    /** Questions that are told apart; above it the counts of questions and zones stand still. */
    static final int MAX_QUESTIONS = 10_000;

    private final TreeMap<String, TreeMap<String, Long>> byProtocol = new TreeMap<>();
    private final HashSet<String> questionsNotAsked = new HashSet<>();
    private final HashSet<String> zonesNotAsked = new HashSet<>();
    private final TreeMap<String, Long> differences = new TreeMap<>();
    private long messages;
    private long bytes;
    private long compared;

    /** Counts a verdict. */
    public void add(Verdict verdict) {
        Evidence evidence = verdict.evidence();
        messages++;
        bytes += evidence.message().size();
        count("1 SPF", words(evidence.spf().status(), evidence.spf().reason()));
        for (DkimResult dkim : evidence.dkim()) {
            count("2 DKIM", words(dkim.status(), dkim.reason()));
        }
        if (evidence.arc() != null && evidence.arc().instances() > 0) {
            count("3 ARC", words(evidence.arc().status(), evidence.arc().reason()));
        }
        count(
                "4 DMARC",
                words(evidence.dmarc().status(), evidence.dmarc().deciding().reason()));
        CompositeResult composite = verdict.compauth();
        count("5 compauth", composite == null ? "absent (no usable From)" : words(composite));
        evidence.dns().forEach(this::countIfNotAsked);
    }

    /**
     * Counts a comparison of two policies.
     *
     * @param difference null: they agree
     */
    public void compare(@Nullable Difference difference) {
        compared++;
        if (difference != null) {
            count(differences, difference.kind(), 1);
        }
    }

    private void countIfNotAsked(Consulted answer) {
        if (answer.outcome() == Outcome.NOT_OBSERVED
                && answer.via() == Via.NOWHERE
                && questionsNotAsked.size() < MAX_QUESTIONS
                && questionsNotAsked.add(answer.question().toString())) {
            zonesNotAsked.add(ZoneOf.name(answer.question().name()).toString());
        }
    }

    private static String words(CompositeResult composite) {
        return word(composite.status()) + (composite.reason() == null ? "" : " " + composite.reason()) + " ("
                + composite.rule() + ")";
    }

    private static String words(Enum<?> status, Enum<?> reason) {
        String result = word(status);
        String why = word(reason);
        return result.equals(why) ? result : result + " (" + why + ")";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void count(String protocol, String kind) {
        count(protocol, kind, 1);
    }

    private void count(String protocol, String kind, long times) {
        count(byProtocol.computeIfAbsent(protocol, p -> new TreeMap<>()), kind, times);
    }

    private static void count(Map<String, Long> kinds, String kind, long times) {
        kinds.merge(kinds.size() < MAX_KINDS || kinds.containsKey(kind) ? kind : "other", times, Long::sum);
    }

    void addAll(ResultCounts other) {
        other.byProtocol.forEach((protocol, kinds) -> kinds.forEach((kind, times) -> count(protocol, kind, times)));
        merge(questionsNotAsked, other.questionsNotAsked);
        merge(zonesNotAsked, other.zonesNotAsked);
        other.differences.forEach((kind, times) -> count(differences, kind, times));
        messages += other.messages;
        bytes += other.bytes;
        compared += other.compared;
    }

    private static void merge(Set<String> into, Set<String> more) {
        for (String text : more) {
            if (into.size() < MAX_QUESTIONS) {
                into.add(text);
            }
        }
    }

    void clear() {
        byProtocol.clear();
        questionsNotAsked.clear();
        zonesNotAsked.clear();
        differences.clear();
        messages = 0;
        bytes = 0;
        compared = 0;
    }

    public long messages() {
        return messages;
    }

    /** Octets of these messages. */
    public long bytes() {
        return bytes;
    }

    /** Distinct questions that verdicts rest on and that nobody was asked. */
    public int questionsNotAsked() {
        return questionsNotAsked.size();
    }

    /** Registered domains of these questions. */
    public int zonesNotAsked() {
        return zonesNotAsked.size();
    }

    /** Verdicts that were compared with those of a shadow policy. */
    public long compared() {
        return compared;
    }

    /** How often the shadow policy differs, by {@link Difference#kind}; a view. */
    public Map<String, Long> differences() {
        return Collections.unmodifiableMap(differences);
    }

    /** By protocol, in the order of a verdict, how often each result came with each reason; a view. */
    public Map<String, TreeMap<String, Long>> byProtocol() {
        return Collections.unmodifiableMap(byProtocol);
    }
}
