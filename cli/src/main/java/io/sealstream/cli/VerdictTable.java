package io.sealstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Verdicts as a table for a person, grouped by the first part of their id, with totals. */
final class VerdictTable {
    private static final int ID = 31;
    private static final int FROM = 20;
    private static final int LEAST_WHY = 24;

    /** What keyed state found that an analyst wants to see by name. */
    private static final List<String> NAMED = List.of("spoof_campaign", "dkim_replay", "new_infrastructure");

    /** Reasons that the columns already tell. */
    private static final Set<String> UNREMARKABLE =
            Set.of("matched", "no_match", "no_record", "no_such_domain", "verified", "not_signed");

    private final boolean colours;
    private final int whyWidth;
    private final Map<String, JsonNode> verdicts = new HashMap<>();

    /** @param columns of the terminal */
    VerdictTable(boolean colours, int columns) {
        this.colours = colours;
        this.whyWidth = Math.max(LEAST_WHY, columns - ID - FROM - 13 - 11 - 13 - 13 - 6);
    }

    void add(JsonNode verdict) {
        verdicts.put(verdict.path("id").asText(), verdict);
    }

    /** @param order the ids, in the order of the rows */
    String text(List<String> order) {
        StringBuilder text = new StringBuilder(1 << 15);
        String group = "";
        Run run = Run.NONE;
        for (String id : order) {
            JsonNode verdict = verdicts.get(id);
            if (verdict == null) {
                continue;
            }
            String head = id.contains("/") ? id.substring(0, id.indexOf('/')) : "";
            String name = id.substring(head.isEmpty() ? 0 : head.length() + 1);
            if (!head.equals(group)) {
                run.print(text);
                run = Run.NONE;
                group = head;
                text.append(group.isEmpty() || text.isEmpty() ? "" : "\n")
                        .append(bold(heading(group)))
                        .append('\n');
            }
            String row = row(verdict);
            if (!run.takes(name, row)) {
                run.print(text);
                run = new Run(name, row, 0, name);
            }
            run = run.with(name);
        }
        run.print(text);
        return text.append('\n').append(totals()).toString();
    }

    /** Messages of a numbered series with nothing to tell them apart, which share a row. */
    private record Run(String first, String row, int length, String last) {
        static final Run NONE = new Run("", "", 0, "");

        boolean takes(String name, String otherRow) {
            return length > 0
                    && row.equals(otherRow)
                    && series(name).equals(series(first))
                    && !series(name).equals(name);
        }

        private static String series(String name) {
            int end = name.length();
            while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
                end--;
            }
            return end > 0 && name.charAt(end - 1) == '-' ? name.substring(0, end) : name;
        }

        Run with(String name) {
            return new Run(first, row, length + 1, name);
        }

        void print(StringBuilder text) {
            if (length > 0) {
                String range = length == 1
                        ? first
                        : first + ".." + last.substring(series(last).length());
                text.append(VerdictTable.cell(range, ID))
                        .append(' ')
                        .append(row)
                        .append('\n');
            }
        }
    }

    private static String heading(String group) {
        return String.format(
                Locale.ROOT,
                "%s %s %s %s %s %s %s",
                cell(group, ID),
                cell("From", FROM),
                cell("SPF", 13),
                cell("DKIM", 11),
                cell("DMARC", 13),
                cell("compauth", 13),
                "why");
    }

    private String row(JsonNode verdict) {
        JsonNode compauth = verdict.path("compauth");
        String result = compauth.path("result").asText("-");
        String reason = compauth.path("reason").asText("");
        return String.join(
                " ",
                cell(Words.clean(verdict.path("from").path("domains").path(0).asText("-")), FROM),
                coloured(verdict.path("spf").path("result").asText("-"), 13),
                coloured(dkim(verdict.path("dkim")), 11),
                coloured(verdict.path("dmarc").path("result").asText("-"), 13),
                coloured((result + " " + reason).strip(), 13),
                why(verdict));
    }

    /** The best of the signatures, and how many there are. */
    private static String dkim(JsonNode results) {
        String best = "none";
        for (JsonNode result : results) {
            String word = result.path("result").asText();
            if (best.equals("none") || word.equals("pass")) {
                best = word;
            }
        }
        return results.size() > 1 ? best + " /" + results.size() : best;
    }

    /** What an analyst would say first: alignment and policy, then what went wrong. */
    private String why(JsonNode verdict) {
        StringJoiner why = new StringJoiner("; ");
        Set<String> findings = new HashSet<>();
        verdict.at("/compauth/signals/findings").forEach(finding -> findings.add(finding.asText()));
        NAMED.stream()
                .filter(findings::contains)
                .map(name -> name.replace("dkim", "DKIM").replace('_', ' '))
                .forEach(why::add);
        JsonNode override = verdict.path("override");
        if (!override.path("kind").isMissingNode()) {
            why.add("override: " + words(override.path("kind")));
        }
        JsonNode dmarc = verdict.path("dmarc");
        why.add(alignment(dmarc.path("reason").asText(), dmarc.path("policy").asText("none")));
        JsonNode spf = verdict.path("spf");
        if (!UNREMARKABLE.contains(spf.path("reason").asText())) {
            why.add("SPF: " + words(spf.path("reason")));
        }
        for (JsonNode signature : verdict.path("dkim")) {
            if (!UNREMARKABLE.contains(signature.path("reason").asText())) {
                why.add("DKIM: " + words(signature.path("reason")));
                break;
            }
        }
        if (findings.contains("first_contact")) {
            why.add("first contact");
        }
        String text = why.toString();
        return text.length() > whyWidth ? text.substring(0, whyWidth - 1) + "\u2026" : text;
    }

    private static String alignment(String reason, String policy) {
        return switch (reason) {
            case "aligned_spf" -> "SPF aligned";
            case "aligned_dkim" -> "DKIM aligned";
            case "aligned_both" -> "SPF and DKIM aligned";
            case "not_aligned" -> "nothing aligned, p=" + policy;
            case "no_record" -> "no DMARC record";
            case "no_from" -> "no usable From";
            default -> "DMARC: " + reason.replace('_', ' ');
        };
    }

    private static String words(JsonNode reason) {
        return reason.asText().replace('_', ' ');
    }

    private String totals() {
        Map<String, Map<String, Integer>> totals = new TreeMap<>();
        for (JsonNode verdict : verdicts.values()) {
            count(totals, "1SPF", verdict.path("spf").path("result").asText("-"));
            verdict.path("dkim")
                    .forEach(result ->
                            count(totals, "2DKIM", result.path("result").asText("-")));
            count(totals, "3DMARC", verdict.path("dmarc").path("result").asText("-"));
            JsonNode compauth = verdict.path("compauth");
            count(
                    totals,
                    "4compauth",
                    (compauth.path("result").asText("absent") + " "
                                    + compauth.path("reason").asText(""))
                            .strip());
        }
        StringBuilder text = new StringBuilder();
        totals.forEach((protocol, counts) -> {
            StringJoiner kinds = new StringJoiner(", ");
            counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .forEach(kind -> kinds.add(kind.getValue() + " " + kind.getKey()));
            text.append(bold(cell(protocol.substring(1), 9)))
                    .append(' ')
                    .append(kinds)
                    .append('\n');
        });
        return text.toString();
    }

    private static void count(Map<String, Map<String, Integer>> totals, String protocol, String kind) {
        totals.computeIfAbsent(protocol, p -> new TreeMap<>()).merge(kind, 1, Integer::sum);
    }

    private static String cell(String text, int width) {
        String cut = text.length() > width ? text.substring(0, width - 1) + "\u2026" : text;
        return cut + " ".repeat(width - cut.length());
    }

    private String coloured(String result, int width) {
        String padded = cell(result, width);
        if (!colours) {
            return padded;
        }
        String colour = result.startsWith("pass") || result.startsWith("bestguess")
                ? "32"
                : result.startsWith("fail") ? "31" : result.equals("none") || result.equals("-") ? "2" : "33";
        return "\u001b[" + colour + "m" + padded + "\u001b[0m";
    }

    private String bold(String text) {
        return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
